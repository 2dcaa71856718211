import { type ComponentType, lazy } from 'react'
import { whenIdle } from './when-idle.ts'

/** The browser's own mark for the moment from which everything opens without a network. */
export const ALL_HERE = 'all-fetched-ahead'

type Load = () => Promise<unknown>

/** What nobody has asked for yet, in the order in which it was named. */
const waiting: Load[] = []
/** The longest that a page with much to do keeps the next one waiting, ms. */
const IDLE_MS = 2000
/** How soon it is looked again whether anybody is at something, ms. */
const LOOK_MS = 500

/** Code that is not needed at first and may be wanted at any moment, also without a network. */
export function ahead<L extends Load>(load: L): L {
  waiting.push(load)
  return load
}

/** A component whose code comes when it is first shown, or before by `fetchAhead`. */
export function later<Props>(load: () => Promise<ComponentType<Props>>) {
  ahead(load)
  return lazy(async () => ({ default: await load() }))
}

/**
 * Asks for what is waiting, and for what that names in its turn: one at a time, each in an idle
 * moment, and none while somebody is at something whose frames would miss the time. Gives what ends it.
 */
export function fetchAhead(isBusy: () => boolean): () => void {
  let stop = () => {}
  const next = () => {
    stop = whenIdle(async () => {
      if (isBusy()) {
        const timer = setTimeout(next, LOOK_MS)
        stop = () => clearTimeout(timer)
        return
      }
      const load = waiting.shift()
      if (!load) {
        performance.mark(ALL_HERE)
        return
      }
      try {
        await load()
      } catch {
        // No network: whoever opens it asks again.
        waiting.unshift(load)
        return
      }
      if (!ended) next()
    }, IDLE_MS)
  }
  let ended = false
  next()
  return () => {
    ended = true
    stop()
  }
}
