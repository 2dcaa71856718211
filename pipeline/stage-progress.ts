/** One true percentage and time left over work done in stages of different length. */
export type StageProgress = { percent: number; step: string; etaMs: number | null }

/** Too early to tell how long the rest takes. */
const TELL_AFTER_MS = 3000

/**
 * `costs` are seconds as guessed beforehand; only their proportions matter, and the time left follows
 * from how fast the work has really gone.
 */
export function stageProgress<Stage extends string>(
  costs: Record<Stage, number>,
  onProgress: (progress: StageProgress) => void,
  clock: () => number = () => performance.now(),
) {
  const total = (Object.values(costs) as number[]).reduce((sum, cost) => sum + cost, 0)
  const done = new Map<Stage, number>()
  const started = clock()
  let percent = 0
  return (stage: Stage, share: number, step: string) => {
    done.set(stage, Math.max(done.get(stage) ?? 0, costs[stage] * Math.min(1, share)))
    const ready = [...done.values()].reduce((sum, cost) => sum + cost, 0) / Math.max(1e-9, total)
    percent = Math.max(percent, Math.min(100, ready * 100))
    const elapsed = clock() - started
    const etaMs =
      elapsed < TELL_AFTER_MS || percent < 2
        ? null
        : Math.round((elapsed / percent) * (100 - percent))
    onProgress({ percent, step, etaMs })
  }
}
