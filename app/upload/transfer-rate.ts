/** How far back the speed looks: long enough to be calm, short enough to follow a slower network. */
const WINDOW_MS = 8_000
/** Below this a speed would be a guess. */
const LEAST_MS = 1_500

export type Rate = {
  /** Bytes a second. */
  speed: number | null
  etaMs: number | null
}

/** Speed and time left of one transfer, from what it has reported of late. */
export function transferRate() {
  let samples: { at: number; sent: number }[] = []
  return {
    /** Paused, or begun again somewhere else: what was before says nothing about what comes. */
    forget() {
      samples = []
    },
    heard(at: number, sent: number) {
      const last = samples.at(-1)
      if (last && sent < last.sent) samples = []
      samples.push({ at, sent })
      while (samples.length > 2 && at - (samples[1]?.at ?? at) >= WINDOW_MS) samples.shift()
    },
    read(total: number): Rate {
      const [first, last] = [samples[0], samples.at(-1)]
      if (!first || !last || last.at - first.at < LEAST_MS || last.sent <= first.sent) {
        return { speed: null, etaMs: null }
      }
      const speed = ((last.sent - first.sent) / (last.at - first.at)) * 1000
      return { speed, etaMs: Math.round(((total - last.sent) / speed) * 1000) }
    },
  }
}
