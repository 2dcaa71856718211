import { type ScoreParts, scoreWeights } from '../suggestion.ts'
import type { Candidate } from './candidates.ts'

export type Scored = Candidate & { parts: ScoreParts; score: number }

const names = [
  'hook',
  'emotion',
  'topic',
  'thought',
  'visual',
] as const satisfies (keyof ScoreParts)[]

/** Each part becomes its percentile among all candidates of the talk; the score is their weighted mean. */
export function scoreCandidates(candidates: readonly Candidate[]): Scored[] {
  const [hook, emotion, topic, thought, visual] = names.map((name) =>
    percentilesOf(candidates, name),
  )
  return candidates.map((candidate, i) => {
    const parts: ScoreParts = {
      hook: hook?.[i] ?? null,
      emotion: emotion?.[i] ?? null,
      topic: topic?.[i] ?? null,
      thought: thought?.[i] ?? null,
      visual: visual?.[i] ?? null,
    }
    return { ...candidate, parts, score: scoreOf(parts) }
  })
}

/** 0–100; what is not known gives its weight to the rest. */
export function scoreOf(parts: ScoreParts): number {
  let [sum, weights] = [0, 0]
  for (const name of names) {
    const part = parts[name]
    if (part === null) continue
    sum += part * scoreWeights[name]
    weights += scoreWeights[name]
  }
  return weights === 0 ? 0 : round(sum / weights)
}

/** Percentiles by candidate; null where the talk tells nothing of this part. */
function percentilesOf(
  candidates: readonly Candidate[],
  name: keyof ScoreParts,
): Float64Array | null {
  const sorted = valuesOf(candidates, name)
  return sorted && Float64Array.from(candidates, ({ raw }) => percentileIn(sorted, raw[name] ?? 0))
}

/** What all candidates have of a part, sorted; null: no such signal, or the same everywhere. */
export function valuesOf(
  candidates: readonly Candidate[],
  name: keyof ScoreParts,
): Float64Array | null {
  if (candidates.length === 0 || candidates.some(({ raw }) => raw[name] === null)) return null
  const sorted = Float64Array.from(candidates, ({ raw }) => raw[name] ?? 0).sort()
  const isFlat = sorted[0] === sorted[sorted.length - 1]
  return isFlat && name !== 'thought' && candidates.length > 1 ? null : sorted
}

/** 0–100: the share of the values below, those the same counted half. */
export const percentileIn = (sorted: Float64Array, value: number): number =>
  round((50 * (countBelow(sorted, value) + countUpTo(sorted, value))) / sorted.length)

/** How many of the sorted values are less. */
function countBelow(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** How many are less or the same. */
function countUpTo(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) <= value) low = middle + 1
    else high = middle
  }
  return low
}

const round = (n: number) => Math.round(n * 10) / 10
