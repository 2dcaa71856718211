/** Something that may end while others wait for what it gives. */
export type Ending = {
  /** What comes of `work`, unless the end comes first: then it rejects with its reason. */
  orEnded: <T>(work: Promise<T>) => Promise<T>
  end: (reason: Error) => void
}

/**
 * `Promise.race` with a promise of the end would do the same, but that one keeps what every race gave
 * for as long as it lasts itself: pictures by the megabyte, in a browser that stays for days.
 */
export function openEnding(): Ending {
  const waiting = new Set<(reason: Error) => void>()
  let ended: Error | null = null
  return {
    async orEnded(work) {
      if (ended) {
        // Nobody hears of its failure any more.
        work.catch(() => {})
        throw ended
      }
      let stop: (reason: Error) => void = () => {}
      const end = new Promise<never>((_, reject) => {
        stop = reject
      })
      waiting.add(stop)
      try {
        return await Promise.race([work, end])
      } finally {
        waiting.delete(stop)
      }
    },
    end(reason) {
      ended ??= reason
      for (const stop of waiting) stop(ended)
      waiting.clear()
    },
  }
}
