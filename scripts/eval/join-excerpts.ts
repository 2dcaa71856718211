import { splitSentences } from '#core/moments/sentences.ts'
import { randomOf } from '#core/moments/talk.fixtures.ts'
import { makeTranscript, type Transcript, transcriptWords } from '#core/transcript.ts'
import type { Talk } from './read-talks.ts'

export type Joined = {
  transcript: Transcript
  /** Which excerpt each sentence is from. */
  topicOf: number[]
}

const EXCERPTS = 8
/** An excerpt's length, sentences. */
const [SHORTEST, LONGEST] = [30, 90]

/** Talks made of excerpts of different talks, so that the boundaries are known. Same for the same talks. */
export function joinExcerpts(talks: readonly Talk[], count: number): Joined[] {
  const random = randomOf(31)
  const sources = talks.map(({ transcript }) => ({
    transcript,
    words: transcriptWords(transcript),
    sentences: splitSentences(transcript),
  }))
  return Array.from({ length: count }, () => {
    let [clock, before] = [0, -1]
    const starts: number[] = []
    const heard = Array.from({ length: EXCERPTS }, () => {
      let from = Math.floor(random() * sources.length)
      if (from === before) from = (from + 1) % sources.length
      before = from
      const source = sources[from]
      const sentences = source?.sentences ?? []
      const length = SHORTEST + Math.floor(random() * (LONGEST - SHORTEST))
      const first = Math.floor(random() * Math.max(1, sentences.length - length))
      const part = sentences.slice(first, first + length)
      const shift = clock - (part[0]?.from ?? 0)
      starts.push(clock)
      clock = (part.at(-1)?.to ?? 0) + shift + 300
      return part.map((sentence) => ({
        from: sentence.from + shift,
        to: sentence.to + shift,
        // Who speaks must not give the boundary away.
        speaker: null,
        words: (source?.words ?? []).slice(sentence.first, sentence.last + 1).map((word) => ({
          text: word.text,
          from: word.from + shift,
          to: word.to + shift,
          confidence: null,
          timing: word.timing,
        })),
      }))
    }).flat()
    const transcript = makeTranscript('en', heard)
    return {
      transcript,
      topicOf: splitSentences(transcript).map(({ from }) =>
        starts.findLastIndex((start) => from >= start),
      ),
    }
  })
}
