import { type CompactTranscript, expandTranscript } from '#core/compact-transcript.ts'
import {
  type ClipScore,
  type ClipScorer,
  clipScorer,
  type WordSpan,
} from '#core/moments/score-of-clip.ts'
import type { Range } from '#core/time.ts'
import { transcriptWords } from '#core/transcript.ts'

/** What the score is of; `energy` is an address, `suggested` a stretch of the source. */
export type ScoredTalk = {
  transcript: CompactTranscript
  energy: string | null
  shots: number[]
  suggested: Range | null
}
/** Asked in order; an answer carries the number of its question. */
export type ScoreAsk = ScoredTalk | { question: number; kept: WordSpan[] }
/** `suggested`: the score of the suggestion as it was made, by the same measure. */
export type ScoreAnswer = { question: number; score: ClipScore | null; suggested: number | null }

/** Reads the talk once and scores the clip as often as asked, beside the page and never in its way. */
let talk: Promise<{ score: ClipScorer; suggested: number | null }> | null = null

self.onmessage = async ({ data }: MessageEvent<ScoreAsk>) => {
  if ('transcript' in data) {
    talk = read(data)
    return
  }
  if (!talk) return
  const { score, suggested } = await talk
  self.postMessage({
    ...{ question: data.question, score: score(data.kept), suggested },
  } satisfies ScoreAnswer)
}

async function read({ transcript, energy, shots, suggested }: ScoredTalk) {
  const whole = expandTranscript(transcript)
  const score = clipScorer(whole, { energy: await levelsAt(energy), scenes: shots })
  const words = transcriptWords(whole)
  const first = words.findIndex(({ from }) => from >= (suggested?.from ?? 0))
  const last = words.findLastIndex(({ to }) => to <= (suggested?.to ?? 0))
  return { score, suggested: suggested && (score([{ first, last }])?.score ?? null) }
}

/** Without it the words and the picture are scored alone. */
async function levelsAt(address: string | null): Promise<Float32Array | undefined> {
  if (!address) return undefined
  const answer = await fetch(address).catch(() => null)
  const bytes = answer?.ok ? await answer.arrayBuffer().catch(() => null) : null
  return bytes && bytes.byteLength % 4 === 0 ? new Float32Array(bytes) : undefined
}
