import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ClipProject } from '#core/clip-project.ts'
import { clipFrames, cutList } from '#core/cut-list.ts'
import type { ClipLoudness } from '#core/loudness.ts'
import { soundMix } from '#core/sound-mix.ts'
import { FPS } from '#core/time.ts'
import { masterSound } from './master-sound.ts'
import { probeSource } from './probe-source.ts'
import { sourceRuns } from './source-runs.ts'
import { takesOf } from './takes.ts'
import type { Tools } from './tools.ts'

export type LoudnessOptions = {
  project: ClipProject
  /** A file with the sound of the clip's source, on its times. */
  source: string
  /** The file of the clip's music; null where it has none. */
  music: string | null
  tools: Pick<Tools, 'ffmpeg' | 'ffprobe'>
  signal?: AbortSignal | undefined
}

/** How loud a clip's file will be, by the very steps of the export. Null where it has no sound. */
export async function clipLoudness({
  project,
  source,
  music,
  tools,
  signal,
}: LoudnessOptions): Promise<ClipLoudness | null> {
  const cuts = cutList(project)
  const frames = clipFrames(cuts)
  const { audio } = await probeSource(tools, source, signal)
  const mix = soundMix(project)
  if (frames === 0 || (!audio && !(mix.music && music))) return null
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-loudness-'))
  try {
    const { before, after } = await masterSound({
      source: audio && {
        ...{ runs: sourceRuns(takesOf(cuts, FPS), FPS), path: source, stream: audio.index },
      },
      ...{ mix, music, sound: project.sound, frames, folder, tools, signal },
    })
    return { before, after }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
