import type { MomentOptions, MomentSignals, TopicSpan } from '#core/moments/moments.ts'
import type { Suggestion } from '#core/suggestion.ts'
import type { Transcript } from '#core/transcript.ts'

/** The suggestion algorithm, run where it cannot hold up the documents people are editing. */
export type Moments = {
  /** Who reads what was found; null: nobody, the words alone decide. */
  reader: { leaves: boolean } | null
  find(
    transcript: Transcript,
    options: MomentOptions &
      MomentSignals & {
        /** Why the reader is not to be asked. Left out: it is. */
        unread?: string | undefined
      },
    signal: AbortSignal,
  ): Promise<{ suggestions: Suggestion[]; topics: TopicSpan[]; notes: string[] }>
}
