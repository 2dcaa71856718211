/** Lets `burst` through at once and `rate` a second over time. */
export function tokenBucket(rate: number, burst: number, now = () => performance.now()) {
  let tokens = burst
  let last = now()
  return {
    take(): boolean {
      const at = now()
      tokens = Math.min(burst, tokens + ((at - last) / 1000) * rate)
      last = at
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
  }
}
