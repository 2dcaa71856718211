import { extname } from 'node:path'
import { isAppError } from '#core/errors.ts'
import { RenderId, VideoId } from '#core/ids.ts'
import { getRender } from '#db/renders.ts'
import { renderKey, videoKey } from '#db/storage.ts'
import { getVideo } from '#db/videos.ts'
import type { AppContext } from './context.ts'
import { sendFile } from './send-file.ts'

export const MEDIA_PATH = '/media'

/** What may be asked for by name; everything else beside it stays inside. */
const videoFiles: Record<string, string> = {
  'proxy.mp4': 'video/mp4',
  'poster.jpg': 'image/jpeg',
  'filmstrip.jpg': 'image/jpeg',
  'peaks.bin': 'application/octet-stream',
  source: '',
}
const renderFiles: Record<string, string> = {
  'clip.mp4': 'video/mp4',
  'clip.webm': 'video/webm',
  'clip.mov': 'video/quicktime',
  'clip.gif': 'image/gif',
  'clip.srt': 'application/x-subrip; charset=utf-8',
  'clip.vtt': 'text/vtt; charset=utf-8',
  'clip.ass': 'text/x-ssa; charset=utf-8',
  'clip.txt': 'text/plain; charset=utf-8',
  'poster.jpg': 'image/jpeg',
}

/** What people upload. The name decides only what the browser is told, never how we read the file. */
const sourceTypes: Record<string, string> = {
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.mov': 'video/quicktime',
  '.mkv': 'video/x-matroska',
  '.webm': 'video/webm',
  '.avi': 'video/x-msvideo',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.wav': 'audio/wav',
}

type MediaFile = { key: string; type: string; downloadName: string }

/** A video's or an export's file, for whoever may see it. `?download=1` saves it under its title. */
export async function media(request: Request, context: AppContext): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return text(405, 'Only to be read.')
  if (!context.user) return text(401, 'Sign in to go on.')
  const { pathname, searchParams } = new URL(request.url)
  try {
    const file = await findFile(pathname, context)
    const found = file && (await context.storage.stat(file.key))
    if (!file || !found) return text(404, 'There is nothing at this address.')
    return sendFile(
      request,
      { ...found, type: file.type, read: (range) => context.storage.read(file.key, range) },
      {
        // Kept by this browser alone, and asked about each time: access may have ended.
        'Cache-Control': 'private, no-cache',
        ...(searchParams.has('download') && {
          'Content-Disposition': attachment(file.downloadName),
        }),
        // Whatever somebody uploaded, opened by its address it may do nothing here.
        'Content-Security-Policy': "default-src 'none'; media-src 'self'; sandbox",
      },
    )
  } catch (error) {
    if (!isAppError(error)) throw error
    return text(error.kind.status, error.message)
  }
}

async function findFile(pathname: string, { db, user }: AppContext): Promise<MediaFile | null> {
  const [, kind, id, name] = pathname.slice(1).split('/')
  if (!user || !kind || !name) return null
  if (kind === 'videos' && Object.hasOwn(videoFiles, name)) {
    const parsed = VideoId.safeParse(id)
    if (!parsed.success) return null
    const video = await getVideo(db, parsed.data, user.id)
    const extension = extname(name === 'source' ? video.filename : name).toLowerCase()
    return {
      key: videoKey(video.id, name),
      type: videoFiles[name] || sourceTypes[extension] || 'application/octet-stream',
      downloadName: video.title + extension,
    }
  }
  if (kind === 'renders' && Object.hasOwn(renderFiles, name)) {
    const parsed = RenderId.safeParse(id)
    if (!parsed.success) return null
    const render = await getRender(db, parsed.data, user.id)
    return {
      key: renderKey(render.id, name),
      type: renderFiles[name] ?? '',
      downloadName: `${render.title} ${render.shape.replace(':', 'x')}${extname(name)}`,
    }
  }
  return null
}

/** The name twice: plain for old clients, and in full. */
export function attachment(name: string): string {
  const safe = name
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what no file system takes
    .replace(/[\u0000-\u001f\u007f/\\:*?"<>|]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const plain = safe.normalize('NFKD').replace(/[^\x20-\x7e]/g, '') || 'download'
  const full = encodeURIComponent(safe).replace(/['()]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`
}

const text = (status: number, say: string) =>
  new Response(say, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
