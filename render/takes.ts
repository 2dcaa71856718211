import { type Cut, sourceFrame } from '#core/cut-list.ts'
import { FPS } from '#core/time.ts'

/** A stretch of the source that plays without a break, in frames of the film's own rate. */
export type Take = { source: number; frames: number }

/**
 * A clip's cuts on the grid of the film's rate. Cuts are listed in thirtieths of a second; at another
 * rate each edge falls on the frame nearest to it, counted from the clip's start, so none drifts.
 */
export function takesOf(cuts: Cut[], rate: number): Take[] {
  const at = (frame: number) => Math.round((frame * rate) / FPS)
  return cuts
    .map((cut) => ({
      source: at(sourceFrame(cut)),
      frames: at(cut.start + cut.frames) - at(cut.start),
    }))
    .filter((take) => take.frames > 0)
}

export const framesOf = (takes: Take[]): number => takes.reduce((sum, take) => sum + take.frames, 0)
