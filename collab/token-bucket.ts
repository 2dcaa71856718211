/** Lets `burst` through at once and `rate` a second over time. A connection has several: they are small. */
export class TokenBucket {
  private tokens: number
  private last: number

  constructor(
    private readonly rate: number,
    private readonly burst: number,
    private readonly now = monotonic,
  ) {
    this.tokens = burst
    this.last = now()
  }

  take(): boolean {
    this.fill()
    if (this.tokens < 1) return false
    this.tokens -= 1
    return true
  }

  /** Takes one now, be it on credit; ms until it would have been there. */
  owe(): number {
    this.fill()
    this.tokens -= 1
    return this.tokens >= 0 ? 0 : (-this.tokens / this.rate) * 1000
  }

  private fill() {
    const at = this.now()
    this.tokens = Math.min(this.burst, this.tokens + ((at - this.last) / 1000) * this.rate)
    this.last = at
  }
}

const monotonic = () => performance.now()
