import { type ScoreParts, scoreWeights } from '../suggestion.ts'
import type { Candidate } from './candidates.ts'

export type Scored = Candidate & { parts: ScoreParts; score: number }

const names = Object.keys(scoreWeights) as (keyof ScoreParts)[]

/** Each part becomes its percentile among all candidates of the talk; the score is their weighted mean. */
export function scoreCandidates(candidates: readonly Candidate[]): Scored[] {
  const percentiles = new Map(names.map((name) => [name, percentilesOf(candidates, name)]))
  return candidates.map((candidate, i) => {
    const parts = Object.fromEntries(
      names.map((name) => [name, percentiles.get(name)?.[i] ?? null]),
    ) as ScoreParts
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

/** Null where the talk tells nothing: no such signal, or the same everywhere. */
function percentilesOf(candidates: readonly Candidate[], name: keyof ScoreParts): number[] | null {
  const values = candidates.map(({ raw }) => raw[name])
  if (values.some((value) => value === null)) return null
  const numbers = Float64Array.from(values, (value) => value ?? 0)
  const sorted = numbers.slice().sort()
  if (sorted[0] === sorted[sorted.length - 1] && name !== 'thought' && candidates.length > 1)
    return null
  const middle = new Map<number, number>()
  for (let i = 0; i < sorted.length; ) {
    let j = i
    while (j < sorted.length && sorted[j] === sorted[i]) j++
    middle.set(sorted[i] ?? 0, round((50 * (i + j)) / sorted.length))
    i = j
  }
  return Array.from(numbers, (value) => middle.get(value) ?? 0)
}

const round = (n: number) => Math.round(n * 10) / 10
