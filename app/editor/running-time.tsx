import { useEffect, useRef } from 'react'
import { sayTenths } from './timeline-view.ts'
import { useRoom } from './use-room.tsx'

/**
 * Where the playhead is, written straight into the page with each frame: time passing renders nothing.
 * Its box has a size of its own, or each digit would lay the whole page out anew.
 */
export function RunningTime({ className }: { className?: string }) {
  const { room } = useRoom()
  const text = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    let wide = 0
    return room.playhead.subscribe((at) => {
      const box = text.current
      const letters = box?.firstChild as Text | null | undefined
      if (!box || !letters) return
      const said = sayTenths(at)
      // The same text, other letters: a new one each time would be swept up after a scrub's every step.
      letters.data = said
      if (said.length === wide) return
      wide = said.length
      const digits = said.replace(/\D/g, '').length
      box.style.width = `${digits + (wide - digits) * NARROW}ch`
    })
  }, [room])
  return (
    <span
      ref={text}
      className={`tabular inline-block h-[1lh] align-bottom contain-strict ${className ?? ''}`}
    >
      {START}
    </span>
  )
}

/** React keeps this text, for it never asks for another. */
const START = sayTenths(0)

/** How wide a colon or a point is, in digits; a little more than they are. */
const NARROW = 0.5
