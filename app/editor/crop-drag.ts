import { type Box, boxAround, MIN_BOX } from '#core/framing.ts'
import { SNAP_PX } from './place-snap.ts'

/**
 * A crop moved by a share of the source; it stays inside. `snapTo`: the size of the source on the
 * screen, px: there it is drawn to the source's edges and middle.
 */
export function cropMoved(
  box: Box,
  { dx, dy }: { dx: number; dy: number },
  snapTo: { width: number; height: number } | null,
): Box {
  const along = (at: number, side: number, px: number | undefined) => {
    if (!px) return at
    const targets = [0, 0.5 - side / 2, 1 - side]
    return targets.find((target) => Math.abs(target - at) * px <= SNAP_PX) ?? at
  }
  const x = along(box.x + dx, box.w, snapTo?.width)
  const y = along(box.y + dy, box.h, snapTo?.height)
  return boxAround(x + box.w / 2, y + box.h / 2, box.w, box.h)
}

/**
 * A crop scaled by one of its corners about the opposite one, or about its middle. `dx`: how far the
 * corner is moved, a share of the source's width; `shares`: width over height of the box, in shares of
 * the source. It keeps its shape and stays inside.
 */
export function cropByCorner(
  box: Box,
  corner: { x: 0 | 1; y: 0 | 1 },
  { dx, shares, middle }: { dx: number; shares: number; middle: boolean },
): Box {
  const outwards = corner.x === 1 ? dx : -dx
  const wanted = box.w + outwards * (middle ? 2 : 1)
  const still = {
    x: middle ? box.x + box.w / 2 : corner.x === 1 ? box.x : box.x + box.w,
    y: middle ? box.y + box.h / 2 : corner.y === 1 ? box.y : box.y + box.h,
  }
  // As far as the source goes from the point that stands still.
  const room = (at: number, side: 0 | 1) =>
    middle ? 2 * Math.min(at, 1 - at) : side === 1 ? 1 - at : at
  const most = Math.min(room(still.x, corner.x), room(still.y, corner.y) * shares)
  const least = Math.max(MIN_BOX, MIN_BOX * shares)
  const w = Math.max(least, Math.min(most, wanted))
  const h = w / shares
  const x = middle ? still.x - w / 2 : corner.x === 1 ? still.x : still.x - w
  const y = middle ? still.y - h / 2 : corner.y === 1 ? still.y : still.y - h
  return boxAround(x + w / 2, y + h / 2, w, h)
}
