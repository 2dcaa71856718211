import { type Box, boxAround, centredBox, type FramingKey } from '../framing.ts'
import { median } from '../median.ts'
import { ms } from '../time.ts'
import type { SeenFace } from './seen-shot.ts'

export type PathKey = Pick<FramingKey, 't' | 'box' | 'move'>
type Sight = Omit<SeenFace['seen'][number], 'mouth'>

/** How far a face may wander from the middle of the crop before the crop goes along, of its width. */
const STILL = 0.15
/** A face is at least this high in the crop, as a share of it, where coming closer allows. */
const FACE_HEIGHT = 0.22
/** A crop never comes closer than this: the source has only so many dots. */
const CLOSEST = 1.35
/** The middle of a face lies here, from the top of the crop: eyes on the upper third. */
const FACE_AT = 0.4
/** How long the crop takes to its next place. */
const GLIDE_MS = 900

/** The widest crop of a slot, both as width over height. */
type Frame = { ratio: number; sourceRatio: number }

/**
 * A crop that stays with somebody as a camera operator would: it stands still while they are well
 * inside it, and goes once to where they went when they stay there. The first key lies at `from`.
 */
export function facePath(
  seen: readonly Sight[],
  { from, to }: { from: number; to: number },
  frame: Frame,
): PathKey[] {
  const widest = centredBox(frame.ratio, frame.sourceRatio)
  const height = median(seen.map(({ h }) => h)) / widest.h
  const closer = Math.min(CLOSEST, Math.max(1, FACE_HEIGHT / Math.max(height, 0.01)))
  const [w, h] = [widest.w / closer, widest.h / closer]
  const middles = seen
    .filter(({ t }) => t >= from && t < to)
    .map((one) => ({ t: one.t, x: one.x + one.w / 2, y: one.y + one.h / 2 + h * (0.5 - FACE_AT) }))
  const keys: PathKey[] = []
  for (const [i, stay] of stays(middles, w * STILL * 2, h * STILL * 2).entries()) {
    const box = boxAround(stay.x, stay.y, w, h)
    const before = keys.at(-1)
    if (i === 0 || !before) keys.push({ t: ms(from), box, move: 'hold' })
    else if (!same(before.box, box)) {
      const start = Math.max(before.t + 1, stay.t - GLIDE_MS / 2)
      const end = Math.min(to - 1, start + GLIDE_MS)
      if (end <= start) continue
      if (start > before.t) keys.push({ t: ms(start), box: before.box, move: 'glide' })
      keys.push({ t: ms(end), box, move: 'hold' })
    }
  }
  return keys
}

type Middle = { t: number; x: number; y: number }

/**
 * Divides a walk into the fewest stays whose points all lie within `wide` and `high`. One point
 * that lies elsewhere between two that do not is somebody who nodded, or a mistake.
 */
function stays(middles: readonly Middle[], wide: number, high: number): Middle[] {
  const groups: Middle[][] = []
  for (const [i, point] of middles.entries()) {
    const group = groups.at(-1)
    if (group && fits([...group, point], wide, high)) group.push(point)
    else {
      const next = middles[i + 1]
      const passing = group && (!next || fits([...group, next], wide, high))
      if (!passing) groups.push([point])
    }
  }
  return groups.map((group) => ({
    t: group[0]?.t ?? 0,
    x: median(group.map(({ x }) => x)),
    y: median(group.map(({ y }) => y)),
  }))
}

const fits = (points: readonly Middle[], wide: number, high: number) =>
  spread(points.map(({ x }) => x)) <= wide && spread(points.map(({ y }) => y)) <= high

const spread = (values: number[]) => Math.max(...values) - Math.min(...values)

const same = (a: Box, b: Box) => Math.abs(a.x - b.x) < 0.005 && Math.abs(a.y - b.y) < 0.005
