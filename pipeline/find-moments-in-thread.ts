import type { MomentOptions, MomentSignals } from '#core/moments/moments.ts'
import type { Shortlist } from '#core/moments/shortlist.ts'
import type { Transcript } from '#core/transcript.ts'
import { inWorkerThread } from './in-worker-thread.ts'
import type { Moments } from './moments.ts'

const task = {
  module: new URL('../core/moments/find-moments.ts', import.meta.url).href,
  name: 'findMoments',
}

/** The suggestion algorithm in a thread of its own: a long talk takes a second of pure reckoning. */
export const momentsInThread: Moments = {
  reader: null,
  find: (transcript, options, signal) =>
    inWorkerThread<
      [Transcript, MomentOptions & MomentSignals],
      Awaited<ReturnType<Moments['find']>>
    >(task, [transcript, options], signal),
}

const listing = {
  module: new URL('../core/moments/shortlist.ts', import.meta.url).href,
  name: 'shortlist',
}

/** What a reader is shown, reckoned in a thread of its own. */
export const shortlistInThread = (
  transcript: Transcript,
  options: MomentOptions & MomentSignals,
  most: number,
  signal: AbortSignal,
) =>
  inWorkerThread<[Transcript, MomentOptions & MomentSignals, number], Shortlist>(
    listing,
    [transcript, options, most],
    signal,
  )
