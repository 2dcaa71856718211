import type { ClipProject } from '#core/clip-project.ts'
import type { Word } from '#core/transcript.ts'
import { wordIndex } from './word-index.ts'

/** What the transcript draws of one word. Bits, so that a paragraph's words compare as one string. */
export const MARK = {
  /** It plays, or would if it were not cut. */
  inside: 1,
  cut: 2,
  /** Between the clip's ends but in no piece: a deleted piece, or drawn in by an edge. */
  leftOut: 4,
  corrected: 8,
  emphasised: 16,
  /** The silence after it is cut short. */
  pauseCut: 32,
} as const

export type WordMarks = {
  /** One character a word; its code is the marks plus 32. */
  marks: string
  /** Corrected texts by word index. */
  texts: Map<number, string>
  /** First and last word the clip plays or could play; null where it has none. */
  ends: { first: number; last: number } | null
}

const OFFSET = 32
const OUTSIDE = String.fromCharCode(OFFSET)

export function markWords(
  words: Word[],
  project: Pick<ClipProject, 'words'> & Partial<Pick<ClipProject, 'pauses'>>,
): WordMarks {
  const codes = new Uint8Array(words.length).fill(OFFSET)
  const texts = new Map<number, string>()
  let first = Number.POSITIVE_INFINITY
  let last = -1
  // Both are in spoken order; to read each word's number from its name takes four times as long.
  let i = project.words[0] ? Math.max(0, wordIndex(project.words[0].id)) : 0
  for (const word of project.words) {
    while (i < words.length && words[i]?.id !== word.id) i++
    if (i === words.length) break
    first = Math.min(first, i)
    last = i
    codes[i] =
      OFFSET +
      MARK.inside +
      (word.cut ? MARK.cut : 0) +
      (word.corrected ? MARK.corrected : 0) +
      (word.emphasised ? MARK.emphasised : 0)
    if (word.corrected) texts.set(i, word.text)
  }
  for (const pause of project.pauses ?? []) {
    const i = lastBefore(words, pause.to)
    if (i >= 0 && (words[i]?.to ?? 0) <= pause.from + 1 && (codes[i] ?? 0) > OFFSET)
      codes[i] = OFFSET + (((codes[i] ?? OFFSET) - OFFSET) | MARK.pauseCut)
  }
  for (let i = first; i < last; i++) if (codes[i] === OFFSET) codes[i] = OFFSET + MARK.leftOut
  if (last < 0) return { marks: OUTSIDE.repeat(words.length), texts, ends: null }
  // Of an hour a clip is a minute: the rest is not worth decoding.
  const inside = new TextDecoder().decode(codes.subarray(first, last + 1))
  const marks = OUTSIDE.repeat(first) + inside + OUTSIDE.repeat(words.length - last - 1)
  return { marks, texts, ends: { first, last } }
}

/** Index of the last word that begins before a source time; -1 where none does. */
function lastBefore(words: Word[], at: number): number {
  let [low, high] = [0, words.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((words[middle]?.from ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low - 1
}

export const markOf = (marks: string, i: number) => Math.max(0, marks.charCodeAt(i) - OFFSET)
