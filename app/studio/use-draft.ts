import { useEffect, useState } from 'react'
import { connectStyle, type StyleConnection } from '#collab/connect-style.ts'
import type { StyleId, UserId } from '#core/ids.ts'
import type { CompiledStyle, StyleFault } from '#core/written-style.ts'
import { sayOf, useTRPCClient } from '../trpc/client.tsx'

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
export type DraftState = { style: CompiledStyle | null; faults: StyleFault[]; compiling: boolean }

/** Ms of rest after which what was typed is compiled. */
const REST_MS = 350

export function useCompiled(styleId: StyleId, connection: StyleConnection | null): DraftState {
  const client = useTRPCClient()
  const [state, setState] = useState<DraftState>({ style: null, faults: [], compiling: true })
  useEffect(() => {
    if (!connection) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let newest = 0
    const compile = async () => {
      const mine = ++newest
      const source = connection.text.toString()
      if (source === '') return
      setState((now) => ({ ...now, compiling: true }))
      const done = await client.styles.compile
        .mutate({ styleId, source })
        .catch((error: unknown) => ({
          ok: false as const,
          faults: [{ say: sayOf(error), line: null }],
        }))
      if (mine !== newest) return
      setState((now) =>
        done.ok
          ? {
              // The same code keeps what runs it.
              style: now.style?.code === done.style.code ? now.style : done.style,
              faults: [],
              compiling: false,
            }
          : { ...now, faults: done.faults, compiling: false },
      )
    }
    const soon = () => {
      clearTimeout(timer)
      timer = setTimeout(compile, REST_MS)
    }
    connection.text.observe(soon)
    soon()
    return () => {
      newest = -1
      clearTimeout(timer)
      connection.text.unobserve(soon)
    }
  }, [client, styleId, connection])
  return state
}
