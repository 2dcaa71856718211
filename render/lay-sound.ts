import { join } from 'node:path'
import { cardFrames } from '#core/card.ts'
import { FPS } from '#core/time.ts'
import { silenceForCards } from './card-silence.ts'
import { soundOf } from './clip-sound.ts'
import { plainOutput } from './encode-settings.ts'
import { runFfmpeg } from './ffmpeg.ts'
import { encodeSound } from './join-film.ts'
import type { RenderJob } from './render-clip.ts'

/** Puts the clip's sound beside pictures that Remotion drew; they stay as they are. */
export async function laySound(job: RenderJob, pictures: string): Promise<string> {
  const { cards, frames, folder, settings, tools, signal } = job
  const heard = await soundOf(job)
  const wav = heard && (await silenceForCards(job, heard))
  const sound = await encodeSound(job, wav, (frames + cardFrames(cards)) / FPS)
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
