import { constants, platform, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '#core/errors.ts'
import type { ThreadAnswer } from './in-worker-thread.ts'

/** The other side of inWorkerThread: imports the asked module and calls the asked function. */
const { module, name, args } = workerData as { module: string; name: string; args: unknown[] }

// On Linux a priority is a thread's own; elsewhere it would be the whole process's.
if (platform() === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

async function answer(): Promise<ThreadAnswer> {
  try {
    const loaded = (await import(module)) as Record<string, (...args: unknown[]) => unknown>
    const task = loaded[name]
    if (!task) throw new Error(`${module} exports no ${name}`)
    return { ok: true, value: await task(...args) }
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    return { ok: false, code: error instanceof AppError ? error.code : null, message, stack }
  }
}

parentPort?.postMessage(await answer())
