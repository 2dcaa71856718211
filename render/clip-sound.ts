import { soundMix } from '#core/sound-mix.ts'
import { masterSound } from './master-sound.ts'
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

/** The clip's finished sound, before it is encoded; null where it has none. */
export async function soundOf(job: RenderJob): Promise<string | null> {
  const { sound, project, assets, runs, frames, folder, tools, signal, tell, source } = job
  const mix = soundMix(project)
  if (!sound && !mix.music) return null
  const music = mix.music && assets?.[mix.music.asset]
  const { file } = await masterSound({
    source: sound && { runs, path: source.path, stream: sound.index },
    ...{ mix, music: music?.path ?? null, sound: project.sound, frames, folder, tools, signal },
    onProgress: (share) => tell('sound', share),
  })
  return file
}
