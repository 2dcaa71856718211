/** Lets `burst` through at once and `rate` a second over time. */
export function tokenBucket(rate: number, burst: number, now = () => performance.now()) {
  let tokens = burst
  let last = now()
  const fill = () => {
    const at = now()
    tokens = Math.min(burst, tokens + ((at - last) / 1000) * rate)
    last = at
  }
  return {
    take(): boolean {
      fill()
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
    /** Takes one now, be it on credit; ms until it would have been there. */
    owe(): number {
      fill()
      tokens -= 1
      return tokens >= 0 ? 0 : (-tokens / rate) * 1000
    },
  }
}
