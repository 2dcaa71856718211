import { Box, type Framing, type FramingKey, framedAs, keysOf } from '#core/framing.ts'
import { LayoutKind, layoutAt, Slot } from '#core/layout.ts'
import { Shape } from '#core/shape.ts'
import type { Range } from '#core/time.ts'
import { type ClipDoc, edit, type Write } from './clip-doc.ts'
import { table } from './decisions.ts'
import { freshId } from './doc-spans.ts'
import type { EditOrigin } from './edit-origin.ts'
import { boxText, framingKeyId, layoutId, readFraming } from './read-framing.ts'
import { shapeCode } from './shape-code.ts'

/**
 * Framing is decided in source time, so that it stays with the picture wherever a piece plays. A
 * shape that follows 9:16 gets its own crop with its first key or layout, and begins with what it
 * showed before.
 */

const framing = (doc: ClipDoc): Framing => ({ ...readFraming(doc), shots: [] })

/** Sets the crop of a slot at a moment: changes the key that is there, or adds one. Returns its id. */
export function setFramingKey(
  doc: ClipDoc,
  key: { shape: Shape; slot?: Slot; t: number; box: Box; move?: 'glide' | 'hold'; auto?: boolean },
  origin: EditOrigin,
): string | null {
  const [shape, slot, box] = [
    Shape.parse(key.shape),
    Slot.parse(key.slot ?? 'main'),
    Box.safeParse(key.box),
  ]
  const t = Math.round(key.t)
  if (!box.success || !(t >= 0)) return null
  let id: string | null = null
  edit(doc, origin, (write) => {
    ownCrop(doc, shape, write)
    const there = framing(doc).keys.find((k) => k.shape === shape && k.slot === slot && k.t === t)
    id = there?.id ?? freeKeyId(doc, shape, slot, t)
    const { move = there?.move ?? 'glide', auto = false } = key
    writeKey(id, { shape, slot, t, box: box.data, move, auto }, write)
  })
  return id
}

/** Changes a key: its moment, its crop, or how it goes on. It is then somebody's, not the reframer's. */
export function changeFramingKey(
  doc: ClipDoc,
  id: string,
  change: { t?: number; box?: Box; move?: 'glide' | 'hold' },
  origin: EditOrigin,
): boolean {
  const box = change.box && Box.parse(change.box)
  return edit(doc, origin, (write) => {
    if (!framing(doc).keys.some((key) => key.id === id)) return
    if (change.t !== undefined && change.t >= 0) write('framing', `${id}/t`, Math.round(change.t))
    if (box) write('framing', `${id}/box`, boxText(box))
    if (change.move) write('framing', `${id}/move`, change.move)
    write('framing', `${id}/auto`, false)
  })
}

export const removeFramingKey = (doc: ClipDoc, id: string, origin: EditOrigin): boolean =>
  edit(doc, origin, (write) => {
    if (framing(doc).keys.some((key) => key.id === id)) write('framing', `${id}/del`, true)
  })

/** A shape follows 9:16 again. In 9:16 itself, what people set goes and what was found stays. */
export const resetFraming = (doc: ClipDoc, shape: Shape, origin: EditOrigin): boolean =>
  edit(doc, origin, (write) => {
    const { keys, layouts, own } = framing(doc)
    for (const key of keys) {
      if (key.shape === shape && !(shape === '9:16' && key.auto)) {
        write('framing', `${key.id}/del`, true)
      }
    }
    for (const layout of layouts) {
      if (layout.shape === shape) write('framing', `${layout.id}/del`, true)
    }
    if (own.includes(shape)) write('framing', `own/${shapeCode(shape)}`, false)
  })

