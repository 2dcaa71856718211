import type { Word } from '../transcript.ts'
import type { Sentence } from './sentences.ts'
import { plainWord } from './terms.ts'

/** Words in a row that are compared. */
const RUN = 3

/**
 * How much of each sentence is put in words that the talk does not use again, 0–1: a phrase that
 * comes back all the time is a manner of speaking, whatever it says.
 */
export function noveltyOf(sentences: readonly Sentence[], words: readonly Word[]): Float32Array {
  const ids = numbersOf(words)
  const count = new Map<number, number>()
  const keyAt = (i: number) =>
    ((ids[i] ?? 0) * 40_009 + (ids[i + 1] ?? 0)) * 40_009 + (ids[i + 2] ?? 0)
  for (let i = 0; i + RUN <= words.length; i++) count.set(keyAt(i), (count.get(keyAt(i)) ?? 0) + 1)
  return Float32Array.from(sentences, ({ first, last }) => {
    let [fresh, all] = [0, 0]
    for (let i = first; i + RUN - 1 <= last; i++) {
      all++
      // Said twice may be a point made again; from the third time on it is a habit.
      fresh += Math.min(1, 2 / (count.get(keyAt(i)) ?? 1))
    }
    return all === 0 ? 1 : fresh / all
  })
}

function numbersOf(words: readonly Word[]): Int32Array {
  const numbers = new Map<string, number>()
  return Int32Array.from(words, ({ text }) => {
    const word = plainWord(text)
    const number = numbers.get(word) ?? numbers.size + 1
    numbers.set(word, number)
    return number
  })
}
