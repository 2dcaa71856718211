import type { ClipProject, Piece } from '#core/clip-project.ts'
import { type Box, centredBox, cropAt, type FramingKey, keysOf } from '#core/framing.ts'
import { type LayoutKind, layoutCells, type Slot, slotRatio } from '#core/layout.ts'
import type { Shape } from '#core/shape.ts'
import { ms, type Range } from '#core/time.ts'

/**
 * The shot a moment of the source lies in: it ends where the scene ends, or where another piece of the
 * clip begins. Source ms.
 */
export function shotAt(
  { framing, pieces }: Pick<ClipProject, 'framing' | 'pieces'>,
  at: number,
  durationMs: number,
): Range {
  const scene = {
    from: framing.shots.findLast((shot) => shot <= at) ?? 0,
    to: framing.shots.find((shot) => shot > at) ?? durationMs,
  }
  const own = pieces.find((piece) => at >= piece.from && at < piece.to)
  if (!own) return { from: ms(scene.from), to: ms(scene.to) }
  // Beyond its piece a shot goes on, so that a longer piece is framed as it was.
  const before = pieces.filter((piece) => piece.to <= own.from).map((piece) => piece.to)
  const after = pieces.filter((piece) => piece.from >= own.to).map((piece) => piece.from)
  return {
    from: ms(Math.max(scene.from, ...before)),
    to: ms(Math.min(scene.to, ...after)),
  }
}

/** Every shot the clip shows, in playing order, each once. */
export function shotsOf(
  project: Pick<ClipProject, 'framing' | 'pieces'>,
  durationMs: number,
): Range[] {
  const found = new Map<number, Range>()
  for (const piece of project.pieces) {
    for (const at of [piece.from, ...inside(project.framing.shots, piece)]) {
      const shot = shotAt(project, at, durationMs)
      found.set(shot.from, shot)
    }
  }
  return [...found.values()]
}
const inside = (shots: readonly number[], { from, to }: Piece) =>
  shots.filter((shot) => shot > from && shot < to)

/** The slots of a layout that show a crop of the source. */
export const croppedSlots = (kind: LayoutKind, shape: Shape): Slot[] =>
  layoutCells(kind, shape).flatMap(({ slot, fit }) => (fit === 'cover' ? [slot] : []))

/** A slot's crop at a moment of the source: of the shape it is shown in. */
export function cropOf(
  { framing }: Pick<ClipProject, 'framing'>,
  { shape, slot, at, sourceRatio }: { shape: Shape; slot: Slot; at: number; sourceRatio: number },
): Box {
  const ratio = slotRatio(slot, shape)
  const box = cropAt(keysOf(framing, shape, slot), framing.shots, at)
  return box ? shaped(box, ratio / sourceRatio) : centredBox(ratio, sourceRatio)
}

/** The largest box of a shape within a box, about its middle: what is shown of a box of another shape. */
function shaped(box: Box, share: number): Box {
  const w = Math.min(box.w, box.h * share)
  const h = Math.min(box.h, box.w / share)
  return { x: box.x + (box.w - w) / 2, y: box.y + (box.h - h) / 2, w, h }
}

/** How much closer a crop is than the widest there can be; 1: the widest. */
export const zoomOf = (box: Box, ratio: number, sourceRatio: number): number =>
  centredBox(ratio, sourceRatio).h / box.h

/** The keys of one shot, by time. */
export const keysIn = (keys: readonly FramingKey[], { from, to }: Range): FramingKey[] =>
  keys.filter((key) => key.t >= from && key.t < to)
