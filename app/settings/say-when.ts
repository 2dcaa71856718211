import { sayCount } from '#core/say-count.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `now`, `12 min ago`, `3 weeks ago`; what is not known is `not yet`. */
export function sayAgo(at: Date | null, now: number): string {
  if (!at) return 'not yet'
  const since = now - at.getTime()
  if (since < 6 * MINUTE) return 'now'
  if (since < HOUR) return `${Math.floor(since / MINUTE)} min ago`
  if (since < DAY) return `${Math.floor(since / HOUR)} h ago`
  if (since < 14 * DAY) return `${sayCount(Math.floor(since / DAY), 'day')} ago`
  return `${sayCount(Math.floor(since / (7 * DAY)), 'week')} ago`
}

/** How long something has been so: `for 12 min`, `for 3 days`. */
export function sayFor(since: Date, now: number): string {
  const ms = now - since.getTime()
  if (ms < MINUTE) return 'for a moment'
  if (ms < HOUR) return `for ${Math.floor(ms / MINUTE)} min`
  if (ms < DAY) return `for ${Math.floor(ms / HOUR)} h`
  return `for ${sayCount(Math.floor(ms / DAY), 'day')}`
}

/** `ends in 6 days`, `ended 2 days ago`, `never`. */
export function sayEnds(at: Date | null, now: number): string {
  if (!at) return 'never'
  const left = at.getTime() - now
  if (left < 0)
    return left > -DAY ? 'ended today' : `ended ${sayCount(Math.floor(-left / DAY), 'day')} ago`
  if (left < DAY) return `ends in ${sayCount(Math.max(1, Math.floor(left / HOUR)), 'hour')}`
  return `ends in ${sayCount(Math.floor(left / DAY), 'day')}`
}
