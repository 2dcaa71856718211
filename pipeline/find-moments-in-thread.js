import { inWorkerThread } from './in-worker-thread.ts';
const task = {
    module: new URL('../core/moments/find-moments.ts', import.meta.url).href,
    name: 'findMoments',
};
/** The suggestion algorithm in a thread of its own: a long talk takes a second of pure reckoning. */
export const momentsInThread = {
    find: (transcript, options, signal) => inWorkerThread(task, [transcript, options], signal),
};
