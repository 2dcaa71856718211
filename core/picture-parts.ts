import {
  type Box,
  centredBox,
  cropSpans,
  type Framing,
  type FramingKey,
  framedAs,
  keysOf,
  layoutOf,
} from './framing.ts'
import { type Cell, type LayoutKind, layoutCells, type Slot, slotRatio } from './layout.ts'
import { type Shape, shapeSize } from './shape.ts'
import { FPS } from './time.ts'

/** A rectangle in whole px from the top left. */
export type Rect = { x: number; y: number; width: number; height: number }

/**
 * A part of the picture: where it lies, and the rectangle of the source it shows; null: the whole
 * source, over a blurred copy of itself.
 */
export type PicturePart = { slot: Slot; cell: Rect; crop: Rect | null }

type Size = { width: number; height: number }

/** Whether the source is not simply shown from its middle. */
export const isFramed = (framing: Framing, shape: Shape): boolean => {
  const from = framedAs(framing, shape)
  return (
    framing.keys.some((key) => key.shape === from && key.slot === 'main') ||
    framing.layouts.some((layout) => layout.shape === from && layout.kind !== 'fill')
  )
}

/**
 * How a clip looks at its source, frame by frame, in px. The preview and the export both ask this and
 * nothing else, so that what is seen is what is written. `source` is what is on screen of the source,
 * px; `frame` counts the source's frames at `rate` a second.
 */
export function pictureParts(framing: Framing, shape: Shape, source: Size, rate = FPS) {
  const keys = new Map<Slot, FramingKey[]>()
  const cropOf = (slot: Slot, at: number, ratio: number): { box: Box; moving: boolean } => {
    const own = keys.get(slot) ?? keysOf(framing, shape, slot)
    keys.set(slot, own)
    const [span] = cropSpans(own, framing.shots, { from: at, to: at + 1 })
    if (span) return { box: span.start, moving: span.start !== span.end }
    return { box: centredBox(ratio, source.width / source.height), moving: false }
  }
  return (frame: number): { layout: LayoutKind; parts: PicturePart[] } => {
    const at = Math.round((frame * 1000) / rate)
    const layout = layoutOf(framing, shape, at)
    const parts = layoutCells(layout, shape).map((cell) => {
      const place = cellRect(cell, shape)
      if (cell.fit === 'contain') return { slot: cell.slot, cell: place, crop: null }
      const { box, moving } = cropOf(cell.slot, at, slotRatio(cell.slot, shape))
      return { slot: cell.slot, cell: place, crop: cropRect(box, place, source, moving) }
    })
    return { layout, parts }
  }
}

/** Cells meet without a gap, and lie on even px, as half-resolution colour asks. */
function cellRect({ x, y, w, h }: Cell, shape: Shape): Rect {
  const { width, height } = shapeSize[shape]
  const [left, top] = [even(x * width), even(y * height)]
  return {
    x: left,
    y: top,
    width: even((x + w) * width) - left,
    height: even((y + h) * height) - top,
  }
}
const even = (n: number) => Math.round(n / 2) * 2

/**
 * A crop in px of the source: of the cell's shape, so that nothing is stretched, about the middle of
 * what was chosen. One that moves goes px by px, one that stands lies on even px.
 */
function cropRect({ x, y, w, h }: Box, cell: Rect, source: Size, moving: boolean): Rect {
  const ratio = cell.width / cell.height
  const [wide, tall] = [w * source.width, h * source.height]
  const step = moving ? 1 : 2
  const whole = (side: number, most: number) =>
    Math.max(2, Math.min(Math.floor(most / 2) * 2, even(side)))
  const width = whole(Math.min(wide, tall * ratio), source.width)
  const height = whole(Math.min(tall, wide / ratio), source.height)
  const place = (middle: number, side: number, most: number) =>
    Math.max(
      0,
      Math.min(Math.floor((most - side) / step), Math.round((middle - side / 2) / step)),
    ) * step
  return {
    x: place((x + w / 2) * source.width, width, source.width),
    y: place((y + h / 2) * source.height, height, source.height),
    width,
    height,
  }
}

/** How soft the copy behind a whole source is, as a share of the cell's short side. */
const SOFTNESS = 0.025
/** The copy is larger than its cell: at a picture's own edge a blur would let the ground through. */
const BEYOND = 1.15

/**
 * A whole source in a cell: where it lies, px of the picture; which part of it fills the cell behind
 * it, px of the source; how blurred that is (standard deviation in px) and how dark (factor).
 */
export function containRect(source: Size, cell: Rect) {
  const fit = Math.min(cell.width / source.width, cell.height / source.height)
  const [width, height] = [even(source.width * fit), even(source.height * fit)]
  const cover = Math.max(cell.width / source.width, cell.height / source.height) * BEYOND
  const [wide, tall] = [even(cell.width / cover), even(cell.height / cover)]
  return {
    whole: {
      ...{ width, height },
      x: cell.x + even((cell.width - width) / 2),
      y: cell.y + even((cell.height - height) / 2),
    },
    behind: {
      ...{ width: wide, height: tall },
      x: even((source.width - wide) / 2),
      y: even((source.height - tall) / 2),
    },
    sigma: Math.min(cell.width, cell.height) * SOFTNESS,
    light: 0.6,
  }
}
