import { type Cut, sourceFrame } from '#core/cut-list.ts'
import { FPS } from '#core/time.ts'

/** A stretch of the source that one pass over the file can play, in frames of the output's rate. */
export type SourceRun = {
  /** Where reading starts, counted from the source's beginning. */
  seek: number
  /** What is taken, counted from `seek`. */
  takes: { start: number; frames: number }[]
}

/**
 * Read on from one cut to the next where they lie this close. Decoding what is cut out costs less
 * than finding the next keyframe from a new start.
 */
const READ_ON = 8 * FPS
/** Reading starts early, so that the first frame is the one on screen at that time and not the next. */
const EARLY = FPS

/** Divides a clip's cuts into as few forward passes over the source as they need. */
export function sourceRuns(cuts: Cut[]): SourceRun[] {
  const runs: SourceRun[] = []
  let at = 0
  let last = 0
  for (const cut of cuts) {
    const start = sourceFrame(cut)
    const run = runs.at(-1)
    if (run && start >= last && start - at <= READ_ON) {
      run.takes.push({ start: start - run.seek, frames: cut.frames })
    } else {
      const seek = Math.max(0, start - EARLY)
      runs.push({ seek, takes: [{ start: start - seek, frames: cut.frames }] })
    }
    last = start
    at = start + cut.frames
  }
  return runs
}
