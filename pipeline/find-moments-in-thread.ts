import type { MomentOptions, MomentSignals } from '#core/moments/moments.ts'
import type { Transcript } from '#core/transcript.ts'
import { inWorkerThread } from './in-worker-thread.ts'
import type { Moments } from './moments.ts'

const task = {
  module: new URL('../core/moments/find-moments.ts', import.meta.url).href,
  name: 'findMoments',
}

/** The suggestion algorithm in a thread of its own: a long talk takes a second of pure reckoning. */
export const momentsInThread: Moments = {
  find: (transcript, options, signal) =>
    inWorkerThread<
      [Transcript, MomentOptions & MomentSignals],
      Awaited<ReturnType<Moments['find']>>
    >(task, [transcript, options], signal),
}
