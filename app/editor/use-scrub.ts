import type { PointerEvent, RefObject } from 'react'
import { useRoom } from './use-room.tsx'
import { timeAt } from './use-view.ts'

/** A press that takes the playhead along until it is let go. */
export function useScrub(content: RefObject<HTMLDivElement | null>) {
  const { room } = useRoom()
  return (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    const target = event.currentTarget
    target.setPointerCapture(event.pointerId)
    const wasPlaying = room.transport.state.getState().playing
    room.transport.pause()
    const scrolled = () => {
      const { at, pxPerMs } = room.view.state.getState()
      return at * pxPerMs
    }
    // Asked once: to ask for it again with each move lays the page out in the middle of a frame.
    const left = (content.current?.getBoundingClientRect().left ?? 0) + scrolled()
    const go = (x: number) =>
      room.transport.seek(timeAt(room.view.state.getState().pxPerMs, x - left + scrolled()))
    // Straight away: the browser tells of a moved pointer once a frame, before that frame is drawn, and
    // the line under it moves in the same one. The picture follows when it can.
    const move = (to: globalThis.PointerEvent) => go(to.clientX)
    const up = (to: globalThis.PointerEvent) => {
      target.removeEventListener('pointermove', move)
      target.removeEventListener('pointerup', up)
      target.removeEventListener('pointercancel', up)
      if (to.type === 'pointerup') go(to.clientX)
      if (wasPlaying) room.transport.play()
    }
    go(event.clientX)
    target.addEventListener('pointermove', move)
    target.addEventListener('pointerup', up)
    target.addEventListener('pointercancel', up)
  }
}
