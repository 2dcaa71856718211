import { join } from 'node:path'
import { encodedSound } from './clip-sound.ts'
import { plainOutput } from './encode-settings.ts'
import { runFfmpeg } from './ffmpeg.ts'
import type { RenderJob } from './render-clip.ts'

/** Puts the clip's sound beside pictures that Remotion drew; they stay as they are. */
export async function laySound(job: RenderJob, pictures: string): Promise<string> {
  const { folder, settings, tools, signal } = job
  const sound = await encodedSound(job)
  const file = join(folder, `film.${settings.format}`)
  await runFfmpeg(
    tools,
    [
      ...['-y', '-i', pictures, '-i', sound, '-map', '0:v', '-map', '1:a', '-c', 'copy'],
      ...plainOutput,
      ...(settings.format === 'mp4' ? ['-movflags', '+faststart'] : []),
      ...(settings.codec === 'hevc' ? ['-tag:v', 'hvc1'] : []),
      file,
    ],
    { signal },
  )
  return file
}
