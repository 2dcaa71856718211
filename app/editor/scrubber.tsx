import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react'
import { useClip, useRoom } from './use-room.tsx'

/** The clip's time as one bar, where there is no timeline. */
export function Scrubber() {
  const { room } = useRoom()
  const { playhead, transport } = room
  const length = useClip((view) => view.length)
  const bar = useRef<HTMLDivElement>(null)
  const done = useRef<HTMLDivElement>(null)
  useEffect(
    () =>
      playhead.subscribe((at) => {
        const share = length > 0 ? Math.min(1, at / length) : 0
        if (done.current) done.current.style.transform = `scaleX(${share})`
        bar.current?.setAttribute('aria-valuenow', String(Math.round(at)))
        bar.current?.setAttribute('aria-valuetext', `${(at / 1000).toFixed(1)} seconds`)
      }),
    [playhead, length],
  )
  const go = (x: number) => {
    const box = bar.current?.getBoundingClientRect()
    if (box) transport.seek(((x - box.left) / box.width) * length)
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    transport.pause()
    go(event.clientX)
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) go(event.clientX)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const to = {
      Home: 0,
      End: length,
      PageUp: playhead.get() - 5000,
      PageDown: playhead.get() + 5000,
    }
    const at = to[event.key as keyof typeof to]
    if (at === undefined) return
    event.preventDefault()
    transport.seek(at)
  }
  return (
    <div
      ref={bar}
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-valuemin={0}
      aria-valuemax={Math.round(length)}
      aria-valuenow={0}
      className="group mx-3 flex h-7 shrink-0 cursor-pointer touch-none items-center"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    >
      <div className="h-1 w-full overflow-hidden rounded-full bg-line">
        <div ref={done} className="h-full origin-left bg-mark" />
      </div>
    </div>
  )
}
