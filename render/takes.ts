import { type Cut, sourceFrame } from '#core/cut-list.ts'
import type { Seam } from '#core/seam.ts'
import { FPS } from '#core/time.ts'
import type { TransitionKind } from '#core/transition.ts'

/** A stretch of the source that plays without a break, in frames of the film's own rate. */
export type Take = {
  source: number
  frames: number
  /**
   * The picture it takes over from while it plays: of the source, as many frames from there on. Both
   * may reach beyond what the clip plays of them, and before the source's first frame.
   */
  over?: { source: number; kind: TransitionKind }
}

/**
 * A clip's cuts on the grid of the film's rate. Cuts are listed in thirtieths of a second; at another
 * rate each edge falls on the frame nearest to it, counted from the clip's start, so none drifts. A
 * transition is a take of its own: whatever is done with takes, it stays whole.
 */
export function takesOf(cuts: Cut[], rate: number, seams: Seam[] = []): Take[] {
  const at = (frame: number) => framesAt(frame, rate)
  // At few frames a second a short one may fall on a single frame, which shows neither side.
  const seen = seams.filter(({ from, frames }) => at(from + frames) - at(from) >= 2)
  const into = new Map(seen.map((seam) => [seam.cut, seam]))
  return cuts
    .flatMap((cut, i): Take[] => {
      const [here, next] = [into.get(i), into.get(i + 1)]
      const before = cuts[i - 1]
      const source = (one: Cut, frame: number) => at(sourceFrame(one)) + frame - at(one.start)
      const [start, end] = [at(cut.start), at(cut.start + cut.frames)]
      const from = here ? at(here.from + here.frames) : start
      const to = next ? at(next.from) : end
      const rest: Take = { source: source(cut, from), frames: to - from }
      if (!here || !before) return [rest]
      const over = { source: source(before, at(here.from)), kind: here.kind }
      return [{ source: source(cut, at(here.from)), frames: from - at(here.from), over }, rest]
    })
    .filter((take) => take.frames > 0)
}

/** Frames of the film for as many thirtieths of a second. */
export const framesAt = (frames: number, rate: number): number => Math.round((frames * rate) / FPS)

export const framesOf = (takes: Take[]): number => takes.reduce((sum, take) => sum + take.frames, 0)

/** The takes of a stretch of the film that begins and ends between takes, as cards do. */
export function takesBetween(takes: Take[], from: number, to: number): Take[] {
  let at = 0
  return takes.filter((take) => {
    const start = at
    at += take.frames
    return start >= from && at <= to
  })
}
