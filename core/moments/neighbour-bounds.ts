import type { Ms } from '../time.ts'

type Bounds = { from: Ms; to: Ms }

/** What a clip becomes with one sentence more or less at either end; null: there is none. */
export type NeighbourBounds = {
  longerBefore: Bounds | null
  shorterBefore: Bounds | null
  longerAfter: Bounds | null
  shorterAfter: Bounds | null
}

/** A cut may lie this far from the sentence it belongs to. */
const SLACK_MS = 150

/** Works from any cut, also one that lies inside a sentence. Sentences in spoken order. */
export function neighbourBounds(
  sentences: readonly Bounds[],
  { from, to }: Bounds,
): NeighbourBounds {
  const earlier = sentences.findLast((sentence) => sentence.from < from - SLACK_MS)
  const later = sentences.find((sentence) => sentence.to > to + SLACK_MS)
  const second = sentences.find((sentence) => sentence.from > from + SLACK_MS)
  const lastButOne = sentences.findLast((sentence) => sentence.to < to - SLACK_MS)
  return {
    longerBefore: earlier ? { from: earlier.from, to } : null,
    shorterBefore: second && second.from < to - SLACK_MS ? { from: second.from, to } : null,
    longerAfter: later ? { from, to: later.to } : null,
    shorterAfter:
      lastButOne && lastButOne.to > from + SLACK_MS ? { from, to: lastButOne.to } : null,
  }
}
