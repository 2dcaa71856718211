import { access, constants } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { join } from 'node:path'
import { runFfmpeg } from '#render/ffmpeg.ts'
import type { Ffmpeg, Tools } from '#render/tools.ts'

/** An FFmpeg as runFfmpeg takes it, known to be there. */
export type Decoder = { ffmpeg: Ffmpeg }

/** What a stream must be able to do to be worked on. */
export type Sample = { path: string; stream: number; kind: 'video' | 'audio'; atMs: number }

const require = createRequire(import.meta.url)

/**
 * The FFmpegs that may read an upload, the first to be tried first. npm's own is of 2018 and lacks
 * what has been mended since, so where it is all there is, the newer one Remotion brings goes first;
 * that one knows fewer formats and filters, so the old one follows.
 */
export async function findDecoders(tools: Tools): Promise<Decoder[]> {
  const { ffmpeg } = tools
  if ('missing' in ffmpeg) return []
  if (ffmpeg.from !== '@ffmpeg-installer') return [{ ffmpeg }]
  const newer = await remotionFfmpeg()
  return newer ? [{ ffmpeg: newer }, { ffmpeg }] : [{ ffmpeg }]
}

/** What Remotion's build has, of what ingest asks for (n7.1, `--disable-filters` and a list). */
const REMOTION_FILTERS = ['scale', 'split', 'aresample', 'zscale', 'tonemap', 'crop', 'transpose']

async function remotionFfmpeg(): Promise<Ffmpeg | null> {
  try {
    const libc = platform() === 'linux' ? '-gnu' : ''
    const compositor = require.resolve(`@remotion/compositor-${platform()}-${arch()}${libc}`)
    const path = join(compositor, '..', 'ffmpeg')
    await access(path, constants.X_OK)
    const found: Ffmpeg = {
      path,
      version: 'n7.1',
      from: 'remotion',
      filters: new Set(REMOTION_FILTERS),
      // It only ever reads for us.
      encoders: new Set(),
    }
    // A library it was built against may be missing on this machine.
    await runFfmpeg({ ffmpeg: found }, ['-version'])
    return found
  } catch {
    return null
  }
}

/** Whether anything comes out of the stream within two seconds from a place on. */
export async function decodes(
  decoder: Decoder,
  { path, stream, kind, atMs }: Sample,
  containers: string,
  signal: AbortSignal,
): Promise<boolean> {
  let bytes = 0
  const out =
    kind === 'video'
      ? ['-frames:v', '1', '-vf', 'scale=32:32', '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p']
      : ['-ac', '1', '-ar', '8000', '-c:a', 'pcm_s16le']
  try {
    await runFfmpeg(
      decoder,
      [
        '-v',
        'error',
        '-ss',
        (atMs / 1000).toFixed(3),
        '-format_whitelist',
        containers,
        '-i',
        `file:${path}`,
        '-map',
        `0:${stream}`,
        '-t',
        '2',
        ...out,
        '-f',
        kind === 'video' ? 'image2pipe' : 'wav',
        'pipe:1',
      ],
      {
        signal: AbortSignal.any([signal, AbortSignal.timeout(120_000)]),
        onOutput: (chunk) => {
          bytes += chunk.length
        },
      },
    )
  } catch (error) {
    if (signal.aborted) throw error
    return false
  }
  // A WAV of nothing is its header.
  return bytes > (kind === 'video' ? 0 : 200)
}
