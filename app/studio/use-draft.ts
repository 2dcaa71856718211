import { useEffect, useState } from 'react'
import { connectStyle, type StyleConnection } from '#collab/connect-style.ts'
import type { StyleId, UserId } from '#core/ids.ts'
import type { CompiledStyle, StyleFault } from '#core/written-style.ts'
import { isAnswer, useTRPCClient } from '../trpc/client.tsx'

/** The live draft while the page is open. */
export function useDraft(styleId: StyleId, userId: UserId): StyleConnection | null {
  const [connection, setConnection] = useState<StyleConnection | null>(null)
  useEffect(() => {
    const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/drafts`
    const opened = connectStyle({ styleId, userId, url })
    setConnection(opened)
    return () => {
      opened.destroy()
      setConnection(null)
    }
  }, [styleId, userId])
  return connection
}

/** What the draft is now: the newest source that compiled, and what is wrong with the newest one. */
export type DraftState = {
  style: CompiledStyle | null
  faults: StyleFault[]
  /** What has to come before that is known. */
  waiting: 'compiling' | 'server' | null
}

/** Null: the server did not answer. */
type Compile = (
  source: string,
) => Promise<{ ok: true; style: CompiledStyle } | { ok: false; faults: StyleFault[] } | null>

/** Ms of rest after which what was typed is compiled. */
const REST_MS = 350
/** Ms after which a server that did not answer is asked again, unless the connection is back before. */
const AGAIN_MS = 5_000

/** Compiles a draft whenever it rests, until what is returned is called. */
export function keepCompiled(
  { text, status }: { text: Observed; status: StyleConnection['status'] },
  compile: Compile,
  tell: (change: (now: DraftState) => DraftState) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let newest = 0
  let unanswered = false
  let hadText = false
  // Before the server told what there is, nothing is no empty file.
  const isKnown = () => hadText || !['connecting', 'offline'].includes(status.getState().state)
  const run = async () => {
    const mine = ++newest
    const source = text.toString()
    if (source.trim() === '') {
      unanswered = false
      if (isKnown())
        tell(() => ({
          style: null,
          faults: [{ say: 'The file is empty.', line: null }],
          waiting: null,
        }))
      return
    }
    hadText = true
    tell((now) => ({ ...now, waiting: unanswered ? 'server' : 'compiling' }))
    const done = await compile(source)
    if (mine !== newest) return
    unanswered = done === null
    if (done === null) {
      tell((now) => ({ ...now, faults: [], waiting: 'server' }))
      inA(AGAIN_MS)
    } else
      tell((now) =>
        done.ok
          ? {
              // The same code keeps what runs it.
              style: now.style?.code === done.style.code ? now.style : done.style,
              faults: [],
              waiting: null,
            }
          : { ...now, faults: done.faults, waiting: null },
      )
  }
  const inA = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(run, ms)
  }
  const soon = () => inA(REST_MS)
  text.observe(soon)
  const stop = status.subscribe(({ state }, before) => {
    if (state !== before.state && (unanswered || text.toString() === '')) soon()
  })
  soon()
  return () => {
    newest = -1
    clearTimeout(timer)
    stop()
    text.unobserve(soon)
  }
}

type Observed = {
  toString(): string
  observe(hear: () => void): void
  unobserve(hear: () => void): void
}

export function useCompiled(styleId: StyleId, connection: StyleConnection): DraftState {
  const client = useTRPCClient()
  const [state, setState] = useState<DraftState>({ style: null, faults: [], waiting: 'compiling' })
  useEffect(() => {
    const compile: Compile = async (source) => {
      try {
        return await client.styles.compile.mutate({ styleId, source })
      } catch (error) {
        // A server that is not there is asked again: no fault of the style.
        return isAnswer(error) ? { ok: false, faults: [{ say: error.message, line: null }] } : null
      }
    }
    return keepCompiled(connection, compile, setState)
  }, [client, styleId, connection])
  return state
}
