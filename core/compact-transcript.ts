import { wordId } from './ids.ts'
import { ms } from './time.ts'
import type { Transcript, TranscriptSegment, Word } from './transcript.ts'

/**
 * A transcript for the wire: a talk of 80 minutes is half a megabyte of JSON this way and three as
 * objects. Columns instead of rows, times as steps from the one before.
 */
export type CompactTranscript = {
  language: string
  speakers: string[]
  /** Speaker and number of words of each segment. */
  segments: [speaker: number | null, words: number][]
  texts: string[]
  /** From the start of the word before to the start of this one, ms. */
  steps: number[]
  lengths: number[]
  /** Percent; null where no word has any. */
  confidence: (number | null)[] | null
  /** Whether each word's time is the engine's own; null where all are. */
  estimated: boolean[] | null
}

export function compactTranscript({ language, speakers, segments }: Transcript): CompactTranscript {
  const words = segments.flatMap((segment) => segment.words)
  return {
    language,
    speakers,
    segments: segments.map(({ speaker, words }) => [speaker, words.length]),
    texts: words.map(({ text }) => text),
    steps: words.map(({ from }, i) => from - (words[i - 1]?.from ?? 0)),
    lengths: words.map(({ from, to }) => to - from),
    confidence: words.some(({ confidence }) => confidence !== null)
      ? words.map(({ confidence }) => (confidence === null ? null : Math.round(confidence * 100)))
      : null,
    estimated: words.some(({ timing }) => timing === 'estimated')
      ? words.map(({ timing }) => timing === 'estimated')
      : null,
  }
}

export function expandTranscript(compact: CompactTranscript): Transcript {
  let index = 0
  let clock = 0
  const segments = compact.segments.flatMap(([speaker, count]): TranscriptSegment[] => {
    const words: Word[] = []
    for (const end = index + count; index < end; index++) {
      clock += compact.steps[index] ?? 0
      const confidence = compact.confidence?.[index] ?? null
      words.push({
        id: wordId(index),
        text: compact.texts[index] ?? '',
        from: ms(clock),
        to: ms(clock + (compact.lengths[index] ?? 0)),
        confidence: confidence === null ? null : confidence / 100,
        timing: compact.estimated?.[index] ? 'estimated' : 'native',
        speaker,
      })
    }
    const [first, last] = [words[0], words.at(-1)]
    return first && last ? [{ from: first.from, to: last.to, speaker, words }] : []
  })
  return { language: compact.language, speakers: compact.speakers, segments }
}
