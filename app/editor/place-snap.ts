import type { OverlayOf } from '#core/overlay.ts'
import type { Rect } from '#core/picture-parts.ts'
import { type Platform, safeZones } from '#core/safe-zone.ts'
import { type Shape, shapeSize } from '#core/shape.ts'

/** How near a line draws, px of the screen. */
export const SNAP_PX = 8
/** How far beyond the safe zone something is pulled before it lets go, px of the screen. */
const PULL_PX = 16

/** Where a dragged box lands, and the lines that drew it there, px of the picture. */
export type Placed = { x: number; y: number; lines: { x: number[]; y: number[] } }

/**
 * Where a box goes that is dragged over the picture: it stops at the safe zone and goes through when
 * pulled further, and is drawn to the picture's middle, its thirds and its edges. `scale`: px of the
 * screen for each px of the picture; `free`: only where the pointer is.
 */
export function placeBox(
  box: Rect,
  {
    shape,
    platform,
    scale,
    free,
  }: { shape: Shape; platform: Platform; scale: number; free: boolean },
): Placed {
  if (free) return { x: box.x, y: box.y, lines: { x: [], y: [] } }
  const { width, height } = shapeSize[shape]
  const safe = shape === '9:16' ? safeZones[platform] : null
  const across = along(box.x, box.width, width, safe && [safe.left, safe.right], scale)
  const down = along(box.y, box.height, height, safe && [safe.top, safe.bottom], scale)
  return { x: across.at, y: down.at, lines: { x: across.lines, y: down.lines } }
}

function along(
  at: number,
  side: number,
  most: number,
  safe: [number, number] | null,
  scale: number,
): { at: number; lines: number[] } {
  const [reach, pull] = [SNAP_PX / scale, PULL_PX / scale]
  if (safe && side <= safe[1] - safe[0]) {
    if (at < safe[0] && at > safe[0] - pull) return { at: safe[0], lines: [safe[0]] }
    const last = safe[1] - side
    if (at > last && at < last + pull) return { at: last, lines: [safe[1]] }
  }
  const middle = at + side / 2
  const targets = [
    { line: most / 2, to: most / 2 - side / 2, off: Math.abs(middle - most / 2) },
    ...[most / 3, (2 * most) / 3].map((line) => ({
      ...{ line, to: line - side / 2, off: Math.abs(middle - line) },
    })),
    { line: 0, to: 0, off: Math.abs(at) },
    { line: most, to: most - side, off: Math.abs(at + side - most) },
    ...(safe ?? []).map((line, i) => ({
      ...{ line, to: i === 0 ? line : line - side },
      off: Math.abs((i === 0 ? at : at + side) - line),
    })),
  ]
  const near = targets.filter(({ off }) => off <= reach).sort((a, b) => a.off - b.off)[0]
  return near ? { at: near.to, lines: [near.line] } : { at, lines: [] }
}

/** The place of a logo whose middle is nearest to a point, px of the picture. */
export function nearestPlace(shape: Shape, x: number, y: number): OverlayOf<'logo'>['place'] {
  const { width, height } = shapeSize[shape]
  const column = Math.min(2, Math.max(0, Math.floor((x / width) * 3)))
  const row = Math.min(2, Math.max(0, Math.floor((y / height) * 3)))
  return places[row * 3 + column] ?? 'centre'
}
const places = [
  ...(['top-left', 'top', 'top-right', 'left', 'centre', 'right'] as const),
  ...(['bottom-left', 'bottom', 'bottom-right'] as const),
]

/** Whether a logo stands where a vertical platform has its own words and buttons. */
export function underButtons(
  { place, margin, scale }: Pick<OverlayOf<'logo'>, 'place' | 'margin' | 'scale'>,
  platform: Platform,
): boolean {
  const { left, right, top, bottom } = safeZones[platform]
  const { width, height } = shapeSize['9:16']
  const side = width * scale
  if (place.startsWith('bottom')) return height - margin > bottom
  if (place.startsWith('top') && margin + side / 4 < top) return true
  if (place.endsWith('right')) return width - margin > right
  return place.endsWith('left') && margin + side < left
}
