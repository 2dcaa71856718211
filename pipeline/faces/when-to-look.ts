import type { FoundFace } from './face-finder.ts'

/** From one look for faces to the next, ms: at a shot's beginning and while somebody moves. */
const OFTEN_MS = 1000
/** While everybody has stood still. Three such looks still fit into the time a face may be away. */
const SELDOM_MS = 1500
/** A face that moved by less than this, in its widths, and grew by less than this, stood still. */
const STILL = 0.25

type Place = Pick<FoundFace, 'x' | 'y' | 'w' | 'h'>

/**
 * How long until it is worth looking again, ms, after the last two looks into a shot; null where
 * there was only one. A mouth is watched between looks, so it is only places that may be missed.
 */
export function timeToNextLook(before: readonly Place[] | null, now: readonly Place[]): number {
  return before && stoodStill(before, now) ? SELDOM_MS : OFTEN_MS
}

function stoodStill(before: readonly Place[], now: readonly Place[]): boolean {
  if (before.length !== now.length) return false
  const free = new Set(before)
  for (const face of now) {
    const same = [...free].find((one) => near(one, face))
    if (!same) return false
    free.delete(same)
  }
  return true
}

function near(a: Place, b: Place): boolean {
  const wide = Math.max(a.w, b.w)
  const across = Math.abs(a.x + a.w / 2 - b.x - b.w / 2)
  const down = Math.abs(a.y + a.h / 2 - b.y - b.h / 2) * (wide / Math.max(a.h, b.h))
  return Math.hypot(across, down) <= STILL * wide && Math.abs(a.w - b.w) <= STILL * wide
}
