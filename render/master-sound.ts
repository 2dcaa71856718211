import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#core/errors.ts'
import type { ClipLoudness, Loudness } from '#core/loudness.ts'
import type { Sound } from '#core/sound.ts'
import { isPlainMix, type SoundMix } from '#core/sound-mix.ts'
import { FPS } from '#core/time.ts'
import { SAMPLE_RATE, soundGraph, soundInputs } from './cut-sound.ts'
import { runFfmpeg } from './ffmpeg.ts'
import { graphArgs } from './graph-args.ts'
import { mixSound, RAW_SOUND } from './mix-sound.ts'
import { secondsOf } from './picture-graph.ts'
import type { SourceRun } from './source-runs.ts'
import type { Tools } from './tools.ts'

/** The peak every clip stays under, dBTP. Some of a decibel is room for what the encoder adds. */
const PEAK = -2.2
/** What no sound at all is said to have, LUFS and dBTP. */
const SILENT = -120
/** Below this there is nothing to make louder but noise, LUFS. */
const SILENCE = -60
const MOST_GAIN = 30
const TRIES = 4

/** A file that sound is written to, and FFmpeg's arguments for what is in it. */
export type SoundFile = { file: string; args: string[] }

type MasterOptions = {
  /** What is cut from the source: a stream of its file; null where it has no sound. */
  source: { runs: SourceRun[]; path: string; stream: number } | null
  mix: SoundMix
  /** The music's file. */
  music: string | null
  sound: Pick<Sound, 'target' | 'noise'>
  /** Of the clip, thirty a second. */
  frames: number
  folder: string
  /** What the finished sound goes into; a plain file where it is left out. */
  wanted?: SoundFile | undefined
  tools: Pick<Tools, 'ffmpeg'>
  signal?: AbortSignal | undefined
  onProgress?: (share: number) => void
}

const loudnessMeasured = 'ebur128=framelog=verbose'
const measured = `${loudnessMeasured}:peak=true`

/** Hiss and hum, down by so many dB; what is above it stays. */
const CLEAN: Record<Sound['noise'], string[]> = {
  keep: [],
  softer: ['afftdn=nr=10:nf=-45'],
  clean: ['afftdn=nr=24:nf=-38'],
}

/**
 * Makes the clip's sound, to the sample as long as its pictures: the source's cut together, under its
 * gains, with music, at its loudness. Returns the file wanted, or one of plain 48 kHz stereo where
 * nothing was to be done, and how loud it was before and is now. Measured and then turned up, never
 * squeezed: only peaks that would go over are held down.
 */
export async function masterSound(
  options: MasterOptions,
): Promise<ClipLoudness & { file: string }> {
  const { folder, tools, signal, onProgress, frames } = options
  const { target } = options.sound
  const cut = join(folder, 'cut.wav')
  const mastered = options.wanted ?? {
    file: join(folder, 'mastered.wav'),
    args: ['-c:a', 'pcm_s16le', '-ar', String(SAMPLE_RATE)],
  }
  const run = async (args: string[], from: number, to: number) =>
    readLoudness(
      await runFfmpeg(tools, ['-y', ...args], {
        signal,
        onProgress: (at) =>
          onProgress?.(from + (to - from) * Math.min(1, at / ((frames / FPS) * 1000))),
      }),
    )

  const raw = await rawSound(options)
  const before = await run(
    [
      ...raw.inputs,
      ...(await graphArgs(tools, [...raw.graph, `[cut]${measured}[out]`], join(folder, 'cut.txt'))),
      ...['-map', '[out]', '-c:a', 'pcm_f32le', cut],
    ],
    0,
    0.5,
  )
  await requireWhole(cut, frames)
  if (before.loudness < SILENCE || (target === null && before.peak <= PEAK))
    return { file: cut, before, after: before }

  let [after, peak] = [before, before.peak]
  let gain = target === null ? 0 : Math.min(MOST_GAIN, target - before.loudness)
  // Holding peaks down takes some loudness; what it took is given back, and a little more, since the
  // limiter takes of that as well.
  for (let tries = 0; tries < TRIES; tries++) {
    const holds = peak + gain > PEAK || tries > 0
    after = await run(
      [
        ...['-i', cut, '-filter_complex'],
        `[0:a]volume=${gain.toFixed(2)}dB,${holds ? `${limiter},${measured}` : loudnessMeasured},` +
          'aformat=sample_fmts=s16[out]',
        ...['-map', '[out]', ...mastered.args, mastered.file],
      ],
      0.5 + tries / (2 * TRIES),
      0.5 + (tries + 1) / (2 * TRIES),
    )
    // What is only turned up takes its peaks along: to look for them again is a fifth of the work.
    if (!holds) after = { ...after, peak: before.peak + gain }
    if (tries === 0) peak = Math.max(peak, PEAK - gain)
    if (target === null || Math.abs(after.loudness - target) < 0.4 || gain >= MOST_GAIN) break
    gain = Math.min(MOST_GAIN, gain + (target - after.loudness) * 1.4)
  }
  return { file: mastered.file, before, after }
}

