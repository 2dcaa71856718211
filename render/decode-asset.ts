import type { AssetKind } from '#core/asset.ts'
import { AppError, isAppError } from '#core/errors.ts'
import { runFfmpeg } from './ffmpeg.ts'
import type { Tools } from './tools.ts'

/** Samples a second that sounds are decoded to: enough to tell how long they are, and cheap. */
const RATE = 8000
/** A sound shorter than this cannot lie under anything, ms. */
const SHORTEST = 200
/** 50 MB of the thinnest MP3 are hours; whatever takes longer is not let in. */
const WITHIN_MS = 120_000

/**
 * Reads a picture or a sound to its end, as an export will. Returns a sound's length, ms; null for a
 * picture. Fails with 'asset.damaged' where nothing comes out.
 */
export async function decodeAsset(
  tools: Pick<Tools, 'ffmpeg'>,
  path: string,
  kind: AssetKind,
): Promise<number | null> {
  const signal = AbortSignal.timeout(WITHIN_MS)
  let bytes = 0
  const onOutput = (chunk: Buffer) => {
    bytes += chunk.length
  }
  const options = { signal, onOutput }
  const read = ['-v', 'error', '-i', path]
  try {
    if (kind === 'picture') {
      const small = ['-vf', 'scale=16:16', '-pix_fmt', 'rgb24', '-f', 'rawvideo', 'pipe:1']
      await runFfmpeg(tools, ['-xerror', ...read, '-frames:v', '1', ...small], options)
      if (bytes !== 16 * 16 * 3) throw new AppError('asset.damaged')
      return null
    }
    const plain = ['-ac', '1', '-ar', String(RATE), '-f', 's16le', 'pipe:1']
    await runFfmpeg(tools, [...read, '-map', '0:a:0', ...plain], options)
    const length = Math.round((bytes / 2 / RATE) * 1000)
    if (length < SHORTEST) throw new AppError('asset.damaged')
    return length
  } catch (error) {
    const unread = isAppError(error) && /^(tool\.failed|job\.cancelled)$/.test(error.code)
    throw unread ? new AppError('asset.damaged', { cause: error }) : error
  }
}
