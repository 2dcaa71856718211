import { join } from 'node:path'
import { plainOutput } from './encode-settings.ts'
import { runFfmpeg } from './ffmpeg.ts'
import type { Tools } from './tools.ts'

/**
 * Turns a small film into a GIF with colours chosen for it. In two passes: one that keeps every
 * picture until the colours are known takes memory without bound.
 */
export async function makeGif(
  { tools, folder, signal }: { tools: Tools; folder: string; signal?: AbortSignal | undefined },
  film: string,
): Promise<string> {
  const palette = join(folder, 'palette.png')
  const file = join(folder, 'film.gif')
  await runFfmpeg(tools, ['-y', '-i', film, '-vf', 'palettegen=stats_mode=diff', palette], {
    signal,
  })
  await runFfmpeg(
    tools,
    [
      ...['-y', '-i', film, '-i', palette, '-filter_complex'],
      '[0:v][1:v]paletteuse=dither=bayer:bayer_scale=4:diff_mode=rectangle',
      ...[...plainOutput, '-loop', '0', file],
    ],
    { signal },
  )
  return file
}
