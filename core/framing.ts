import { z } from 'zod'
import { Layout, type LayoutKind, layoutAt, Slot, slotRatio } from './layout.ts'
import { Shape } from './shape.ts'
import { Ms } from './time.ts'

const Share = z.number().min(0).max(1)

/** The smallest side of a crop, as a share of the source: beyond it there is nothing left to see. */
export const MIN_BOX = 0.02

/** A crop of the source: its top left corner and size, 0–1 of the source's width and height. */
export const Box = z
  .object({
    x: Share,
    y: Share,
    w: Share.min(MIN_BOX),
    h: Share.min(MIN_BOX),
  })
  .refine(({ x, y, w, h }) => x + w <= 1 + 1e-9 && y + h <= 1 + 1e-9, 'a crop lies in the picture')
export type Box = z.infer<typeof Box>

/** A moment at which the crop is decided. */
export const FramingKey = z.object({
  id: z.string(),
  shape: Shape,
  slot: Slot,
  /** Source ms. */
  t: Ms,
  box: Box,
  /** How it goes on from here to the next key of the shot: straight there, or not before. */
  move: z.enum(['glide', 'hold']),
  /** Found by the reframer; a key somebody has touched is theirs. */
  auto: z.boolean(),
})
export type FramingKey = z.infer<typeof FramingKey>

/** How each shape looks at the source. A shape without its own crop follows 9:16. */
export const Framing = z.object({
  own: z.array(Shape),
  /** By shape, slot and time. */
  keys: z.array(FramingKey),
  layouts: z.array(Layout),
  /** Where shots of the source begin, ms, ascending. No crop ever glides across one. */
  shots: z.array(Ms),
})
export type Framing = z.infer<typeof Framing>

export const plainFraming = (): Framing => ({ own: [], keys: [], layouts: [], shots: [] })

/** The shape whose keys and layouts count for `shape`. */
export const framedAs = ({ own }: Pick<Framing, 'own'>, shape: Shape): Shape =>
  shape === '9:16' || own.includes(shape) ? shape : '9:16'

export const layoutOf = (framing: Framing, shape: Shape, at: number): LayoutKind =>
  layoutAt(framing.layouts, framedAs(framing, shape), at)

/** The keys of one slot in one shape, by time. A shape that follows gets those of 9:16, widened. */
export function keysOf(framing: Framing, shape: Shape, slot: Slot): FramingKey[] {
  const from = framedAs(framing, shape)
  const keys = framing.keys.filter((key) => key.shape === from && key.slot === slot)
  if (from === shape) return keys
  return keys.map((key) => ({ ...key, shape, box: followBox(key.box, slot, from, shape) }))
}

/**
 * The crop another shape takes where one was chosen: the same middle and the same height, unless the
 * source is too narrow for that. It never leaves the source.
 */
export function followBox(box: Box, slot: Slot, from: Shape, to: Shape): Box {
  const wanted = (box.w * slotRatio(slot, to)) / slotRatio(slot, from)
  const shrink = Math.min(1, 1 / wanted)
  return boxAround(box.x + box.w / 2, box.y + box.h / 2, wanted * shrink, box.h * shrink)
}

/** A crop of this size about this middle, moved so that it lies in the source. */
export function boxAround(middleX: number, middleY: number, width: number, height: number): Box {
  const [w, h] = [share(width, MIN_BOX), share(height, MIN_BOX)]
  return { x: share(middleX - w / 2, 0, 1 - w), y: share(middleY - h / 2, 0, 1 - h), w, h }
}
const share = (value: number, min: number, max = 1) => Math.min(max, Math.max(min, value))

/** The largest crop in the middle of a source, both as width over height. */
export function centredBox(ratio: number, sourceRatio: number): Box {
  const w = Math.min(1, ratio / sourceRatio)
  const h = Math.min(1, sourceRatio / ratio)
  return boxAround(0.5, 0.5, w, h)
}

/** A stretch over which a crop stands still or moves straight. Source ms, `to` exclusive. */
export type CropSpan = { from: number; to: number; start: Box; end: Box }

/**
 * What a slot's crop does over a stretch of the source, without gaps: straight from key to key within
 * a shot, still before the first and after the last, and at every shot cut begun afresh. A shot
 * without keys keeps what came before it (before any key: the first). Empty where there are no keys.
 * The export turns these spans into expressions and the preview asks cropAt, which reads the same.
 */
export function cropSpans(
  keys: readonly FramingKey[],
  shots: readonly number[],
  { from, to }: { from: number; to: number },
): CropSpan[] {
  const [first] = keys
  if (!first || from >= to) return []
  const spans: CropSpan[] = []
  const add = (start: number, end: number, a: Box, b: Box) => {
    const [s, e] = [Math.max(from, start), Math.min(to, end)]
    if (s >= e) return
    const at = (t: number) => (a === b ? a : between(a, b, (t - start) / (end - start)))
    const last = spans.at(-1)
    if (a === b && last && last.start === a && last.end === a) last.to = e
    else spans.push({ from: s, to: e, start: at(s), end: at(e) })
  }
  const cuts = [Number.NEGATIVE_INFINITY, ...shots, Number.POSITIVE_INFINITY]
  let held = first.box
  let k = 0
  for (let s = 0; s + 1 < cuts.length; s++) {
    const [begin, end] = [cuts[s] as number, cuts[s + 1] as number]
    let at = begin
    let here: FramingKey | null = null
    for (; k < keys.length && (keys[k] as FramingKey).t < end; k++) {
      const key = keys[k] as FramingKey
      if (here && here.move === 'glide') add(at, key.t, here.box, key.box)
      else add(at, key.t, here?.box ?? key.box, here?.box ?? key.box)
      at = key.t
      here = key
      held = key.box
    }
    add(at, end, held, held)
    if (end >= to) break
  }
  return spans
}

/** The crop at a source time; null where there are no keys. */
export function cropAt(
  keys: readonly FramingKey[],
  shots: readonly number[],
  at: number,
): Box | null {
  const [span] = cropSpans(keys, shots, { from: at, to: at + 1 })
  return span?.start ?? null
}

const between = (a: Box, b: Box, share: number): Box => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
  w: a.w + (b.w - a.w) * share,
  h: a.h + (b.h - a.h) * share,
})
