import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { LRUCache } from 'lru-cache'
import { AppError } from '#core/errors.ts'
import type { Compiled } from './compile-style.ts'

const require = createRequire(import.meta.url)

export type Compiler = {
  /** As compileStyle, in a thread of its own; what was compiled lately is answered at once. */
  compile(source: string): Promise<Compiled>
  close(): Promise<void>
}

/** A source that takes longer is refused, ms; the first one waits for the compiler itself to be read. */
const LONGEST_MS = 20_000
/** How long the thread waits for the next source. It holds the compiler, some 100 MB. */
const IDLE_MS = 5 * 60_000
/** Answers that are kept: everybody who opens a review of a clip asks for the same few. */
const KEPT = 32

/** Compiles written styles where nobody who edits waits for it. */
export function openCompiler(): Compiler {
  let worker: Worker | null = null
  let idle: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()

  const end = async () => {
    clearTimeout(idle)
    const ended = worker
    worker = null
    await ended?.terminate()
  }
  const started = () => {
    worker ??= new Worker(new URL('./compile-thread.ts', import.meta.url), {
      execArgv: ['--import', pathToFileURL(require.resolve('tsx')).href],
    })
    worker.unref()
    return worker
  }
  const one = (source: string) =>
    new Promise<Compiled>((resolve, reject) => {
      clearTimeout(idle)
      const thread = started()
      const over = (act: () => void) => {
        clearTimeout(late)
        // Those of the thread itself stay: without them it is heard no more.
        thread.off('message', hear).off('error', lost).off('exit', left)
        idle = setTimeout(() => void end(), IDLE_MS)
        idle.unref()
        act()
      }
      const lost = (cause: unknown) =>
        over(() => {
          void end()
          reject(new AppError('style.invalid', { cause }))
        })
      const late = setTimeout(() => lost(new Error('compiling took too long')), LONGEST_MS)
      const hear = (answer: Compiled | { failed: string }) =>
        'failed' in answer ? lost(new Error(answer.failed)) : over(() => resolve(answer))
      const left = () => lost(new Error('the compiling thread ended'))
      thread.on('message', hear).on('error', lost).on('exit', left)
      thread.postMessage(source)
    })
  const known = new LRUCache<string, Compiled>({ max: KEPT })
  return {
    // One at a time: answers come in the order of what was asked.
    compile(source) {
      const compiled = last.then(async () => {
        const answer = known.get(source) ?? (await one(source))
        known.set(source, answer)
        return answer
      })
      last = compiled.catch(() => {})
      return compiled
    },
    close: end,
  }
}
