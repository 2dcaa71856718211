import type { Scored } from './score.ts'
import { isBlamed, worthOf } from './worth.ts'

/** What one more clip on a topic that has its share costs, each round. */
const CROWDED = 6
const ROUNDS = 8

/**
 * The best clips that do not overlap: a dynamic programme over sentences, so that none is left out
 * because a slightly better one lay across it. Topics that take more than their share pay for it.
 */
export function choose(
  candidates: readonly Scored[],
  {
    count,
    sentences,
    topics,
    hasRoom,
    bonus,
  }: {
    count: number
    sentences: number
    topics: number
    hasRoom: boolean
    /** By candidate, points of score. */
    bonus?: readonly number[] | undefined
  },
): Scored[] {
  if (candidates.length === 0) return []
  const prices = new Float64Array(topics)
  const worth = worthOf(candidates, sentences).map((points, i) => points + (bonus?.[i] ?? 0))
  const byEnd = groupByEnd(candidates, sentences)
  const share = Math.ceil((count / Math.max(1, Math.min(topics, count))) * 1.5)
  let chosen: Scored[] = []
  for (let round = 0; round < ROUNDS; round++) {
    chosen = best(
      candidates,
      (i) => (worth[i] ?? 0) - (prices[candidates[i]?.topic ?? 0] ?? 0),
      byEnd,
      count,
      hasRoom,
    )
    const taken = new Map<number, number>()
    for (const { topic } of chosen) taken.set(topic, (taken.get(topic) ?? 0) + 1)
    const crowded = [...taken].filter(([, n]) => n > share)
    if (crowded.length === 0) break
    for (const [topic] of crowded) prices[topic] = (prices[topic] ?? 0) + CROWDED
  }
  return chosen.sort((a, b) => b.score - a.score || a.from - b.from)
}

/** Candidates by the sentence they end with; those of end `e` stand from `starts[e]` to `starts[e + 1]`. */
type ByEnd = { starts: Int32Array; order: Int32Array; firsts: Int32Array }

/** In flat arrays: the programme below reads every candidate `count × rounds` times. */
function groupByEnd(candidates: readonly Scored[], sentences: number): ByEnd {
  const starts = new Int32Array(sentences + 1)
  for (const { last } of candidates) starts[last + 1] = (starts[last + 1] ?? 0) + 1
  for (let e = 0; e < sentences; e++) starts[e + 1] = (starts[e + 1] ?? 0) + (starts[e] ?? 0)
  const next = starts.slice()
  const order = new Int32Array(candidates.length)
  const firsts = new Int32Array(candidates.length)
  for (const [i, { first, last }] of candidates.entries()) {
    const at = next[last] ?? 0
    next[last] = at + 1
    order[at] = i
    firsts[at] = first
  }
  return { starts, order, firsts }
}

/** As many as asked; where the talk is short, only as many as can be had without a serious fault. */
function best(
  candidates: readonly Scored[],
  worth: (i: number) => number,
  { starts, order, firsts }: ByEnd,
  count: number,
  hasRoom: boolean,
): Scored[] {
  const size = starts.length - 1
  const rows = count + 1
  // sums[k * (size + 1) + e]: the most that k clips within the first e sentences are worth.
  const sums = new Float64Array(rows * (size + 1)).fill(Number.NEGATIVE_INFINITY)
  const picks = new Int32Array(rows * (size + 1)).fill(-1)
  sums.fill(0, 0, size + 1)
  const values = Float64Array.from(order, worth)
  for (let k = 1; k <= count; k++) {
    const [row, above] = [k * (size + 1), (k - 1) * (size + 1)]
    for (let end = 1; end <= size; end++) {
      let most = sums[row + end - 1] ?? Number.NEGATIVE_INFINITY
      let pick = -1
      for (let i = starts[end - 1] ?? 0; i < (starts[end] ?? 0); i++) {
        const sum = (sums[above + (firsts[i] ?? 0)] ?? 0) + (values[i] ?? 0)
        if (sum > most) {
          most = sum
          pick = order[i] ?? -1
        }
      }
      sums[row + end] = most
      picks[row + end] = pick
    }
  }
  let fallback: Scored[] = []
  for (let k = count; k >= 1; k--) {
    if (sums[k * (size + 1) + size] === Number.NEGATIVE_INFINITY) continue
    const chosen: Scored[] = []
    for (let [row, end] = [k, size]; row > 0 && end > 0; ) {
      const pick = candidates[picks[row * (size + 1) + end] ?? -1]
      if (!pick) {
        end--
        continue
      }
      chosen.push(pick)
      end = pick.first
      row--
    }
    if (hasRoom || chosen.every((one) => !isBlamed(one))) return chosen
    fallback = chosen
  }
  return fallback
}
