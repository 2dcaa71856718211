import type { ChildProcess } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { type Ending, openEnding } from './ending.ts'

type Answer = {
  id?: number
  method?: string
  params?: unknown
  sessionId?: string
  result?: unknown
  error?: { message: string }
}

/** Messages to and from a browser started with `--remote-debugging-pipe`. */
export type BrowserPipe = {
  send: <T>(method: string, params?: object, sessionId?: string) => Promise<T>
  /** Calls `handle` with the params of each such event of a session; null: of the browser itself. */
  on: (sessionId: string | null, method: string, handle: (params: unknown) => void) => void
  /** Forgets a session and whoever listens to it. */
  forget: (sessionId: string) => void
  /** What comes of `work`, unless the browser ends first. */
  orGone: Ending['orEnded']
}

/**
 * Speaks the DevTools protocol over the browser's file descriptors 3 and 4. No port is opened, so
 * nobody else on the machine or the network can reach the browser.
 */
export function openBrowserPipe(child: ChildProcess): BrowserPipe {
  const toBrowser = child.stdio[3] as Writable
  const fromBrowser = child.stdio[4] as Readable
  const waiting = new Map<
    number,
    { resolve: (result: unknown) => void; reject: (error: Error) => void; method: string }
  >()
  const sessions = new Map<string | null, Map<string, (params: unknown) => void>>()
  let nextId = 1
  let gone: Error | null = null
  const ending = openEnding()

  // A message may be megabytes and come in many pieces: they are joined once, at its end.
  let pieces: Buffer[] = []
  fromBrowser.on('data', (chunk: Buffer) => {
    let rest = chunk
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      pieces.push(rest.subarray(0, end))
      take(JSON.parse(Buffer.concat(pieces).toString('utf8')) as Answer)
      pieces = []
      rest = rest.subarray(end + 1)
    }
    if (rest.length > 0) pieces.push(rest)
  })

  function take(answer: Answer) {
    if (answer.id !== undefined) {
      const request = waiting.get(answer.id)
      waiting.delete(answer.id)
      if (answer.error) request?.reject(new Error(`${request.method}: ${answer.error.message}`))
      else request?.resolve(answer.result)
    } else if (answer.method) {
      sessions.get(answer.sessionId ?? null)?.get(answer.method)?.(answer.params)
    }
  }

  const lose = (why: string) => {
    gone ??= new Error(`The browser that draws is gone: ${why}`)
    ending.end(gone)
    for (const { reject } of waiting.values()) reject(gone)
    waiting.clear()
  }
  child.on('error', (error) => lose(error.message))
  child.on('exit', (code, signal) => lose(signal ?? `exit ${code}`))
  // Its end of a pipe closing while we write is told by 'exit'.
  toBrowser.on('error', () => {})
  fromBrowser.on('error', () => {})

  return {
    send: <T>(method: string, params: object = {}, sessionId?: string) =>
      new Promise<T>((resolve, reject) => {
        if (gone) return reject(gone)
        const id = nextId++
        waiting.set(id, { resolve: resolve as (result: unknown) => void, reject, method })
        toBrowser.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
      }),
    on: (sessionId, method, handle) => {
      const listeners = sessions.get(sessionId) ?? new Map<string, typeof handle>()
      sessions.set(sessionId, listeners.set(method, handle))
    },
    forget: (sessionId) => void sessions.delete(sessionId),
    orGone: ending.orEnded,
  }
}