/** How a stretch of the source, usually a shot, fills the picture. */
export const setLayout = (
  doc: ClipDoc,
  shape: Shape,
  { from, to }: Range,
  kind: LayoutKind,
  origin: EditOrigin,
): boolean =>
  edit(doc, origin, (write) => {
    ownCrop(doc, Shape.parse(shape), write)
    // Smaller stretches inside would be seen before this one.
    for (const layout of framing(doc).layouts) {
      const inside = layout.from >= from && layout.to <= to
      if (layout.shape === shape && inside) write('framing', `${layout.id}/del`, true)
    }
    const id = layoutId(shape, from, to)
    write('framing', `${id}/kind`, LayoutKind.parse(kind))
    write('framing', `${id}/del`, false)
  })

export type FramedShot = Range & {
  keys: Pick<FramingKey, 'slot' | 't' | 'box' | 'move'>[]
  /** Absent: as it is. Only between these two a reframer chooses; what else people chose stays. */
  layout?: 'fill' | 'split'
}

/**
 * Frames whole shots at once: what a reframer found, or one correction for all shots of a person.
 * Shots in which somebody has set a key by hand are left alone; returns how many.
 */
export function frameShots(
  doc: ClipDoc,
  shape: Shape,
  shots: FramedShot[],
  origin: EditOrigin,
): number {
  let skipped = 0
  edit(doc, origin, (write) => {
    ownCrop(doc, Shape.parse(shape), write)
    const { keys, layouts } = framing(doc)
    for (const { from, to, keys: wanted, layout } of shots) {
      const there = keys.filter((key) => key.shape === shape && key.t >= from && key.t < to)
      if (there.some(({ auto }) => !auto)) {
        skipped++
        continue
      }
      const fresh = wanted.filter(({ t, box }) => t >= from && t < to && Box.safeParse(box).success)
      for (const key of there) {
        const stays = fresh.some(({ t, slot }) => t === key.t && slot === key.slot)
        if (!stays) write('framing', `${key.id}/del`, true)
      }
      for (const key of fresh) {
        const id =
          there.find(({ t, slot }) => t === key.t && slot === key.slot)?.id ??
          freeKeyId(doc, shape, key.slot, key.t)
        writeKey(id, { ...key, shape, auto: true }, write)
      }
      const now = layoutAt(layouts, shape, from)
      if (layout && now !== layout && (now === 'fill' || now === 'split')) {
        const id = layoutId(shape, from, to)
        write('framing', `${id}/kind`, layout)
        write('framing', `${id}/del`, false)
      }
    }
  })
  return skipped
}

function writeKey(
  id: string,
  { shape, slot, t, box, move, auto }: Omit<FramingKey, 'id' | 't'> & { t: number },
  write: Write,
): void {
  write('framing', `${id}/shape`, shape)
  write('framing', `${id}/slot`, slot)
  write('framing', `${id}/t`, t)
  write('framing', `${id}/box`, boxText(box))
  write('framing', `${id}/move`, move)
  write('framing', `${id}/auto`, auto)
  write('framing', `${id}/del`, false)
}

/** The moment's own name, unless the key that bears it was moved to another moment. */
function freeKeyId(doc: ClipDoc, shape: Shape, slot: Slot, t: number): string {
  const rows = table(doc, 'framing')
  const id = framingKeyId(shape, slot, t)
  const taken = rows.has(id, 't') && rows.get(id, 'del') !== true
  return taken ? `${id}-${freshId(doc)}` : id
}

/** Gives a shape that follows its own crop: the one it shows. */
function ownCrop(doc: ClipDoc, shape: Shape, write: Write): void {
  const now = framing(doc)
  const from = framedAs(now, shape)
  if (from === shape) return
  write('framing', `own/${shapeCode(shape)}`, true)
  for (const slot of Slot.options) {
    for (const key of keysOf(now, shape, slot)) {
      writeKey(freeKeyId(doc, shape, slot, key.t), { ...key, shape }, write)
    }
  }
  for (const layout of now.layouts) {
    if (layout.shape !== from) continue
    const id = layoutId(shape, layout.from, layout.to)
    write('framing', `${id}/kind`, layout.kind)
    write('framing', `${id}/del`, false)
  }
}
