import { type Platform, safeZones } from '#core/safe-zone.ts'
import type { ResolvedLook } from '#remotion/resolve-look.ts'

/** Where captions of an upright picture lie under a platform's buttons and words: too low, say. */
export type OutOfZone = 'low' | 'high' | 'far to the side'

/** Letters stand within their line, px. */
const ROUNDED = 1

/**
 * How captions can reach out of what a platform leaves free; null where they cannot. A style never puts
 * them there, but somebody who chooses their place may.
 */
export function outOfZone(look: ResolvedLook, platform: Platform): OutOfZone | null {
  const zone = safeZones[platform]
  const line = look.size * look.lineHeight
  // A style of single big words has its middle there.
  const bottom = look.name === 'bigword' ? look.bottom + line / 2 : look.bottom
  const left = {
    start: look.anchor,
    centre: look.anchor - look.width / 2,
    end: look.picture.width - look.anchor - look.width,
  }[look.align]
  if (bottom > zone.bottom + ROUNDED) return 'low'
  if (bottom - line < zone.top - ROUNDED) return 'high'
  return left < zone.left - ROUNDED || left + look.width > zone.right + ROUNDED
    ? 'far to the side'
    : null
}
