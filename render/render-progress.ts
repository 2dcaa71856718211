/** What is being done, in the words the screen shows. */
export type RenderStep = 'preparing' | 'captions' | 'sound' | 'film' | 'finishing'

export type RenderProgress = {
  /** 0–100, never going back. */
  percent: number
  /** How long it will still take, ms; null until there is something to go by. */
  etaMs: number | null
  step: RenderStep
}

/** Rough cost of each step, in seconds of work; only their proportions matter. */
export type StepCosts = Partial<Record<RenderStep, number>>

/** Too early to tell how long it will take. */
const FIRST_GUESS_MS = 1000

/**
 * One true percentage out of several steps, some of which run side by side: each counts for its share
 * of the work, and the time left follows from how fast the work has gone so far.
 */
export function trackProgress(
  costs: StepCosts,
  onProgress: (progress: RenderProgress) => void,
  now: () => number = () => performance.now(),
) {
  const total = Object.values(costs).reduce((sum, cost) => sum + cost, 0)
  const done: StepCosts = {}
  const started = now()
  let percent = 0
  return (step: RenderStep, share: number) => {
    done[step] = Math.max(done[step] ?? 0, (costs[step] ?? 0) * Math.min(1, share))
    const ready = Object.values(done).reduce((sum, cost) => sum + cost, 0) / total
    // The last hundredth is the file in its place, and that is said by the end itself.
    percent = Math.max(percent, Math.min(99, Math.round(ready * 1000) / 10))
    const elapsed = now() - started
    const etaMs =
      elapsed < FIRST_GUESS_MS || ready <= 0 ? null : Math.round((elapsed * (1 - ready)) / ready)
    onProgress({ percent, etaMs, step })
  }
}
