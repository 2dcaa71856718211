import { join } from 'node:path'
import { cardFrames } from '#core/card.ts'
import { soundEncoderOf } from '#core/export-settings.ts'
import { soundMix } from '#core/sound-mix.ts'
import { FPS } from '#core/time.ts'
import { silenceForCards } from './card-silence.ts'
import { plainOutput, soundArgs } from './encode-settings.ts'
import { runFfmpeg } from './ffmpeg.ts'
import { masterSound, type SoundFile } from './master-sound.ts'
import type { RenderJob } from './render-clip.ts'

/** All that decides a clip's sound besides its cuts; null where it has none. */
export function soundKey(job: RenderJob): unknown {
  const { sound, sourceKey, project, assets } = job
  const mix = soundMix(project)
  if (!sound && !mix.music) return null
  const { target, noise } = project.sound
  return [
    sound && [sourceKey, sound.index],
    ...[mix, target, noise, mix.music && assets?.[mix.music.asset]?.key],
  ]
}

/** The film's sound, encoded, or silence of its length: some sites refuse files without a track. */
export async function encodedSound(job: RenderJob): Promise<string> {
  const { cards, tools, signal } = job
  const wanted = soundFile(job)
  // It is encoded as it is mastered, unless silence has still to come between.
  const heard = await masteredSound(job, cards.length === 0 ? wanted : undefined)
  if (heard === wanted.file) return heard
  const wav = heard && (await silenceForCards(job, heard))
  const input = wav ? ['-i', wav] : ['-f', 'lavfi', '-i', 'anullsrc=r=48000:cl=stereo']
  await runFfmpeg(tools, ['-y', ...input, ...wanted.args, wanted.file], { signal })
  return wanted.file
}

/** What a file of a film's sound alone ends in. */
export const soundEnding = ({ format }: RenderJob['settings']): string =>
  format === 'webm' ? 'webm' : 'm4a'

function soundFile({ settings, folder, frames, cards }: RenderJob): SoundFile {
  const encoder = soundEncoderOf[settings.format]
  if (encoder === null) throw new Error(`${settings.format} carries no sound`)
  const seconds = (frames + cardFrames(cards)) / FPS
  return {
    file: join(folder, `sound.${soundEnding(settings)}`),
    args: ['-t', seconds.toFixed(6), '-c:a', encoder, ...soundArgs(settings), ...plainOutput],
  }
}

/** The clip's finished sound, in a file of this kind or a plain one; null where it has none. */
async function masteredSound(
  job: RenderJob,
  wanted: SoundFile | undefined,
): Promise<string | null> {
  const { sound, project, assets, runs, frames, folder, tools, signal, tell, source } = job
  const mix = soundMix(project)
  if (!sound && !mix.music) return null
  const music = mix.music && assets?.[mix.music.asset]
  const { file } = await masterSound({
    source: sound && { runs, path: source.path, stream: sound.index },
    ...{ mix, music: music?.path ?? null, sound: project.sound, frames, folder, tools, signal },
    wanted,
    onProgress: (share) => tell('sound', share),
  })
  return file
}
