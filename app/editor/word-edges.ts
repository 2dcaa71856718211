import type { Word } from '#core/transcript.ts'

/** Silence an edge keeps around the word it stands at, ms; as the cut list keeps it. */
const BEFORE = 60
const AFTER = 80

/** Where a piece that begins with this word begins: a little before it, never inside the one before. */
export function edgeBefore(words: Word[], i: number): number {
  const word = words[i]
  if (!word) return 0
  return Math.max(0, Math.min(word.from, Math.max(words[i - 1]?.to ?? 0, word.from - BEFORE)))
}

/** Where a piece that ends with this word ends: a little after it, never inside the next. */
export function edgeAfter(words: Word[], i: number): number {
  const word = words[i]
  if (!word) return 0
  return Math.max(word.to, Math.min(words[i + 1]?.from ?? word.to + AFTER, word.to + AFTER))
}

/** The nearest place where an edge does not stand inside a word: `at` itself where it is free. */
export function outsideWords(words: Word[], at: number, edge: 'from' | 'to'): number {
  const i = words.findIndex((word) => word.from < at && at < word.to)
  const word = words[i]
  if (!word) return at
  const early = at - word.from < word.to - at
  if (edge === 'from') return early ? edgeBefore(words, i) : edgeBefore(words, i + 1) || word.to
  return early ? edgeAfter(words, i - 1) || word.from : edgeAfter(words, i)
}
