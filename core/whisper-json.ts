import { textOf } from './script.ts'
import type { Transcript } from './transcript.ts'

const seconds = (ms: number) => ms / 1000

/** A transcript in Whisper's verbose shape: what we write, we and others can read again. */
export const toWhisperJson = (transcript: Transcript, durationMs: number) => ({
  language: transcript.language,
  duration: seconds(durationMs),
  segments: transcript.segments.map(({ from, to, speaker, words }) => ({
    start: seconds(from),
    end: seconds(to),
    text: textOf({ words }),
    ...(speaker !== null && { speaker: transcript.speakers[speaker] ?? `Speaker ${speaker + 1}` }),
    words: words.map((word) => ({
      word: word.text,
      start: seconds(word.from),
      end: seconds(word.to),
      ...(word.confidence !== null && { confidence: word.confidence }),
      // Not Whisper's, and ignored by others: a guess must not come back as a measurement.
      ...(word.timing === 'estimated' && { estimated: true }),
    })),
  })),
})
