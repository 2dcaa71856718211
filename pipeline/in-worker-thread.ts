import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { AppError, type ErrorCode } from '#core/errors.ts'
import type { ThreadProgress } from './thread-progress.ts'

const require = createRequire(import.meta.url)

export type ThreadAnswer =
  | { ok: true; value: unknown }
  | { ok: false; code: ErrorCode | null; message: string; stack: string | undefined }

/**
 * Calls an exported function in a thread of its own, so that what burns the processor never holds up
 * the documents people are editing. `module` is a file's URL; arguments and result are copied.
 */
export async function inWorkerThread<Args extends unknown[], Output>(
  task: { module: string; name: string },
  args: Args,
  signal: AbortSignal,
  onProgress?: (percent: number) => void,
): Promise<Output> {
  signal.throwIfAborted()
  const worker = new Worker(new URL('./thread-entry.ts', import.meta.url), {
    workerData: { ...task, args },
    // Threads do not inherit the loader that reads TypeScript where a test runner started us.
    execArgv: ['--import', pathToFileURL(require.resolve('tsx')).href],
  })
  const stop = () => void worker.terminate()
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await new Promise<Output>((resolve, reject) => {
      worker.on('message', (answer: ThreadAnswer | ThreadProgress) => {
        if ('percent' in answer) return onProgress?.(answer.percent)
        if (answer.ok) return resolve(answer.value as Output)
        const cause = new Error(answer.message)
        if (answer.stack) cause.stack = answer.stack
        reject(answer.code ? new AppError(answer.code, { detail: answer.message, cause }) : cause)
      })
      worker.once('error', reject)
      worker.once('exit', () =>
        reject(
          signal.aborted
            ? new AppError('job.cancelled', { cause: signal.reason })
            : new Error(`the thread of ${task.name} ended without an answer`),
        ),
      )
    })
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
