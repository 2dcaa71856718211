import { runFfmpeg } from './ffmpeg.ts'
import type { Tools } from './tools.ts'

/** How far in the picture is taken, s: past what comes in, before a short clip ends. */
const AT = 0.8

/** A picture of a finished film, for where it is listed or posted. A film shorter than that gives its first. */
export async function makePoster(
  tools: Pick<Tools, 'ffmpeg'>,
  film: string,
  out: string,
  signal?: AbortSignal,
): Promise<void> {
  await runFfmpeg(
    tools,
    [
      ...['-y', '-i', film, '-vf', `select='eq(n,0)+gte(t,${AT})',scale=in_range=tv:out_range=pc`],
      // Of the first and the wanted one the last written stays.
      ...['-frames:v', '2', '-vsync', '0', '-update', '1', '-q:v', '3', '-f', 'image2', out],
    ],
    { signal },
  )
}
