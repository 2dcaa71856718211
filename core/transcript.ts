import { z } from 'zod'
import { WordId, wordId } from './ids.ts'
import { Ms } from './time.ts'

/** One spoken word. Times are source time; a word's text carries its own punctuation, no spaces. */
export const Word = z.object({
  id: WordId,
  text: z.string().min(1),
  from: Ms,
  to: Ms,
  /** 0–1 where the engine says so, null where it does not. Never invented. */
  confidence: z.number().min(0).max(1).nullable(),
  /** `estimated`: spread over a line by us, because the engine gave only the line's times. */
  timing: z.enum(['native', 'estimated']),
  /** Index into `Transcript.speakers`. */
  speaker: z.number().int().nonnegative().nullable(),
})
export type Word = z.infer<typeof Word>

/** A stretch of speech by one speaker: a cue, an engine's segment or a turn. */
export const TranscriptSegment = z.object({
  from: Ms,
  to: Ms,
  speaker: z.number().int().nonnegative().nullable(),
  words: z.array(Word).min(1),
})
export type TranscriptSegment = z.infer<typeof TranscriptSegment>

/** What was said, word by word. Immutable once saved; a change makes a new version. */
export const Transcript = z.object({
  /** BCP 47, lower case: `en`, `pt-br`. */
  language: z.string().min(2).max(35),
  speakers: z.array(z.string()),
  segments: z.array(TranscriptSegment),
})
export type Transcript = z.infer<typeof Transcript>

export const transcriptWords = (transcript: Transcript): Word[] =>
  transcript.segments.flatMap((segment) => segment.words)

/** What an engine or an import yields, before words are numbered. Times in ms. */
export type HeardSegment = {
  from: number
  to: number
  speaker: string | null
  words: {
    text: string
    from: number
    to: number
    confidence: number | null
    timing: 'native' | 'estimated'
  }[]
}

/**
 * Numbers the words and makes time monotonic: a word never starts before the one before it,
 * never ends before it starts, and lasts at least 1 ms. Segments without words vanish.
 */
export function makeTranscript(language: string, heard: HeardSegment[]): Transcript {
  const speakers = [...new Set(heard.flatMap((segment) => segment.speaker ?? []))]
  let index = 0
  let clock = 0
  const segments = [...heard]
    .sort((a, b) => a.from - b.from)
    .flatMap((segment): TranscriptSegment[] => {
      const speaker = segment.speaker === null ? null : speakers.indexOf(segment.speaker)
      const words = segment.words.flatMap((word): Word[] => {
        const text = word.text.trim()
        if (text === '') return []
        const from = Math.max(clock, Math.round(word.from))
        const to = Math.max(from + 1, Math.round(word.to))
        clock = from
        return [
          {
            id: wordId(index++),
            text,
            from: Ms.parse(from),
            to: Ms.parse(to),
            confidence: word.confidence,
            timing: word.timing,
            speaker,
          },
        ]
      })
      const [first, last] = [words[0], words.at(-1)]
      if (!first || !last) return []
      return [{ from: first.from, to: last.to, speaker, words }]
    })
  return { language: language.toLowerCase(), speakers, segments }
}
