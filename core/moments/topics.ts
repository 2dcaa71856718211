import type { Word } from '../transcript.ts'
import type { TopicSpan } from './moments.ts'
import type { Sentence } from './sentences.ts'
import type { Terms } from './terms.ts'
import { titleTopics } from './topic-titles.ts'

/** A stretch of sentences about one thing; both ends included. */
export type Topic = { first: number; last: number }

/** More units than this are taken in pairs, threes, …: the table of costs is square. */
const MOST_UNITS = 1000
const MINUTE = 60_000

/**
 * Cuts a talk where its words change: the most probable segmentation under a model in which every
 * stretch has words of its own, each boundary paying for itself (Utiyama and Isahara, 2001).
 */
export function findTopics(sentences: readonly Sentence[], terms: Terms): Topic[] {
  if (sentences.length === 0) return []
  const per = Math.ceil(sentences.length / MOST_UNITS)
  const units: Topic[] = []
  for (let i = 0; i < sentences.length; i += per)
    units.push({ first: i, last: Math.min(sentences.length, i + per) - 1 })
  const costs = costTable(units, sentences, terms)
  const minutes = ((sentences.at(-1)?.to ?? 0) - (sentences[0]?.from ?? 0)) / MINUTE
  const most = Math.max(1, Math.min(20, Math.round(minutes / 2)))
  const fewest = Math.min(most, Math.max(1, Math.round(minutes / 12)))
  return cutWithin(costs, units.length, Math.log(Math.max(2, terms.ids.length)), fewest, most).map(
    ({ first, last }) => ({
      first: units[first]?.first ?? 0,
      last: units[last]?.last ?? sentences.length - 1,
    }),
  )
}

/** Which topic each sentence belongs to. */
export function topicOfSentence(topics: readonly Topic[], count: number): Int32Array {
  const of = new Int32Array(count)
  for (const [i, { first, last }] of topics.entries()) of.fill(i, first, last + 1)
  return of
}

/** Topics with times and titles, as people see them. */
export function topicSpans(
  topics: readonly Topic[],
  sentences: readonly Sentence[],
  words: readonly Word[],
  terms: Terms,
): TopicSpan[] {
  const stretches = topics.map(({ first, last }) => ({
    first: sentences[first]?.first ?? 0,
    last: sentences[last]?.last ?? 0,
  }))
  const titles = titleTopics(stretches, words, terms)
  return topics.map(({ first, last }, i) => ({
    from: sentences[first]?.from ?? 0,
    to: sentences[last]?.to ?? 0,
    title: titles[i] ?? '',
  }))
}

/** What it costs to say units i…j with words of their own: row i, column j. */
function costTable(
  units: readonly Topic[],
  sentences: readonly Sentence[],
  { ids, counts }: Terms,
): Float32Array {
  const size = units.length
  const kinds = counts.length
  const most = counts.reduce((a, b) => Math.max(a, b), 0)
  // What a word's next occurrence adds to Σ f·ln(f + 1).
  const gain = Float64Array.from(
    { length: most + 1 },
    (_, f) => (f + 1) * Math.log(f + 2) - f * Math.log(f + 1),
  )
  const spoken = units.map(({ first, last }) => {
    const from = sentences[first]?.first ?? 0
    return ids.slice(from, (sentences[last]?.last ?? from) + 1).filter((id) => id >= 0)
  })
  const costs = new Float32Array(size * size)
  const seen = new Int32Array(kinds)
  for (let i = 0; i < size; i++) {
    seen.fill(0)
    let [total, same] = [0, 0]
    for (let j = i; j < size; j++) {
      for (const id of spoken[j] ?? []) {
        const f = seen[id] ?? 0
        same += gain[f] ?? 0
        seen[id] = f + 1
        total++
      }
      costs[i * size + j] = total * Math.log(total + kinds) - same
    }
  }
  return costs
}

/** The cheapest cut whose number of stretches is within bounds; the price of a boundary gives way. */
function cutWithin(
  costs: Float32Array,
  size: number,
  price: number,
  fewest: number,
  most: number,
): Topic[] {
  let cut = cheapestCut(costs, size, price)
  let [low, high] = [0, price]
  for (let i = 0; i < 12 && cut.length > most; i++) {
    ;[low, high] = [high, high * 1.5]
    cut = cheapestCut(costs, size, high)
  }
  for (let i = 0; i < 12 && (cut.length < fewest || cut.length > most); i++) {
    const middle = (low + high) / 2
    cut = cheapestCut(costs, size, middle)
    if (cut.length < fewest) high = middle
    else if (cut.length > most) low = middle
  }
  return cut.length > most ? [{ first: 0, last: size - 1 }] : cut
}

function cheapestCut(costs: Float32Array, size: number, price: number): Topic[] {
  const best = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY)
  const from = new Int32Array(size + 1)
  best[0] = 0
  for (let i = 0; i < size; i++) {
    const before = (best[i] ?? 0) + price
    for (let j = i; j < size; j++) {
      const cost = before + (costs[i * size + j] ?? 0)
      if (cost < (best[j + 1] ?? 0)) {
        best[j + 1] = cost
        from[j + 1] = i
      }
    }
  }
  const topics: Topic[] = []
  for (let end = size; end > 0; end = from[end] ?? 0) {
    topics.push({ first: from[end] ?? 0, last: end - 1 })
  }
  return topics.reverse()
}
