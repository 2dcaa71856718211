import type { HeardSegment } from '../transcript.ts'

type HeardWord = HeardSegment['words'][number]

/** Scripts written without spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

/** The words of a text with their punctuation, in order. */
export function tokens(text: string): string[] {
  return text.split(/\s+/).flatMap((token) => {
    if (token === '') return []
    return UNSPACED.test(token) ? unspacedWords(token) : [token]
  })
}

/** Punctuation goes with the word before it, or, at the start, with the one after. */
function unspacedWords(token: string): string[] {
  const words: string[] = []
  let opening = ''
  for (const { segment, isWordLike } of segmenter.segment(token)) {
    if (isWordLike) {
      words.push(opening + segment)
      opening = ''
    } else if (words.length > 0 && !/^[\p{Ps}\p{Pi}]/u.test(segment)) {
      words[words.length - 1] += segment
    } else opening += segment
  }
  if (opening) words.push(opening)
  return words
}

/** Silence a mark stands for, in letters' worth of time. */
const pauseAfter = (word: string) =>
  /[.!?…。！？]["'”’)\]]*$/.test(word) ? 4 : /[,;:—、，；：]["'”’)\]]*$/.test(word) ? 2 : 0

/**
 * Words that came with one time for all of them, spread over it by their length. They are marked as
 * estimated: captions follow them well enough, cuts between them are guesses.
 */
export function spreadWords(words: string[], from: number, to: number): HeardWord[] {
  const last = words.length - 1
  const parts = words.map((word, i) => ({
    word,
    spoken: [...word].length + 1,
    pause: i === last ? 0 : pauseAfter(word),
  }))
  const total = parts.reduce((sum, { spoken, pause }) => sum + spoken + pause, 0)
  const unit = Math.max(0, to - from) / Math.max(1, total)
  let at = from
  return parts.map(({ word, spoken, pause }) => {
    const start = at
    const end = at + spoken * unit
    at = end + pause * unit
    return { text: word, from: start, to: end, confidence: null, timing: 'estimated' }
  })
}
