type Clock = { now(): number; later(run: () => void, ms: number): unknown }

/** Calls `send` with the newest value, at once and then no more often than every `every()` ms. */
export function throttle<T>(
  send: (value: T) => void,
  every: () => number,
  clock: Clock = {
    now: () => performance.now(),
    later: (run: () => void, ms: number) => setTimeout(run, ms),
  },
) {
  let last = Number.NEGATIVE_INFINITY
  let waiting: { value: T } | null = null
  const flush = () => {
    if (!waiting) return
    const { value } = waiting
    waiting = null
    last = clock.now()
    send(value)
  }
  return (value: T) => {
    const first = waiting === null
    waiting = { value }
    const wait = last + every() - clock.now()
    if (wait <= 0) flush()
    else if (first) clock.later(flush, wait)
  }
}
