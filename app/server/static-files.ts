import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { sendFile } from './send-file.ts'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp4': 'video/mp4',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/**
 * A file of the built website, or null where there is none. What Vite names by its content never
 * changes under that name and is kept for a year; the rest is asked about again each time.
 */
export async function staticFile(folder: string, request: Request, path: string) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return null
  const decoded = decode(path)
  if (decoded === null) return null
  const type = types[extname(decoded)]
  const file = join(folder, normalize(decoded))
  if (!type || !file.startsWith(folder)) return null
  const packed = acceptsBrotli(request) ? await fileAt(`${file}.br`) : null
  const found = packed ?? (await fileAt(file))
  if (!found) return null
  return sendFile(
    request,
    { ...found, type },
    {
      Vary: 'Accept-Encoding',
      ...(packed && { 'Content-Encoding': 'br' }),
      'Cache-Control': path.startsWith('/assets/')
        ? 'public, max-age=31536000, immutable'
        : 'public, max-age=0, must-revalidate',
    },
  )
}

const acceptsBrotli = (request: Request) =>
  // A range would be one of the packed bytes, which nobody means.
  !request.headers.has('range') && /\bbr\b/.test(request.headers.get('accept-encoding') ?? '')

async function fileAt(path: string) {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) return null
  const read = (range?: { start: number; end: number }) => createReadStream(path, range)
  return { size: found.size, modified: found.mtime, read }
}

function decode(path: string): string | null {
  try {
    const decoded = decodeURIComponent(path)
    return decoded.includes('\0') ? null : decoded
  } catch {
    return null
  }
}
