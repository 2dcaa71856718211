import { parentPort } from 'node:worker_threads'

/** What a task says on its way, besides its answer. */
export type ThreadProgress = { percent: number }

/** From within a task of inWorkerThread: how far it is, percent. */
export const tellProgress = (percent: number): void =>
  parentPort?.postMessage({ percent } satisfies ThreadProgress)
