import { useEffect, useState } from 'react'
import { toSourceTime } from '#core/cut-list.ts'
import { useClip, useRoom } from './use-room.tsx'

/** The least time between two looks while the clip plays, ms. */
const CALM_MS = 250

/** Which moment of the source is on the stage, ms. While it plays it is told only now and then. */
export function useMoment(): number {
  const { room } = useRoom()
  const cuts = useClip((view) => view.cuts)
  const [at, setAt] = useState(() => toSourceTime(cuts, room.playhead.get()))
  useEffect(() => {
    let last = 0
    let timer = 0
    const look = () => {
      last = performance.now()
      setAt(toSourceTime(cuts, room.playhead.get()))
    }
    const stop = room.playhead.subscribe(() => {
      window.clearTimeout(timer)
      const { playing } = room.transport.state.getState()
      const wait = playing ? last + CALM_MS - performance.now() : 0
      if (wait <= 0) look()
      else timer = window.setTimeout(look, wait)
    })
    return () => {
      stop()
      window.clearTimeout(timer)
    }
  }, [room, cuts])
  return at
}
