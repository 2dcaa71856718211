import { type FoundMoments, findMoments as find } from '#core/moments/find-moments.ts'
import type { MomentOptions, MomentSignals } from '#core/moments/moments.ts'
import type { Transcript } from '#core/transcript.ts'

/** What a thread is asked: it takes one value. */
export type MomentsTask = { transcript: Transcript; options: MomentOptions & MomentSignals }

/** The side of `momentsInThread` that runs in the thread. */
export const findMoments = ({ transcript, options }: MomentsTask): FoundMoments =>
  find(transcript, options)
