import type { Transcript } from '#core/transcript.ts'

/** Below this the engine itself was not sure of a word. */
export const UNSURE = 0.6

export const isDoubtful = ({ confidence }: { confidence: number | null }) =>
  confidence !== null && confidence < UNSURE

/** A word that somebody should listen to. */
export type Doubt = {
  /** Where its segment stands in the transcript, and where it stands in its segment. */
  at: number
  index: number
  /** Its place among all words. */
  word: number
  text: string
  /** The words beside it. */
  before: string
  after: string
  confidence: number
  /** Source ms. */
  from: number
  to: number
}

/** Words shown on either side of a doubtful one. */
const BESIDE = 5

/** All words that the engine was not sure of, in spoken order. */
export function doubtsOf({ segments }: Transcript): Doubt[] {
  const doubts: Doubt[] = []
  let first = 0
  for (const [at, { words }] of segments.entries()) {
    for (const [index, word] of words.entries()) {
      if (!isDoubtful(word)) continue
      const beside = (from: number, to: number) =>
        words
          .slice(Math.max(0, from), to)
          .map(({ text }) => text)
          .join(' ')
      doubts.push({
        ...{ at, index, word: first + index, text: word.text, from: word.from, to: word.to },
        before: beside(index - BESIDE, index),
        after: beside(index + 1, index + 1 + BESIDE),
        confidence: word.confidence ?? 0,
      })
    }
    first += words.length
  }
  return doubts
}