/** Sound that is shorter than its pictures is not handed out, however it came about. */
async function requireWhole(cut: string, frames: number) {
  const { size } = await stat(cut)
  const belong = (frames * SAMPLE_RATE) / FPS
  // Two sides of four bytes each.
  if (size < belong * 8)
    throw new AppError('render.failed', {
      cause: new Error(`${size} bytes of sound were cut where ${belong} samples belong`),
    })
}

/** Oversampled, so that it sees the peaks between the samples. */
const limiter =
  `aresample=${SAMPLE_RATE * 4},alimiter=limit=${(10 ** (PEAK / 20)).toFixed(4)}:attack=2:release=60:level=false,` +
  `aresample=${SAMPLE_RATE}`

/** Inputs and filters that give the clip's sound before it is mastered, as `[cut]`. */
async function rawSound(options: MasterOptions): Promise<{ inputs: string[]; graph: string[] }> {
  const { source, mix, music, sound, frames, folder, tools, signal } = options
  const cutting = source && {
    inputs: soundInputs(source.runs, source.path),
    graph: soundGraph(source.runs, source.stream, CLEAN[sound.noise]),
  }
  if (cutting && isPlainMix(mix)) return cutting
  const tracks: Parameters<typeof mixSound>[0] = []
  if (cutting) {
    const file = join(folder, 'voice.raw')
    const graph = await graphArgs(tools, cutting.graph, join(folder, 'voice.txt'))
    await runFfmpeg(
      tools,
      ['-y', ...cutting.inputs, ...graph, '-map', '[cut]', ...RAW_SOUND, file],
      { signal },
    )
    tracks.push({ file, gain: mix.voice, loop: false })
  }
  if (mix.music && music) {
    const file = join(folder, 'music.raw')
    const { startAt, loop, gain } = mix.music
    // Read no further than the clip goes, wherever it begins.
    const part = ['-ss', (startAt / 1000).toFixed(3), '-t', secondsOf(frames, FPS)]
    await runFfmpeg(
      tools,
      ['-y', ...part, '-i', music, '-map', '0:a:0', '-vn', ...RAW_SOUND, file],
      { signal },
    )
    tracks.push({ file, gain, loop })
  }
  const mixed = join(folder, 'mixed.raw')
  await mixSound(tracks, (frames * SAMPLE_RATE) / FPS, mixed, signal)
  return {
    inputs: [...RAW_SOUND, '-i', mixed],
    graph: ['[0:a]aformat=sample_fmts=fltp:channel_layouts=stereo[cut]'],
  }
}

/** The numbers of ebur128's summary, from what FFmpeg said; absent ones mean silence. */
export function readLoudness(said: string): Loudness {
  const summary = said.slice(said.lastIndexOf('Summary:'))
  const number = (pattern: RegExp, none: number) => {
    const found = Number(pattern.exec(summary)?.[1] ?? Number.NaN)
    return Number.isFinite(found) ? found : none
  }
  return {
    loudness: number(/I:\s+(-?[\d.]+|-inf) LUFS/, SILENT),
    peak: number(/Peak:\s+(-?[\d.]+|-inf) dBFS/, SILENT),
    range: number(/LRA:\s+([\d.]+) LU\b/, 0),
  }
}
