import { startsInFullFlow } from './edges.ts'
import type { Fact } from './facts.ts'

const HOOK_SENTENCES = [1, 0.45, 0.2]
const HOOK_WORDS = 45

/** The first sentence counts most: it is all that most people will hear. */
export function openingHook(facts: readonly Fact[], first: number, last: number): number {
  let [points, words] = [0, 0]
  for (const [i, share] of HOOK_SENTENCES.entries()) {
    const fact = facts[first + i]
    if (!fact || first + i > last || words > HOOK_WORDS) break
    points += fact.hook * share
    words += fact.sentence.last - fact.sentence.first + 1
  }
  return points
}

/** How far a clip is one whole thought: it begins without debt, ends landing, stays with one thing. */
export function completeness(
  facts: readonly Fact[],
  first: number,
  last: number,
  innerTopics: number,
  sums: { time: number; hesitation: number; turns: number; short: number; count: number },
): number {
  const [start, stop, before] = [facts[first], facts[last], facts[first - 1]] as [
    Fact,
    Fact,
    Fact | undefined,
  ]
  const startsFresh =
    (start.sentence.startsTurn ? 0.25 : 0) +
    (before && before.topic !== start.topic ? 0.3 : 0) +
    (before ? Math.min(0.2, Math.max(0, start.sentence.from - before.sentence.to) / 5000) : 0.1)
  const asksAndAnswers =
    start.sentence.end === 'question' && sums.turns > 0 && stop.landing.lands > 0 ? 0.3 : 0
  return (
    startsFresh -
    (startsInFullFlow(facts, first) ? 0.3 : 0) +
    asksAndAnswers +
    stop.landing.lands * 1.5 -
    start.debt.owes * 2 -
    Math.max(0, innerTopics) * 0.8 -
    (sums.hesitation / Math.max(1, sums.time)) * 1.2 -
    (sums.short / sums.count) * 1.2
  )
}

/** How often the picture changes between two times; `cuts` in order. */
export function changesWithin(cuts: number[], from: number, to: number): number {
  let [low, high] = [0, cuts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cuts[middle] ?? 0) <= from) low = middle + 1
    else high = middle
  }
  let count = 0
  for (let i = low; (cuts[i] ?? to) < to; i++) count++
  return count
}
