import type { MomentOptions, MomentSignals, TopicSpan } from '#core/moments/moments.ts'
import type { Suggestion } from '#core/suggestion.ts'
import type { Transcript } from '#core/transcript.ts'

/** The suggestion algorithm, run where it cannot hold up the documents people are editing. */
export type Moments = {
  find(
    transcript: Transcript,
    options: MomentOptions & MomentSignals,
    signal: AbortSignal,
  ): Promise<{ suggestions: Suggestion[]; topics: TopicSpan[]; notes: string[] }>
}
