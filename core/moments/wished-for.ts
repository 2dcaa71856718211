import type { Candidate } from './candidates.ts'
import type { Fact } from './facts.ts'
import { meets, type Wish } from './steering.ts'

/** What keeps to the wish, and what each of it gains by meeting it. */
export function wishedFor(wish: Wish, facts: readonly Fact[], all: readonly Candidate[]) {
  const met = runningSums(facts, (fact) => meets(wish, fact))
  const theirs = runningSums(facts, ({ sentence }) =>
    wish.speakers?.includes(sentence.speaker ?? -1) ? sentence.to - sentence.from : 0,
  )
  const time = runningSums(facts, ({ sentence }) => sentence.to - sentence.from)
  const over = (sums: Float64Array, { first, last }: Candidate) =>
    (sums[last + 1] ?? 0) - (sums[first] ?? 0)
  const indexes = all.flatMap((candidate, i) => {
    const { from, to } = candidate
    if (wish.range && (from < wish.range.from || to > wish.range.to)) return []
    if (wish.speakers && over(theirs, candidate) < over(time, candidate) * THEIR_SHARE) return []
    return [i]
  })
  const candidates = indexes.map((i) => all[i] as Candidate)
  const bonus = candidates.map(
    (candidate) =>
      Math.min(1, (over(met, candidate) / (candidate.last - candidate.first + 1)) * 2) * MEETS,
  )
  return { indexes, candidates, bonus }
}

/** Of a clip in which only somebody is wanted, so much must be theirs. */
const THEIR_SHARE = 0.75
/** What a clip gains that meets a wish in half of its sentences, in points of score. */
const MEETS = 60

function runningSums(facts: readonly Fact[], of: (fact: Fact) => number): Float64Array {
  const sums = new Float64Array(facts.length + 1)
  for (const [i, fact] of facts.entries()) sums[i + 1] = (sums[i] ?? 0) + of(fact)
  return sums
}
