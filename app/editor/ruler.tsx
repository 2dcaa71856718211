import { type RefObject, useMemo } from 'react'
import { rulerTicks } from './timeline-view.ts'
import { useScrub } from './use-scrub.ts'
import { placeAt, useView, useWindow } from './use-view.ts'

/** Times of the clip. A press or a drag on it moves the playhead. */
export function Ruler({ content }: { content: RefObject<HTMLDivElement | null> }) {
  const { pxPerMs, from, to } = useWindow()
  const length = useView((view) => view.length)
  const scrub = useScrub(content)
  const ticks = useMemo(
    () =>
      rulerTicks({
        pxPerMs,
        at: Math.max(0, from),
        width: (to - Math.max(0, from)) * pxPerMs,
        length,
      }),
    [pxPerMs, from, to, length],
  )
  return (
    <div
      className="relative h-[23px] cursor-ew-resize touch-none border-line border-b bg-panel"
      aria-hidden
      onPointerDown={scrub}
    >
      {ticks.map(({ ms, label }) => (
        <span
          key={ms}
          className={`absolute bottom-0 border-line border-l ${label ? 'h-2.5 border-edge' : 'h-1.5'}`}
          style={{ left: placeAt(pxPerMs, ms) }}
        >
          {label && (
            <span className="tabular absolute bottom-1 left-1.5 text-11 text-3 leading-none">
              {label}
            </span>
          )}
        </span>
      ))}
    </div>
  )
}
