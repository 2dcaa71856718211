import { type CompactTranscript, expandTranscript } from '#core/compact-transcript.ts'
import {
  type ClipScore,
  type ClipScorer,
  clipScorer,
  type WordSpan,
} from '#core/moments/score-of-clip.ts'

/** Asked in order; an answer carries the number of its question. */
export type ScoreAsk = { transcript: CompactTranscript } | { question: number; kept: WordSpan[] }
export type ScoreAnswer = { question: number; score: ClipScore | null }

/** Reads the talk once and scores the clip as often as asked, beside the page and never in its way. */
let score: ClipScorer | null = null

self.onmessage = ({ data }: MessageEvent<ScoreAsk>) => {
  if ('transcript' in data) {
    score = clipScorer(expandTranscript(data.transcript))
    return
  }
  const answer: ScoreAnswer = { question: data.question, score: score?.(data.kept) ?? null }
  self.postMessage(answer)
}
