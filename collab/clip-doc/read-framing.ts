import { Box, type Framing, type FramingKey } from '#core/framing.ts'
import { type Layout, LayoutKind, Slot } from '#core/layout.ts'
import { Shape } from '#core/shape.ts'
import { type Ms, ms } from '#core/time.ts'
import { type ClipDoc, yDoc } from './clip-doc.ts'
import { byText } from './decisions.ts'
import { type Row, rowsOf } from './flat-rows.ts'
import { shapeCode, shapeOfCode } from './shape-code.ts'

/** More than anybody sets or a reframer finds; the rest of a forged document is not read. */
const MAX_KEYS = 5000
const MAX_LAYOUTS = 1000

/** A crop is one decision: a corner of mine with a size of yours would be a picture nobody chose. */
export function boxText({ x, y, w, h }: Box): string {
  const [left, top] = [Math.round(x * FINE), Math.round(y * FINE)]
  // Rounded apart, a place and a size could together leave the picture.
  const width = Math.min(Math.round(w * FINE), FINE - left)
  const height = Math.min(Math.round(h * FINE), FINE - top)
  return [left, top, width, height].map((share) => share / FINE).join(' ')
}
/** Shares are kept to a hundred-thousandth: a twelfth of a pixel in 8K. */
const FINE = 100_000

export function readBox(value: unknown): Box | null {
  if (typeof value !== 'string' || value.length > 100) return null
  const [x, y, w, h] = value.split(' ').map(Number)
  return Box.safeParse({ x, y, w, h }).data ?? null
}

/** `<shape>-<slot>-<t>`, so that two people who frame one moment frame it once. */
export const framingKeyId = (shape: Shape, slot: Slot, t: number) =>
  `${shapeCode(shape)}-${slot}-${t}`

/** Layouts are rows of the same table: `<shape>-<from>-<to>`, named for what they cover. */
export const layoutId = (shape: Shape, from: number, to: number) =>
  `${shapeCode(shape)}-${from}-${to}`

/** What people and the reframer decided. */
export function readFraming(doc: ClipDoc): Omit<Framing, 'shots'> {
  const keys: FramingKey[] = []
  const layouts: Layout[] = []
  for (const [id, row] of rowsOf(doc, 'framing')) {
    const layout = layoutOf(id, row)
    if (layout) layouts.push(layout)
    const key = layout ? null : keyOf(id, row)
    if (key) keys.push(key)
  }
  const map = yDoc(doc).getMap('framing')
  return {
    own: Shape.options.filter(
      (shape) => shape !== '9:16' && map.get(`own/${shapeCode(shape)}`) === true,
    ),
    keys: ofOneMoment(keys).slice(0, MAX_KEYS),
    layouts: layouts
      .sort((a, b) => place(a) - place(b) || a.from - b.from || a.to - b.to)
      .slice(0, MAX_LAYOUTS),
  }
}

const LAYOUT = /^(\w+)-(\d{1,9})-(\d{1,9})$/

function layoutOf(id: string, row: Row): Layout | null {
  const [, code, a, b] = LAYOUT.exec(id) ?? []
  const kind = LayoutKind.safeParse(row.get('kind'))
  const shape = shapeOfCode(code)
  const [from, to] = [Number(a), Number(b)]
  if (!shape || !kind.success || !(from < to)) return null
  return { id, shape, from: ms(from), to: ms(to), kind: kind.data }
}

function keyOf(id: string, row: Row): FramingKey | null {
  const box = readBox(row.get('box'))
  const [shape, slot] = [Shape.safeParse(row.get('shape')), Slot.safeParse(row.get('slot'))]
  const t = row.get('t')
  if (!box || !shape.success || !slot.success || !isTime(t)) return null
  return {
    id,
    shape: shape.data,
    slot: slot.data,
    t: ms(t),
    box,
    move: row.get('move') === 'hold' ? 'hold' : 'glide',
    auto: row.get('auto') === true,
  }
}

const isTime = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= 1e9

const place = ({ shape }: { shape: Shape }) => Shape.options.indexOf(shape)

/** By shape, slot and time. Of two keys that were moved to one moment, the one with the later id. */
function ofOneMoment(keys: FramingKey[]): FramingKey[] {
  const sorted = keys.sort(
    (a, b) =>
      place(a) - place(b) ||
      Slot.options.indexOf(a.slot) - Slot.options.indexOf(b.slot) ||
      a.t - b.t ||
      byText(a.id, b.id),
  )
  return sorted.filter((key, i) => {
    const next = sorted[i + 1]
    return next?.t !== key.t || next.slot !== key.slot || next.shape !== key.shape
  })
}

/** Shot cuts that are seen, ascending. */
export function shotsIn(
  shots: readonly number[],
  played: readonly { from: number; to: number }[],
): Ms[] {
  const seen = shots.filter(
    (shot) => isTime(shot) && played.some(({ from, to }) => shot > from && shot < to),
  )
  return [...new Set(seen.map(Math.round))].sort((a, b) => a - b).map(ms)
}
