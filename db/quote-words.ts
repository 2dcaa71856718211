import type { Ms } from '#core/time.ts'
import type { Quote } from '#core/video.ts'

/** Words shown on each side of the first one found, where a sentence runs on. */
const AROUND = 14

const plain = (text: string) => text.normalize('NFC').toLowerCase()
const pieces = (text: string) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? []

/**
 * The sentence in which the first of the words looked for was said; null where none of them is here.
 * A word is found by its beginning, as the search does it.
 */
export function quoteWords(words: { text: string; from: Ms }[], terms: string[]): Quote | null {
  const wanted = terms.flatMap(pieces)
  const hits = words.map(({ text }) =>
    pieces(text).some((piece) => wanted.some((want) => piece.startsWith(want))),
  )
  const first = hits.indexOf(true)
  if (first === -1) return null
  let start = first
  while (start > 0 && first - start < AROUND && !endsSentence(words[start - 1]?.text)) start--
  let end = first
  while (end < words.length - 1 && end - first < AROUND && !endsSentence(words[end]?.text)) end++
  const from = words[start]?.from
  if (from === undefined) return null
  return {
    at: from,
    words: words
      .slice(start, end + 1)
      .map(({ text }, i) => ({ text, hit: hits[start + i] ?? false })),
    cutBefore: start > 0 && !endsSentence(words[start - 1]?.text),
    cutAfter: end < words.length - 1 && !endsSentence(words[end]?.text),
  }
}

const endsSentence = (text = '') => /[.!?…。！？]["'”’»)\]]*$/.test(text)
