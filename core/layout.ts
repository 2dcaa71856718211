import { z } from 'zod'
import { type Shape, shapeRatio } from './shape.ts'
import { Ms } from './time.ts'

/**
 * How a shot fills the picture: cropped; whole over a blurred copy of itself; two crops; a screen and
 * the camera beside it.
 */
export const LayoutKind = z.enum(['fill', 'fit', 'split', 'screen'])
export type LayoutKind = z.infer<typeof LayoutKind>

/** Which crop of the source a part of the picture shows. Each has framing keys of its own. */
export const Slot = z.enum(['main', 'first', 'second', 'screen', 'camera'])
export type Slot = z.infer<typeof Slot>

/** A stretch of the source that is not simply filled. Times are source ms, `to` exclusive. */
export const Layout = z.object({
  id: z.string(),
  shape: z.enum(['9:16', '1:1', '4:5', '16:9']),
  from: Ms,
  to: Ms,
  kind: LayoutKind,
})
export type Layout = z.infer<typeof Layout>

/** A part of the picture, 0–1 of its width and height from the top left, and the crop it shows. */
export type Cell = {
  slot: Slot
  x: number
  y: number
  w: number
  h: number
  /** `cover`: the slot's crop. `contain`: the whole source, over a blurred copy. */
  fit: 'cover' | 'contain'
}

const whole = { x: 0, y: 0, w: 1, h: 1 }

/** How high (wide in 16:9) the screen is drawn beside the camera, as a share of the picture. */
const screenShare: Record<Shape, number> = { '9:16': 0.4, '4:5': 0.5, '1:1': 0.55, '16:9': 0.7 }

/** The parts of the picture under one layout, in drawing order. */
export function layoutCells(kind: LayoutKind, shape: Shape): Cell[] {
  if (kind === 'fill') return [{ slot: 'main', ...whole, fit: 'cover' }]
  if (kind === 'fit') return [{ slot: 'main', ...whole, fit: 'contain' }]
  const share = kind === 'split' ? 0.5 : screenShare[shape]
  const [first, second] = kind === 'split' ? splitSlots : screenSlots
  // Tall pictures stack, wide ones stand side by side.
  const [a, b] =
    shape === '16:9'
      ? [
          { ...whole, w: share },
          { ...whole, x: share, w: 1 - share },
        ]
      : [
          { ...whole, h: share },
          { ...whole, y: share, h: 1 - share },
        ]
  return [
    { slot: first, ...a, fit: 'cover' },
    { slot: second, ...b, fit: 'cover' },
  ]
}
const splitSlots = ['first', 'second'] as const
const screenSlots = ['screen', 'camera'] as const

/** Width over height of what a slot shows, in px of the picture. */
export function slotRatio(slot: Slot, shape: Shape): number {
  const kind = slot === 'main' ? 'fill' : slot === 'first' || slot === 'second' ? 'split' : 'screen'
  const cell = layoutCells(kind, shape).find((one) => one.slot === slot)
  return (shapeRatio(shape) * (cell?.w ?? 1)) / (cell?.h ?? 1)
}

/** The layout at a source time. Where two overlap, the one that begins later is meant more exactly. */
export function layoutAt(layouts: readonly Layout[], shape: Shape, at: number): LayoutKind {
  let found: Layout | undefined
  for (const layout of layouts) {
    if (layout.shape !== shape || at < layout.from || at >= layout.to) continue
    if (
      !found ||
      layout.from > found.from ||
      (layout.from === found.from && layout.to <= found.to)
    ) {
      found = layout
    }
  }
  return found?.kind ?? 'fill'
}
