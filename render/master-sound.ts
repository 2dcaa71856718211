import { join } from 'node:path'
import { FPS } from '#core/time.ts'
import { runFfmpeg } from './ffmpeg.ts'
import { secondsOf } from './picture-graph.ts'
import type { SourceRun } from './source-runs.ts'
import type { Tools } from './tools.ts'

const RATE = 48_000
const PER_FRAME = RATE / FPS
/** Length of the fades that keep a cut from clicking: 10 ms. */
const FADE = RATE / 100

/** Loudness every clip is brought to, LUFS, and the peak it stays under, dBTP. */
const LOUDNESS = -14
/** Some of a decibel is room for what the encoder adds. */
const PEAK = -2.2
/** Below this there is nothing to make louder but noise. */
const SILENCE = -60
const MOST_GAIN = 30
const TRIES = 4

type MasterOptions = {
  runs: SourceRun[]
  path: string
  /** Which stream of the file. */
  stream: number
  folder: string
  tools: Pick<Tools, 'ffmpeg'>
  signal?: AbortSignal | undefined
  onProgress?: (share: number) => void
}

/**
 * Cuts the clip's sound, to the sample as long as its pictures, and brings it to its loudness.
 * Returns a file of plain 48 kHz stereo. Measured and then turned up, never squeezed: only peaks
 * that would go over are held down.
 */
export async function masterSound(options: MasterOptions): Promise<string> {
  const { runs, path, stream, folder, tools, signal, onProgress } = options
  const cut = join(folder, 'cut.wav')
  const mastered = join(folder, 'mastered.wav')
  const frames = runs.flatMap((run) => run.takes).reduce((sum, take) => sum + take.frames, 0)
  const run = async (args: string[], from: number, to: number) =>
    readLoudness(
      await runFfmpeg(tools, ['-y', ...args], {
        signal,
        onProgress: (at) =>
          onProgress?.(from + (to - from) * Math.min(1, at / ((frames / FPS) * 1000))),
      }),
    )

  let { loudness, peak } = await run(
    [
      ...runs.flatMap((run) => soundInput(run, path)),
      '-filter_complex',
      [...soundGraph(runs, stream), '[cut]ebur128=peak=true:framelog=verbose[out]'].join(';'),
      ...['-map', '[out]', '-c:a', 'pcm_f32le', cut],
    ],
    0,
    0.5,
  )
  if (loudness < SILENCE) return cut

  const before = loudness
  let gain = Math.min(MOST_GAIN, LOUDNESS - before)
  // Holding peaks down takes some loudness; what it took is given back, and a little more, since the
  // limiter takes of that as well.
  for (let tries = 0; tries < TRIES; tries++) {
    const holds = peak + gain > PEAK
    const measured = await run(
      [
        ...['-i', cut, '-filter_complex'],
        `[0:a]volume=${gain.toFixed(2)}dB${holds || tries > 0 ? `,${limiter}` : ''},` +
          'ebur128=peak=true:framelog=verbose[out]',
        ...['-map', '[out]', '-c:a', 'pcm_s16le', '-ar', String(RATE), mastered],
      ],
      0.5 + tries / (2 * TRIES),
      0.5 + (tries + 1) / (2 * TRIES),
    )
    if (tries === 0) peak = Math.max(peak, PEAK - gain)
    loudness = measured.loudness
    if (Math.abs(loudness - LOUDNESS) < 0.4 || gain >= MOST_GAIN) break
    gain = Math.min(MOST_GAIN, gain + (LOUDNESS - loudness) * 1.4)
  }
  return mastered
}

/** Oversampled, so that it sees the peaks between the samples. */
const limiter =
  `aresample=${RATE * 4},alimiter=limit=${(10 ** (PEAK / 20)).toFixed(4)}:attack=2:release=60:level=false,` +
  `aresample=${RATE}`

/** FFmpeg's arguments for reading a run's sound. */
function soundInput(run: SourceRun, path: string): string[] {
  const last = run.takes.at(-1)
  const length = (last?.start ?? 0) + (last?.frames ?? 0) + FPS
  return ['-ss', secondsOf(run.seek, FPS), '-t', secondsOf(length, FPS), '-vn', '-i', path]
}

/** From the source's sound to the clip's, as `[cut]`. */
function soundGraph(runs: SourceRun[], stream: number): string[] {
  const taken: string[] = []
  const chains = runs.flatMap((run, input) => {
    const outlets = run.takes.map((_, i) => `[r${input}t${i}]`)
    return [
      // Gaps in the source's sound become silence: from here on a sample's number is its time.
      `[${input}:${stream}]aresample=${RATE}:async=1:min_hard_comp=0.02:first_pts=0,` +
        `aformat=sample_fmts=fltp:channel_layouts=stereo,asplit=${outlets.length}${outlets.join('')}`,
      ...run.takes.map(({ start, frames }, i) => {
        const out = `[a${taken.length}]`
        taken.push(out)
        const length = frames * PER_FRAME
        const fade = Math.min(FADE, Math.floor(length / 2))
        return (
          `${outlets[i]}atrim=start_sample=${start * PER_FRAME}:end_sample=${start * PER_FRAME + length},` +
          `asetpts=PTS-STARTPTS,apad=whole_len=${length},` +
          `afade=t=in:ss=0:ns=${fade},afade=t=out:ss=${length - fade}:ns=${fade}${out}`
        )
      }),
    ]
  })
  return [...chains, `${taken.join('')}concat=n=${taken.length}:v=0:a=1[cut]`]
}

/** The numbers of ebur128's summary; absent ones mean silence. */
function readLoudness(said: string) {
  const summary = said.slice(said.lastIndexOf('Summary:'))
  const number = (pattern: RegExp) => {
    const found = Number(pattern.exec(summary)?.[1] ?? Number.NaN)
    return Number.isFinite(found) ? found : -120
  }
  return {
    loudness: number(/I:\s+(-?[\d.]+|-inf) LUFS/),
    peak: number(/Peak:\s+(-?[\d.]+|-inf) dBFS/),
  }
}
