import type { Word } from '../transcript.ts'
import type { Sentence } from './sentences.ts'
import { plainWord } from './terms.ts'

/** Many programmes open with a line from their own middle: what their editor thought the best of it. */
export type ColdOpen = {
  /** By sentence: said again in the opening, where this is the place it was taken from. */
  quoted: Uint8Array
  /** By sentence: an opening line that is taken from further on. */
  borrowed: Uint8Array
}

/** A cold open is over by then, ms, and in a short talk by a tenth of it. */
const OPENING_MS = 240_000
const OPENING_SHARE = 0.1
/** Words in a row by which a place is found again. */
const RUN = 5
/** As many words in the same order are no accident, and no turn of phrase. */
const NO_ACCIDENT = 12
/** Two transcribers write the same words a little differently. */
const ENOUGH = 0.5

export function coldOpenOf(sentences: readonly Sentence[], words: readonly Word[]): ColdOpen {
  const quoted = new Uint8Array(sentences.length)
  const borrowed = new Uint8Array(sentences.length)
  const from = sentences[0]?.from ?? 0
  const end = Math.min(OPENING_MS, ((sentences.at(-1)?.to ?? 0) - from) * OPENING_SHARE)
  const body = sentences.findIndex((sentence) => sentence.from - from > end)
  if (body <= 0) return { quoted, borrowed }
  const same = sharedWords(
    words.map(({ text }) => plainWord(text)),
    sentences[body]?.first ?? 0,
  )
  for (const [i, { first, last }] of sentences.entries()) {
    let count = 0
    for (let w = first; w <= last; w++) count += same[w] ?? 0
    if (count < (last - first + 1) * ENOUGH) continue
    if (i < body) borrowed[i] = 1
    else quoted[i] = 1
  }
  return { quoted, borrowed }
}

/** The words before `cut` that come again after it in the same order, and where they do. */
function sharedWords(plain: readonly string[], cut: number): Uint8Array {
  const same = new Uint8Array(plain.length)
  const runAt = (i: number) => plain.slice(i, i + RUN).join(' ')
  const opening = new Map<string, number[]>()
  for (let i = 0; i + RUN <= cut; i++) {
    const run = runAt(i)
    opening.set(run, [...(opening.get(run) ?? []), i])
  }
  for (let i = cut; i + RUN <= plain.length; i++) {
    let longest = 0
    for (const start of opening.get(runAt(i)) ?? []) {
      let length = RUN
      while (start + length < cut && plain[start + length] === plain[i + length]) length++
      if (length < NO_ACCIDENT) continue
      same.fill(1, start, start + length)
      longest = Math.max(longest, length)
    }
    same.fill(1, i, i + longest)
    i += Math.max(0, longest - 1)
  }
  return same
}
