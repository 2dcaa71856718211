import type { Take } from './takes.ts'

/** A stretch of the source that one pass over the file can play, in frames of the output's rate. */
export type SourceRun = {
  /** Where reading starts, counted from the source's beginning. */
  seek: number
  /** What is taken, counted from `seek`. */
  takes: { start: number; frames: number }[]
}

/**
 * Read on from one take to the next where they lie this close, s. Decoding what is cut out costs less
 * than finding the next keyframe from a new start.
 */
const READ_ON = 8
/** Reading starts early, s, so that the first frame is the one on screen at that time and not the next. */
const EARLY = 1

/**
 * Divides takes into as few forward passes over the source as they need. `rate`: frames a second; `end`:
 * when what is read ends, s. Whatever is taken after that, reading starts before it.
 */
export function sourceRuns(takes: Take[], rate: number, end: number | null = null): SourceRun[] {
  const runs: SourceRun[] = []
  let at = 0
  let last = 0
  for (const { source, frames } of takes) {
    const run = runs.at(-1)
    if (run && source >= last && source - at <= READ_ON * rate) {
      run.takes.push({ start: source - run.seek, frames })
    } else {
      // A whole second is a whole number of ticks of every clock, so wherever reading starts the same
      // frames are found.
      const from = Math.min(source / rate, end ?? Number.POSITIVE_INFINITY)
      const seek = Math.max(0, Math.floor(from - EARLY) * rate)
      runs.push({ seek, takes: [{ start: source - seek, frames }] })
    }
    last = source
    at = source + frames
  }
  return runs
}
