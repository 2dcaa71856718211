import type { Span, TranscriptText } from '../editor/transcript-text.ts'

/** Where words were found, and in a place one may ask for by the word. */
export type Found = { places: Span[]; words: Set<number> }

const NOTHING: Found = { places: [], words: new Set() }

/** Letters and digits alone: nobody types the comma, the accent or the capital. */
export const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** The words of a transcript as find compares them; made once. */
export const plainWords = ({ words }: TranscriptText): string[] =>
  words.map(({ text }) => plain(text))

/**
 * Where a phrase is said: whole words in a row, the last of which may still be being typed. A single
 * word is also found inside others.
 */
export function findWords(words: string[], typed: string): Found {
  const wanted = typed.split(/\s+/).map(plain).filter(Boolean)
  const last = wanted.at(-1)
  if (last === undefined) return NOTHING
  const matches =
    wanted.length === 1
      ? (i: number) => (words[i]?.includes(last) ? i : null)
      : (i: number) => phraseAt(words, i, wanted)
  const places: Span[] = []
  const hit = new Set<number>()
  for (let i = 0; i < words.length; i++) {
    const end = matches(i)
    if (end === null) continue
    places.push({ first: i, last: end })
    for (; i <= end; i++) hit.add(i)
    i = end
  }
  return { places, words: hit }
}

/** The index of a phrase's last word where it begins at `i`. Words of punctuation alone are passed over. */
function phraseAt(words: string[], i: number, wanted: string[]): number | null {
  if (words[i] !== wanted[0]) return null
  let at = i
  for (const [n, want] of wanted.entries()) {
    while (words[at] === '') at++
    const word = words[at]
    const fits = n === wanted.length - 1 ? word?.startsWith(want) : word === want
    if (!fits) return null
    at++
  }
  return at - 1
}

/** The first place at or after a word; the first of all where none comes after. */
export function placeFrom(places: Span[], word: number): number {
  const next = places.findIndex(({ first }) => first >= word)
  return next === -1 ? 0 : next
}
