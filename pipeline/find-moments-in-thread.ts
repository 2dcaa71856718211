import type { MomentOptions, MomentSignals, TopicSpan } from '#core/moments/moments.ts'
import type { Suggestion } from '#core/suggestion.ts'
import type { Transcript } from '#core/transcript.ts'
import { inWorkerThread } from './in-worker-thread.ts'
import type { Moments } from './moments.ts'

type Found = { suggestions: Suggestion[]; topics: TopicSpan[]; notes?: string[] }

const task = {
  module: new URL('../core/moments/moments.ts', import.meta.url).href,
  name: 'findMoments',
}

/** The suggestion algorithm in a thread of its own: a long talk takes a second of pure reckoning. */
export const momentsInThread: Moments = {
  async find(transcript, { energy, scenes, ...options }, signal) {
    const found = await inWorkerThread<[Transcript, MomentOptions, MomentSignals], Found>(
      task,
      [transcript, options, { energy, scenes }],
      signal,
    )
    return { ...found, notes: found.notes ?? [] }
  },
}
