import type { Word } from '../transcript.ts'
import { isEnglish, stopWords } from './stop-words.ts'

/** The words that carry meaning, numbered by their stem. */
export type Terms = {
  /** Per word of the talk; -1 for words that say nothing of their own. */
  ids: Int32Array
  /** How often each term is said. */
  counts: Int32Array
  /** In how many tenths of the talk each is said. */
  spread: Uint8Array
}

/** Where the language's small words are unknown, those said all the time are taken for such. */
const SMALL_WORD_SHARE = 0.006

export function findTerms(words: readonly Word[], language: string): Terms {
  const english = isEnglish(language)
  const ids = new Int32Array(words.length)
  const numbers = new Map<string, number>()
  const known = new Map<string, number>()
  const counts: number[] = []
  for (const [i, { text }] of words.entries()) {
    let id = known.get(text)
    if (id === undefined) {
      id = numberOf(text)
      known.set(text, id)
    }
    ids[i] = id
    if (id >= 0) counts[id] = (counts[id] ?? 0) + 1
  }
  if (!english) {
    const most = Math.max(8, words.length * SMALL_WORD_SHARE)
    for (const [i, id] of ids.entries()) if (id >= 0 && (counts[id] ?? 0) > most) ids[i] = -1
  }
  const spread = new Uint8Array(counts.length)
  const lastTenth = new Int8Array(counts.length).fill(-1)
  for (const [i, id] of ids.entries()) {
    const tenth = Math.floor((i * 10) / words.length)
    if (id < 0 || lastTenth[id] === tenth) continue
    lastTenth[id] = tenth
    spread[id] = (spread[id] ?? 0) + 1
  }
  return { ids, counts: Int32Array.from(counts), spread }

  function numberOf(text: string): number {
    const plain = plainWord(text)
    if (plain === '' || (english && (stopWords.has(plain) || plain.length < 3))) return -1
    const stem = english ? stemOf(plain) : plain
    if (english && stopWords.has(stem)) return -1
    const number = numbers.get(stem) ?? numbers.size
    numbers.set(stem, number)
    return number
  }
}

/** A word without marks, in small letters, with one kind of apostrophe. */
export const plainWord = (text: string) =>
  text
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}%]+$/gu, '')

/** Light on purpose: it only brings the forms of one word together. */
export function stemOf(word: string): string {
  const bare = word.replace(/'(?:s|re|ve|ll|d|m)$/, '')
  if (bare.length > 4 && bare.endsWith('ies')) return `${bare.slice(0, -3)}y`
  if (bare.length > 5 && /(?:ss|x|ch|sh)es$/.test(bare)) return bare.slice(0, -2)
  if (bare.length > 5 && bare.endsWith('ing')) return undouble(bare.slice(0, -3))
  if (bare.length > 4 && bare.endsWith('ed')) return undouble(bare.slice(0, -2))
  if (bare.length > 3 && bare.endsWith('s') && !/(?:ss|us|is)$/.test(bare))
    return withoutE(bare.slice(0, -1))
  return withoutE(bare)
}

const undouble = (stem: string) => withoutE(stem.replace(/([bdfgklmnprt])\1$/, '$1'))
const withoutE = (stem: string) => (stem.length > 3 ? stem.replace(/e$/, '') : stem)
