import { type NeighbourBounds, neighbourBounds } from '#core/moments/neighbour-bounds.ts'
import { type Ms, ms } from '#core/time.ts'

/** A stretch of the video that may have been moved by sentences. */
export type Bounds = { from: Ms; to: Ms }

/** What can be done to a stretch: a sentence more or less, at either end. */
export type BoundsStep = keyof NeighbourBounds

/** What a stretch becomes by each step, inside the video; null where there is no such sentence. */
export function boundsSteps(
  sentences: readonly Bounds[],
  bounds: Bounds,
  durationMs: number,
): NeighbourBounds {
  const inside = (next: Bounds | null) => {
    if (!next || next.from >= durationMs) return null
    const to = ms(Math.min(next.to, durationMs))
    // The last words of a transcript may lie after the end: that is nothing more to be had.
    return to === bounds.to && next.from === bounds.from ? null : { from: next.from, to }
  }
  const { longerBefore, shorterBefore, longerAfter, shorterAfter } = neighbourBounds(
    sentences,
    bounds,
  )
  return {
    longerBefore: inside(longerBefore),
    shorterBefore: inside(shorterBefore),
    longerAfter: inside(longerAfter),
    shorterAfter: inside(shorterAfter),
  }
}

/** How many sentences a stretch has more than another; fewer is below 0. */
export function sentencesMore(sentences: readonly Bounds[], now: Bounds, before: Bounds): number {
  const count = ({ from, to }: Bounds) =>
    sentences.filter((one) => (one.from + one.to) / 2 > from && (one.from + one.to) / 2 < to).length
  return count(now) - count(before)
}
