import { FPS } from '#core/time.ts'
import { secondsOf } from './picture-graph.ts'
import type { SourceRun } from './source-runs.ts'

/** Samples a second of everything between the source and the encoder. */
export const SAMPLE_RATE = 48_000
const PER_FRAME = SAMPLE_RATE / FPS
/** Length of the fades that keep a cut from clicking: 10 ms. */
const FADE = SAMPLE_RATE / 100

/** FFmpeg's arguments for reading the sound of runs. */
export const soundInputs = (runs: SourceRun[], path: string): string[] =>
  runs.flatMap((run) => {
    const last = run.takes.at(-1)
    const length = (last?.start ?? 0) + (last?.frames ?? 0) + FPS
    return ['-ss', secondsOf(run.seek, FPS), '-t', secondsOf(length, FPS), '-vn', '-i', path]
  })

/**
 * From the source's sound to the clip's, as `[cut]`: to the sample as long as its pictures. `clean`:
 * filters for the source's sound before it is cut.
 */
export function soundGraph(runs: SourceRun[], stream: number, clean: string[]): string[] {
  const taken: string[] = []
  const chains = runs.flatMap((run, input) => {
    const outlets = run.takes.map((_, i) => `[r${input}t${i}]`)
    const straight = [
      // Gaps in the source's sound become silence: from here on a sample's number is its time.
      `aresample=${SAMPLE_RATE}:async=1:min_hard_comp=0.02:first_pts=0`,
      'aformat=sample_fmts=fltp:channel_layouts=stereo',
      ...clean,
      `asplit=${outlets.length}${outlets.join('')}`,
    ]
    return [
      `[${input}:${stream}]${straight.join(',')}`,
      ...run.takes.map(({ start, frames }, i) => {
        const out = `[a${taken.length}]`
        taken.push(out)
        const length = frames * PER_FRAME
        const fade = Math.min(FADE, Math.floor(length / 2))
        return (
          `${outlets[i]}atrim=start_sample=${start * PER_FRAME}:end_sample=${start * PER_FRAME + length},` +
          // Where no sound was taken, what is put in its place has no time of its own.
          `apad=whole_len=${length},asetpts=N/SR/TB,` +
          `afade=t=in:ss=0:ns=${fade},afade=t=out:ss=${length - fade}:ns=${fade}${out}`
        )
      }),
    ]
  })
  return [...chains, `${taken.join('')}concat=n=${taken.length}:v=0:a=1[cut]`]
}
