import { z } from 'zod'
import { Shape } from './shape.ts'

/** A hand draws no more than this on one picture; together the points stay well under a row's 64 kB. */
export const MAX_STROKES = 30
export const MAX_POINTS = 1_500

export const inks = {
  red: '#ff5b57',
  yellow: '#ffe14d',
  blue: '#41d5fc',
  white: '#ffffff',
} as const
export type Ink = keyof typeof inks

/** A place on the frame: 0–1 from the left and from the top. */
const Point = z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)])
export type Point = z.infer<typeof Point>

const Stroke = z
  .strictObject({
    tool: z.enum(['pen', 'arrow', 'box']),
    ink: z.enum(Object.keys(inks) as [Ink, ...Ink[]]),
    points: z.array(Point).min(2).max(MAX_POINTS),
  })
  .refine(({ tool, points }) => tool === 'pen' || points.length === 2, {
    path: ['points'],
    message: 'An arrow and a box go from one point to another.',
  })
export type Stroke = z.infer<typeof Stroke>

/** What somebody drew on a frame of the clip, in the shape they saw it. */
export const Drawing = z
  .strictObject({ shape: Shape, strokes: z.array(Stroke).min(1).max(MAX_STROKES) })
  .refine(({ strokes }) => pointsOf(strokes) <= MAX_POINTS, {
    path: ['strokes'],
    message: `A drawing has at most ${MAX_POINTS} points.`,
  })
export type Drawing = z.infer<typeof Drawing>

export const pointsOf = (strokes: readonly Stroke[]): number =>
  strokes.reduce((sum, { points }) => sum + points.length, 0)

/** How far from the line between its neighbours a point must lie to be kept, 0–1. */
const CLOSE = 0.0015
const round = (n: number) => Math.round(Math.min(1, Math.max(0, n)) * 1e4) / 1e4

/**
 * A line of the pen with the points that make no difference left out (Douglas and Peucker 1973), each
 * to a ten-thousandth of the frame.
 */
export function simplify(points: readonly Point[]): Point[] {
  const kept = new Set([0, points.length - 1])
  const open: [number, number][] = [[0, points.length - 1]]
  for (let span = open.pop(); span; span = open.pop()) {
    const [first, last] = span
    let [far, furthest] = [-1, CLOSE]
    for (let i = first + 1; i < last; i++) {
      const away = distance(points[i] as Point, points[first] as Point, points[last] as Point)
      if (away > furthest) [far, furthest] = [i, away]
    }
    if (far < 0) continue
    kept.add(far)
    open.push([first, far], [far, last])
  }
  return [...kept]
    .sort((a, b) => a - b)
    .map((i) => points[i] as Point)
    .map(([x, y]) => [round(x), round(y)])
}

function distance([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const [dx, dy] = [x2 - x1, y2 - y1]
  const length = Math.hypot(dx, dy)
  if (length === 0) return Math.hypot(x - x1, y - y1)
  return Math.abs(dy * x - dx * y + x2 * y1 - y2 * x1) / length
}
