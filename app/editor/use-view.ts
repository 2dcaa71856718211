import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { contentWidth, HEAD_PX, type TimelineView } from './timeline-view.ts'
import { useRoom } from './use-room.tsx'

type Picked = TimelineView & { fitted: boolean; contentWidth: number }

export const useView = <T>(pick: (view: Picked) => T): T =>
  useStore(
    useRoom().room.view.state,
    useShallow((view) => pick({ ...view, contentWidth: contentWidth(view) })),
  )

/** Where a clip time lies in the lanes, px from their beginning. */
export const placeAt = (pxPerMs: number, ms: number) => HEAD_PX + ms * pxPerMs
export const timeAt = (pxPerMs: number, x: number) => (x - HEAD_PX) / pxPerMs

/** Px that are drawn beyond what is seen, and how far one scrolls before they are drawn anew. */
const STEP = 400

/** The stretch of the clip to draw, ms; it changes in steps, so that scrolling draws little. */
export function useWindow(): { pxPerMs: number; from: number; to: number } {
  return useView(({ pxPerMs, at, width }) => {
    const left = Math.floor((at * pxPerMs) / STEP) * STEP
    return {
      pxPerMs,
      from: timeAt(pxPerMs, left - STEP),
      to: timeAt(pxPerMs, left + width + 2 * STEP),
    }
  })
}
