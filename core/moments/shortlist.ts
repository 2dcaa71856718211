import type { Suggestion } from '../suggestion.ts'
import type { Transcript } from '../transcript.ts'
import { type FoundMoments, findMoments } from './find-moments.ts'
import type { MomentOptions, MomentSignals } from './moments.ts'
import { splitSentences } from './sentences.ts'

/** A sentence as a reader is shown it: by number, never by time. */
export type NumberedSentence = { id: number; text: string; speaker: number | null }

/** What is worth reading closely: good stretches with the sentences around them. */
export type Shortlist = {
  /** What the words alone would give. */
  local: FoundMoments
  passages: {
    suggestion: Suggestion
    /** Sentences by number, both ends included: the suggested ones, and those shown around them. */
    first: number
    last: number
    sentences: NumberedSentence[]
  }[]
  /** When each sentence starts and ends, ms; where a clip may begin and end. */
  bounds: { from: number; to: number; opens: boolean; closes: boolean }[]
}

/** Sentences shown before and after a stretch, so that its bounds can be moved. */
const AROUND = 3

/** The best stretches of a talk, for somebody who can tell which people would like. */
export function shortlist(
  transcript: Transcript,
  options: MomentOptions & MomentSignals,
  most: number,
): Shortlist {
  const local = findMoments(transcript, options)
  const more = findMoments(transcript, { ...options, count: Math.max(options.count, most) })
  const sentences = splitSentences(transcript)
  const passages = more.suggestions.slice(0, most).map((suggestion) => {
    const first = sentences.findIndex(({ from }) => from >= suggestion.from)
    const last = sentences.findLastIndex(({ to }) => to <= suggestion.to)
    const shown = {
      from: Math.max(0, first - AROUND),
      to: Math.min(sentences.length, last + 1 + AROUND),
    }
    return {
      suggestion,
      first,
      last,
      sentences: sentences
        .slice(shown.from, shown.to)
        .map(({ text, speaker }, i) => ({ id: shown.from + i, text, speaker })),
    }
  })
  return {
    local,
    passages,
    bounds: sentences.map(({ from, to, opens, closes }) => ({ from, to, opens, closes })),
  }
}
