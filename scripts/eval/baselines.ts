import { debtOf } from '#core/moments/debts.ts'
import { type Sentence, splitSentences } from '#core/moments/sentences.ts'
import type { Transcript } from '#core/transcript.ts'
import { added, cosine, termsOf } from './bags.ts'
import type { Span } from './measures.ts'
import { textTiles } from './text-tiling.ts'

/** One way to choose clips, and the bounds every way keeps, ms. */
export type Asked = { count: number; min: number; max: number }
export type Way = (transcript: Transcript, asked: Asked, random: () => number) => Span[]

const spanOf = (sentences: readonly Sentence[]): Span => ({
  from: sentences[0]?.from ?? 0,
  to: sentences.at(-1)?.to ?? 0,
})

/** Windows of middling length anywhere, none over another. */
export const randomWindows: Way = (transcript, { count, min, max }, random) => {
  const { from, to } = spanOf(splitSentences(transcript))
  const length = Math.min((min + max) / 2, (to - from) / count)
  const free = Math.max(0, to - from - count * length)
  return Array.from({ length: count }, () => random() * free)
    .sort((a, b) => a - b)
    .map((at, i) => ({ from: from + at + i * length, to: from + at + (i + 1) * length }))
}

/** Windows of middling length at even distances. */
export const uniformWindows: Way = (transcript, { count, min, max }) => {
  const { from, to } = spanOf(splitSentences(transcript))
  const step = (to - from) / count
  const length = Math.min((min + max) / 2, step)
  return Array.from({ length: count }, (_, i) => {
    const start = from + i * step + (step - length) / 2
    return { from: start, to: start + length }
  })
}

const PATTERNS = [
  /\?/g,
  /\b\d[\d.,]*\b|\b(?:percent|million|billion|thousand|hundred)s?\b/g,
  /\b(?:amazing|incredible|love|hate|terrible|crazy|insane|best|worst|afraid|fear|fail\w*|secret|mistake|problem|money|never|always|nobody|everybody|everyone|nothing|everything|huge|wrong|truth)\b/g,
  /\b(?:i remember|when i was|one day|years ago|what if|imagine|the thing is|here's|turns out|but|because)\b/g,
  /!/g,
]

/** Signs counted in the text, added up, the highest sums first. */
export const naiveSum: Way = (transcript, asked) => {
  const sentences = splitSentences(transcript)
  const points = sentences.map(({ text }) => {
    const said = text.toLowerCase()
    return PATTERNS.reduce((sum, pattern) => sum + (said.match(pattern)?.length ?? 0), 0)
  })
  const candidates = stretches(sentences, asked).map(({ first, last }) => {
    let sum = 0
    for (let i = first; i <= last; i++) sum += points[i] ?? 0
    return { ...spanOf(sentences.slice(first, last + 1)), worth: sum }
  })
  return greedy(candidates, asked.count)
}

/** Tiles by Hearst's method, the stretch of each that is most about what the whole talk is about. */
export const tilesByCentrality: Way = (transcript, asked) => {
  const sentences = splitSentences(transcript)
  const bags = sentences.map(({ text }) => termsOf(text))
  const whole = added(bags)
  const tileOf = textTiles(bags)
  const candidates = stretches(sentences, asked)
    .filter(({ first, last }) => tileOf[first] === tileOf[last])
    .map(({ first, last }) => ({
      ...spanOf(sentences.slice(first, last + 1)),
      worth: cosine(added(bags.slice(first, last + 1)), whole),
    }))
  return greedy(candidates, asked.count)
}

/** The first clips that start and end well, one after another. */
export const firstWellFormed: Way = (transcript, { count, min, max }) => {
  const sentences = splitSentences(transcript)
  const clips: Span[] = []
  for (let first = 0; first < sentences.length && clips.length < count; first++) {
    const start = sentences[first]
    if (!start?.opens || debtOf(start.text).owes >= 0.25) continue
    const last = sentences.findIndex(
      ({ to, end, closes }, i) => i >= first && to - start.from >= min && end === 'stop' && closes,
    )
    const stop = sentences[last]
    if (!stop || stop.to - start.from > max) continue
    clips.push({ from: start.from, to: stop.to })
    first = last
  }
  return clips
}

function stretches(sentences: readonly Sentence[], { min, max }: Asked) {
  const found: { first: number; last: number }[] = []
  for (const [first, start] of sentences.entries())
    for (let last = first; last < sentences.length; last++) {
      const length = (sentences[last]?.to ?? 0) - start.from
      if (length > max) break
      if (length >= min) found.push({ first, last })
    }
  return found
}

function greedy(candidates: readonly (Span & { worth: number })[], count: number): Span[] {
  const chosen: Span[] = []
  for (const { from, to } of [...candidates].sort((a, b) => b.worth - a.worth || a.from - b.from)) {
    if (chosen.length === count) break
    if (chosen.every((other) => to <= other.from || other.to <= from)) chosen.push({ from, to })
  }
  return chosen
}
