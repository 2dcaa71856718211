import type { Person } from './live.ts'

/**
 * Where somebody's playhead is now, clip ms. While they play it is worked out from where and when they
 * last said so: a playhead that runs as expected sends nothing.
 */
export function playheadOf(
  { playhead, rate, heardAt }: Pick<Person, 'playhead' | 'rate' | 'heardAt'>,
  now: number,
  length: number,
): number | null {
  if (playhead === null) return null
  return Math.min(length, Math.max(0, playhead + Math.max(0, now - heardAt) * rate))
}
