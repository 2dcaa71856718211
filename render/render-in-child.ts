import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { AppError, type ErrorCode } from '#core/errors.ts'
import type { ClipLoudness } from '#core/loudness.ts'
import { sweepProfiles } from './browser-profile.ts'
import type { LoudnessOptions } from './clip-loudness.ts'
import type { Rendered, RenderOptions } from './render-clip.ts'
import type { RenderProgress } from './render-progress.ts'

/** What a child can be handed: everything but functions and signals. */
export type ChildRender = Omit<RenderOptions, 'signal' | 'onProgress' | 'browser'>

export type ChildLoudness = Omit<LoudnessOptions, 'signal'>

type Task = { type: 'render'; render: ChildRender } | { type: 'loudness'; of: ChildLoudness }
export type ToChild = Task | { type: 'stop' }
export type FromChild =
  | { type: 'progress'; progress: RenderProgress }
  | { type: 'done'; result: Rendered | ClipLoudness | null }
  | { type: 'failed'; code: ErrorCode | null; message: string; stack: string }

/** Grace between asking a render to stop and ending its whole process group. */
const STOP_MS = 3000
/** How long a child, and the browser it keeps warm, wait for the next render. */
const IDLE_MS = 60_000

const idle = new Map<ChildProcess, NodeJS.Timeout>()

/**
 * Renders in a process of its own: what burns the processor never holds up the people editing, and
 * stopping it leaves nothing behind. A child stays a minute for the next render, its browser warm.
 */
export async function renderInChild(options: RenderOptions): Promise<Rendered> {
  const { signal, onProgress, browser: _, ...render } = options
  return (await inChild({ type: 'render', render }, signal, onProgress)) as Rendered
}

/** Measures a clip's sound there as well: mixing it is work for a processor. */
export function loudnessInChild(options: LoudnessOptions): Promise<ClipLoudness | null> {
  const { signal, ...of } = options
  const measure = async () =>
    (await inChild({ type: 'loudness', of }, signal)) as ClipLoudness | null
  const measured = measuring.then(measure, measure)
  measuring = measured.catch(() => {})
  return measured
}
/** Somebody trying out sliders asks often: one at a time, and who gave up in the meantime is passed over. */
let measuring: Promise<unknown> = Promise.resolve()

async function inChild(
  task: Task,
  signal: AbortSignal | undefined,
  onProgress?: (progress: RenderProgress) => void,
): Promise<unknown> {
  if (signal?.aborted) throw new AppError('job.cancelled', { cause: signal.reason })
  const child = takeChild()
  let kill: NodeJS.Timeout | undefined
  const stop = () => {
    send(child, { type: 'stop' })
    kill = setTimeout(() => endGroup(child), STOP_MS)
  }
  signal?.addEventListener('abort', stop, { once: true })
  try {
    const result = await new Promise<unknown>((resolve, reject) => {
      const settled = (act: () => void) => {
        child.off('message', hear).off('exit', lose).off('error', fail)
        act()
      }
      const hear = (message: FromChild) => {
        if (message.type === 'progress') return onProgress?.(message.progress)
        settled(() =>
          message.type === 'done' ? resolve(message.result) : reject(failure(message)),
        )
      }
      const fail = (error: Error) =>
        settled(() => reject(new AppError('render.failed', { cause: error })))
      const lose = (code: number | null, killedBy: string | null) =>
        fail(new Error(`the rendering process ended: ${killedBy ?? `exit ${code}`}`))
      child.on('message', hear).on('exit', lose).on('error', fail)
      send(child, task)
    })
    keepChild(child)
    return result
  } catch (error) {
    // Whatever went wrong may have hurt it: the next render starts with a fresh one.
    endGroup(child)
    throw signal?.aborted ? new AppError('job.cancelled', { cause: error }) : error
  } finally {
    clearTimeout(kill)
    signal?.removeEventListener('abort', stop)
  }
}

/** Ends the children that wait for work. Without this they end by themselves, or with this process. */
export function endIdleRenderChildren(): void {
  for (const child of idle.keys()) endGroup(child)
}

function takeChild(): ChildProcess {
  const [waiting] = idle
  if (waiting) {
    const [child, timer] = waiting
    idle.delete(child)
    clearTimeout(timer)
    child.ref()
    child.channel?.ref()
    if (child.connected) return child
  }
  sweep()
  const require = createRequire(import.meta.url)
  const child = fork(fileURLToPath(new URL('./render-child.ts', import.meta.url)), [], {
    // Not every process that renders was itself started with the loader that reads TypeScript.
    execArgv: ['--import', pathToFileURL(require.resolve('tsx')).href],
    // Sets and undefined values pass as they are.
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // A group of its own, so that it can be ended with all it started.
    detached: true,
  })
  // A process that is killed, with the browser it kept, cannot tidy up after itself.
  return child.once('exit', sweep)
}

const sweep = () => void sweepProfiles().catch(() => {})

function keepChild(child: ChildProcess) {
  const timer = setTimeout(() => endGroup(child), IDLE_MS)
  timer.unref()
  idle.set(child, timer)
  child.once('exit', () => idle.delete(child))
  // Waiting for work is no reason to keep this process alive.
  child.unref()
  child.channel?.unref()
}

function endGroup(child: ChildProcess) {
  clearTimeout(idle.get(child))
  idle.delete(child)
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Ended by itself between the question and the deed.
    child.kill('SIGKILL')
  }
}

const send = (child: ChildProcess, message: ToChild) => {
  // A child that is gone is told of by 'exit'.
  if (child.connected) child.send(message, () => {})
}

function failure({ code, message, stack }: Extract<FromChild, { type: 'failed' }>): Error {
  const cause = new Error(message)
  cause.stack = stack
  return code ? new AppError(code, { detail: message, cause }) : cause
}
