import { type Cut, clipLength, toClipTime, toSourceTime } from '#core/cut-list.ts'
import { fromFrame } from '#core/time.ts'

/** Where a source time plays, or, where it is cut out, where the clip goes on after it. */
export function nearestClipTime(cuts: Cut[], source: number): number {
  const at = toClipTime(cuts, source)
  if (at !== null) return at
  const next = cuts.find((cut) => cut.from >= source)
  return next ? fromFrame(next.start) : clipLength(cuts)
}

/** The same moment of the source after an edit, so that the picture stays while time closes up. */
export function samePlace(before: Cut[], after: Cut[], at: number): number {
  if (before.length === 0) return 0
  return nearestClipTime(after, toSourceTime(before, at))
}
