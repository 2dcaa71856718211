import type { ClipProject } from '#core/clip-project.ts'
import { type Cut, toSourceTime } from '#core/cut-list.ts'
import { type GraphicOverlay, graphicsOf } from '#core/graphic.ts'
import { type OverlayOf, overlayTimes } from '#core/overlay.ts'
import { type Ms, ms } from '#core/time.ts'

/** A showing of something that lies on the picture: clip ms, and the row it is drawn in. */
export type OverlayBar = { overlay: GraphicOverlay; from: number; to: number; row: number }

/** More rows than this would leave no room for the stage; what is more lies in the last. */
const MOST_ROWS = 3

/** Every showing, in as few rows as they need: what is added later lies below. */
export function overlayBars(
  project: Pick<ClipProject, 'overlays'>,
  cuts: Cut[],
): { bars: OverlayBar[]; rows: number } {
  const ends: number[] = []
  const bars = graphicsOf(project).flatMap((overlay): OverlayBar[] => {
    const times =
      overlay.kind === 'progress'
        ? overlayTimes({ shown: 'all', shownMs: ms(0), from: ms(0), to: ms(0) }, cuts)
        : overlayTimes(overlay, cuts)
    const [first, last] = [times[0], times.at(-1)]
    if (!first || !last) return []
    const free = ends.findIndex((end) => end <= first.from)
    const row = free >= 0 ? free : Math.min(ends.length, MOST_ROWS - 1)
    ends[row] = Math.max(ends[row] ?? 0, last.to)
    return times.map(({ from, to }) => ({ overlay, from, to, row }))
  })
  return { bars, rows: Math.max(1, ends.length) }
}

/** The least an overlay is shown, ms. */
const SHORTEST = 200

type Shown = Pick<OverlayOf<'text'>, 'shown' | 'shownMs' | 'from' | 'to'>

/**
 * What is decided where a showing is dragged to new times of the clip. One that begins with the clip
 * or ends with it says so, and stays there however the clip is cut; any other is tied to the source.
 * Null where those times run backwards in the source: pieces were moved there.
 */
export function shownAt(
  { from, to }: { from: number; to: number },
  cuts: Cut[],
  length: number,
): Partial<Shown> | null {
  const end = Math.min(length, Math.max(to, from + SHORTEST))
  const start = Math.max(0, Math.min(from, end - SHORTEST))
  if (start <= 0 && end >= length) return { shown: 'all' }
  if (start <= 0) return { shown: 'first', shownMs: within(end) }
  if (end >= length) return { shown: 'last', shownMs: within(length - start) }
  const [a, b] = [toSourceTime(cuts, start), toSourceTime(cuts, end)]
  return a < b ? { shown: 'source', from: a, to: b } : null
}
const within = (length: number): Ms => ms(Math.min(60_000, Math.max(100, length)))
