import type { Fault } from './candidates.ts'
import type { Scored } from './score.ts'

/** What a fault costs when clips are chosen, in points of score. The score itself is not touched. */
const costs: Record<Fault, number> = {
  dangles: 60,
  leans: 14,
  leftover: 36,
  flow: 20,
  hangs: 45,
  handover: 40,
  promo: 80,
  courtesy: 50,
  'two-topics': 12,
  repeat: 40,
  chatter: 35,
}
/** Between two clips of one score, the more rounded one. */
const WHOLE_THOUGHT = 0.15
const BLAMED = 35
/** What a talk is about is a weaker reason to choose than its share of the score: a story may be about something else. */
const OFF_TOPIC = -0.1
/** What a signal adds for each time it leaves the best tenth of the talk behind, up to three. */
const OUTSTANDING = 18
/** Somebody who has the floor has something to say. In both directions, per spread of the talk. */
const LONG_FLOOR = 5
/**
 * Of what editors cut out of podcasts, nearly twice as much lies in the first ten minutes as anywhere
 * else, and the last part has least: a bump that fades, and a slope.
 */
const EARLY = 20
const FADES_MS = 900_000
const SLOPE = 12
const earliness = (at: number, length: number) =>
  EARLY * Math.exp(-at / FADES_MS) - (SLOPE * at) / Math.max(1, length)
/** What so much of a line is worth that the programme itself chose to open with. */
const OPENS_THE_SHOW = 45
const QUOTED_MS = 8000

/** What has this little to do with the talk, at its beginning or end, is chatter around it. */
const SMALL_TALK = 30
const AROUND = 0.08

/**
 * What each candidate is worth when clips are chosen, in points of score: the score, what a
 * percentile cannot tell, what else is known of how editors choose, and what its faults cost.
 */
export function worthOf(candidates: readonly Scored[], sentences: number): number[] {
  const isAround = (first: number, last: number) =>
    last < sentences * AROUND || first > sentences * (1 - AROUND)
  const hooks = standOut(candidates, 'hook')
  const feelings = standOut(candidates, 'emotion')
  const floors = spreadOf(candidates.map(({ floor }) => floor))
  const start = candidates.reduce((least, { from }) => Math.min(least, from), Number.MAX_VALUE)
  const end = candidates.reduce((most, { to }) => Math.max(most, to), start + 1)
  return candidates.map(({ score, parts, faults, first, last, from, floor, quoted }, i) => {
    return (
      score +
      ((parts.thought ?? 50) - 50) * WHOLE_THOUGHT +
      ((parts.topic ?? 50) - 50) * OFF_TOPIC +
      (hooks[i] ?? 0) * OUTSTANDING +
      (feelings[i] ?? 0) * OUTSTANDING +
      Math.max(-2, Math.min(2, (floor - floors.middle) / floors.unit)) * LONG_FLOOR +
      earliness(from - start, end - start) +
      Math.min(1, quoted / QUOTED_MS) * OPENS_THE_SHOW -
      faults.reduce((sum, fault) => sum + costs[fault], 0) -
      ((parts.topic ?? 50) < SMALL_TALK && isAround(first, last) ? 15 : 0)
    )
  })
}

export const isBlamed = ({ faults }: Scored) => faults.some((fault) => costs[fault] >= BLAMED)

/** Median, and how far the best tenth lies above it; never 0. */
function spreadOf(values: readonly number[]): { middle: number; unit: number } {
  const sorted = Float64Array.from(values).sort()
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0
  const middle = at(0.5)
  return { middle, unit: Math.max(1e-6, at(0.9) - middle) }
}

/** By how much a signal leaves the best tenth behind: a percentile cannot tell a peak from a hill. */
function standOut(candidates: readonly Scored[], part: 'hook' | 'emotion'): number[] {
  const values = candidates.map(({ raw }) => raw[part] ?? 0)
  const { middle, unit } = spreadOf(values)
  return values.map((value) => Math.max(0, Math.min(3, (value - middle) / unit - 1)))
}
