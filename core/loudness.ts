import { z } from 'zod'
import { type Ms, ms } from './time.ts'

/** A stretch of the source that is said louder than what is around it. Source ms, `to` exclusive. */
export const LoudMoment = z.object({ from: z.number(), to: z.number() })
export type LoudMoment = z.infer<typeof LoudMoment>

/** Values of the energy a second. */
const PER_SECOND = 10
/** Below this nobody speaks, dBFS. */
const SPEECH_DB = -60
/** How far around a moment its usual loudness is taken from, s. */
const AROUND = 6
/** What makes it loud: this many deviations above the usual, and at least so many dB. */
const DEVIATIONS = 1.4
const LEAST_DB = 3
/** The least of it that may be silence; loudness of a moment alone is not known. */
const SPOKEN = 2 * PER_SECOND

/**
 * Where somebody raises their voice against how they speak just before and after: people, rooms and
 * microphones are not equally loud. `energy`: dBFS, ten a second.
 */
export function loudMoments(energy: Float32Array): LoudMoment[] {
  const reach = AROUND * PER_SECOND
  const moments: LoudMoment[] = []
  // Sums over the window, moved along.
  let [sum, squares, count, first, next] = [0, 0, 0, 0, 0]
  const take = (i: number, sign: 1 | -1) => {
    const level = energy[i] ?? SPEECH_DB
    if (!(level > SPEECH_DB)) return
    sum += sign * level
    squares += sign * level * level
    count += sign
  }
  for (let i = 0; i < energy.length; i++) {
    while (next < energy.length && next <= i + reach) take(next++, 1)
    while (first < i - reach) take(first++, -1)
    const level = energy[i] ?? SPEECH_DB
    if (count < SPOKEN || !(level > SPEECH_DB)) continue
    const usual = sum / count
    const deviation = Math.sqrt(Math.max(0, squares / count - usual * usual))
    if (level < usual + Math.max(LEAST_DB, DEVIATIONS * deviation)) continue
    const [from, to] = [i, i + 1].map((frame) => (frame * 1000) / PER_SECOND) as [number, number]
    const last = moments.at(-1)
    if (last && last.to === from) last.to = to
    else moments.push({ from, to })
  }
  return moments
}

/** Those of the moments that a clip's stretches touch, cut to whole ms. */
export const loudIn = (
  moments: readonly LoudMoment[],
  played: readonly { from: number; to: number }[],
): { from: Ms; to: Ms }[] =>
  moments
    .filter((moment) => played.some(({ from, to }) => moment.from < to && moment.to > from))
    .map(({ from, to }) => ({ from: ms(from), to: ms(to) }))

/** Whether a word is said loudly: a third of it at least lies in a loud moment. Moments are in order. */
export function isLoud(
  moments: readonly LoudMoment[],
  { from, to }: { from: number; to: number },
): boolean {
  let [low, high] = [0, moments.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((moments[middle]?.to ?? 0) <= from) low = middle + 1
    else high = middle
  }
  let covered = 0
  for (let i = low; i < moments.length; i++) {
    const moment = moments[i] as LoudMoment
    if (moment.from >= to) break
    covered += Math.min(to, moment.to) - Math.max(from, moment.from)
  }
  return covered > 0 && covered * 3 >= to - from
}

/** How loud something is as a whole: LUFS, its true peak in dBTP, and between its quiet and loud parts LU. */
export type Loudness = { loudness: number; peak: number; range: number }

/** A clip's sound before it is brought to its loudness, and as the file will have it. */
export type ClipLoudness = { before: Loudness; after: Loudness }
