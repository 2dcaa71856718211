import { useEffect, useMemo, useRef, useState } from 'react'
import type { HeardWord } from '#core/cut-list.ts'
import type { ClipScore, WordSpan } from '#core/moments/score-of-clip.ts'
import { whenIdle } from '../components/when-idle.ts'
import type { ScoreAnswer, ScoreAsk, ScoredTalk } from './score-worker.ts'
import { useClip } from './use-room.tsx'
import { wordIndex } from './word-index.ts'

/** How long nobody edits before the score is worked out, ms. */
const REST_MS = 150
/** The longest that the first score waits for an idle moment, ms. */
const IDLE_MS = 3000

export type LiveScore = {
  score: ClipScore
  /** Points gained or lost since the clip last rested; 0 at first. */
  change: number
  /** Points gained or lost since it was suggested; null: nobody suggested it. */
  sinceSuggested: number | null
  /** Edited since: the number is still the old one. */
  stale: boolean
}

/**
 * The score of the clip as it is now. Null until it is first known, and where there are no words.
 * `talk` is read once: it has to be the same object from one drawing to the next.
 */
export function useLiveScore(talk: ScoredTalk | null): LiveScore | null {
  const heard = useClip((view) => view.heard)
  const kept = useMemo(() => spansOf(heard), [heard])
  const worker = useRef<Worker | null>(null)
  const question = useRef(0)
  const [live, setLive] = useState<LiveScore | null>(null)

  const [ready, setReady] = useState(false)
  // The page comes first: reading a whole talk for its score would take a core from it.
  useEffect(() => whenIdle(() => setReady(true), IDLE_MS), [])
  useEffect(() => {
    if (!talk || !ready) return
    const made = new Worker(new URL('./score-worker.ts', import.meta.url), { type: 'module' })
    worker.current = made
    made.onmessage = ({ data }: MessageEvent<ScoreAnswer>) => {
      // An answer to what was asked before the last edit comes too late.
      if (data.question !== question.current || !data.score) return
      const { score, suggested } = data
      setLive((before) => ({
        score,
        change: before ? points(before.score.score, score.score) : 0,
        sinceSuggested: suggested === null ? null : points(suggested, score.score),
        stale: false,
      }))
    }
    made.postMessage(talk satisfies ScoreAsk)
    return () => {
      worker.current = null
      made.terminate()
    }
  }, [talk, ready])

  useEffect(() => {
    if (!ready) return
    setLive((before) => before && { ...before, stale: true })
    const rest = setTimeout(() => {
      question.current++
      worker.current?.postMessage({ question: question.current, kept } satisfies ScoreAsk)
    }, REST_MS)
    return () => clearTimeout(rest)
  }, [kept, ready])
  return live
}

const points = (before: number, after: number) => Math.round(after) - Math.round(before)

/** Heard words as stretches of the transcript, in playing order. */
export function spansOf(heard: readonly Pick<HeardWord, 'id'>[]): WordSpan[] {
  const spans: WordSpan[] = []
  for (const { id } of heard) {
    const word = wordIndex(id)
    const open = spans.at(-1)
    if (open && open.last + 1 === word) open.last = word
    else spans.push({ first: word, last: word })
  }
  return spans
}
