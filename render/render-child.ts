import { writeFileSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { AppError } from '#core/errors.ts'
import type { ClipLoudness } from '#core/loudness.ts'
import { clipLoudness } from './clip-loudness.ts'
import { type DrawingBrowser, launchDrawingBrowser } from './drawing-browser.ts'
import { type Rendered, renderClip } from './render-clip.ts'
import type { ChildRender, FromChild, ToChild } from './render-in-child.ts'

/** The process behind renderInChild: one task at a time, one browser kept warm between renders. */
let browser: DrawingBrowser | undefined
let running: AbortController | undefined

// People who edit come before files that are being made.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
// A process group of its own is a session of its own, and Linux shares the processor between sessions
// first: within this one alone the priority above would count.
try {
  writeFileSync('/proc/self/autogroup', String(constants.priority.PRIORITY_BELOW_NORMAL))
} catch {
  // Another system, or one that does not share by session.
}

process.on('message', (message: ToChild) => {
  if (message.type === 'stop') running?.abort()
  else if (message.type === 'loudness')
    void work((signal) => clipLoudness({ ...message.of, signal }))
  else
    void work(async (signal) =>
      renderClip({
        ...message.render,
        browser: await warmBrowser(message.render),
        signal,
        onProgress: (progress) => tell({ type: 'progress', progress }),
      }),
    )
})

// Whoever asked is gone, and with them the reason to go on.
process.on('disconnect', () => process.exit(0))

async function work(task: (signal: AbortSignal) => Promise<Rendered | ClipLoudness | null>) {
  running = new AbortController()
  try {
    tell({ type: 'done', result: await task(running.signal) })
  } catch (error) {
    const known = error instanceof AppError
    tell({
      type: 'failed',
      code: known ? error.code : null,
      message: error instanceof Error ? error.message : String(error),
      stack: withCauses(error),
    })
  } finally {
    running = undefined
  }
}

async function warmBrowser({ tools, executor }: ChildRender): Promise<DrawingBrowser | undefined> {
  if (executor !== undefined && executor !== 'local') return undefined
  if (!browser) {
    browser = await launchDrawingBrowser(tools)
    void browser.gone.then(() => {
      browser = undefined
    })
  }
  return browser
}

/** An error with all its causes: what a log needs to tell what really happened. */
const withCauses = (error: unknown): string =>
  error instanceof Error
    ? [error.stack ?? error.message, error.cause === undefined ? '' : withCauses(error.cause)]
        .filter(Boolean)
        .join('\ncaused by ')
    : String(error)

const tell = (message: FromChild) => {
  if (process.connected) process.send?.(message)
}
