import { AppError, isAppError } from '#core/errors.ts'
import { runFfmpeg } from './ffmpeg.ts'
import type { Tools } from './tools.ts'

/** px. Twice the largest that is shown. */
const SIDE = 192
const WITHIN_MS = 20_000

/**
 * The middle of a picture as a small square JPEG. Nothing else of the file goes along: what a camera
 * writes into it says where it was taken. Fails with 'person.picture-unusable'.
 */
export async function squarePicture(
  tools: Pick<Tools, 'ffmpeg'>,
  from: string,
  to: string,
): Promise<void> {
  const square = `scale=${SIDE}:${SIDE}:force_original_aspect_ratio=increase,crop=${SIDE}:${SIDE}`
  // What is seen through is white, as on paper, and not black.
  const onWhite = `color=c=white:s=${SIDE}x${SIDE}:d=1[w];[0:v]${square},format=rgba[p];[w][p]overlay=format=rgb`
  try {
    await runFfmpeg(
      tools,
      [
        ...['-v', 'error', '-xerror', '-y', '-i', from, '-filter_complex', onWhite],
        ...['-frames:v', '1', '-map_metadata', '-1', '-pix_fmt', 'yuvj420p', '-q:v', '3'],
        ...['-f', 'image2', '-update', '1', to],
      ],
      { signal: AbortSignal.timeout(WITHIN_MS) },
    )
  } catch (error) {
    const unread = isAppError(error) && /^(tool\.failed|job\.cancelled)$/.test(error.code)
    throw unread ? new AppError('person.picture-unusable', { cause: error }) : error
  }
}
