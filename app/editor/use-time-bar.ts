import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react'
import type { Playhead } from './playhead.ts'
import type { Transport } from './transport.ts'

/** A bar that is the whole of a clip's time: it shows the playhead and takes it along. `length` in ms. */
export function useTimeBar({
  playhead,
  transport,
  length,
}: {
  playhead: Playhead
  transport: Transport
  length: number
}) {
  const bar = useRef<HTMLDivElement>(null)
  const done = useRef<HTMLDivElement>(null)
  const knob = useRef<HTMLDivElement>(null)
  useEffect(
    () =>
      playhead.subscribe((at) => {
        const share = length > 0 ? Math.min(1, at / length) : 0
        if (done.current) done.current.style.transform = `scaleX(${share})`
        if (knob.current) knob.current.style.left = `${share * 100}%`
        bar.current?.setAttribute('aria-valuenow', String(Math.round(at)))
        bar.current?.setAttribute('aria-valuetext', `${(at / 1000).toFixed(1)} seconds`)
      }),
    [playhead, length],
  )
  const go = (x: number) => {
    const box = bar.current?.getBoundingClientRect()
    if (box) transport.seek(((x - box.left) / box.width) * length)
  }
  const listeners = {
    onPointerDown(event: PointerEvent<HTMLDivElement>) {
      event.currentTarget.setPointerCapture(event.pointerId)
      transport.pause()
      go(event.clientX)
    },
    onPointerMove(event: PointerEvent<HTMLDivElement>) {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) go(event.clientX)
    },
    onKeyDown(event: KeyboardEvent) {
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
    },
  }
  return { bar, done, knob, listeners }
}
