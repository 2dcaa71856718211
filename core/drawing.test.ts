import { expect, test } from 'vitest'
import { Drawing, MAX_POINTS, MAX_STROKES, type Point, pointsOf, simplify } from './drawing.ts'

const pen = (count: number) => ({
  tool: 'pen',
  ink: 'red',
  points: Array.from({ length: count }, (_, i) => [i / count, 0.5]),
})
const reads = (strokes: unknown) => Drawing.safeParse({ shape: '9:16', strokes }).success

test('a drawing lies on the frame and has an end', () => {
  expect(reads([pen(2)])).toBe(true)
  expect(reads([])).toBe(false)
  expect(reads(Array(MAX_STROKES + 1).fill(pen(2)))).toBe(false)
  expect(reads(Array(3).fill(pen(MAX_POINTS / 3)))).toBe(true)
  expect(reads(Array(4).fill(pen(MAX_POINTS / 3)))).toBe(false)
  for (const point of [[-0.01, 0], [0, 1.01], [Number.NaN, 0], [0], ['0', 0], [0, 0, 0]]) {
    expect(reads([{ ...pen(2), points: [[0, 0], point] }])).toBe(false)
  }
})

test('an arrow and a box have two ends; inks and tools are those there are', () => {
  const two = [
    [0.1, 0.1],
    [0.4, 0.4],
  ]
  expect(reads([{ tool: 'arrow', ink: 'white', points: two }])).toBe(true)
  expect(reads([{ tool: 'box', ink: 'blue', points: [...two, [0.2, 0.2]] }])).toBe(false)
  expect(reads([{ tool: 'stamp', ink: 'red', points: two }])).toBe(false)
  expect(reads([{ tool: 'pen', ink: 'url(http://example.com)', points: two }])).toBe(false)
})

test('a largest drawing is far from the 64 kB a row may have', () => {
  const strokes = Array(3).fill({
    ...pen(MAX_POINTS / 3),
    points: Array(MAX_POINTS / 3).fill([0.1234, 0.1234]),
  })
  const drawing = Drawing.parse({ shape: '9:16', strokes })
  expect(pointsOf(drawing.strokes)).toBe(MAX_POINTS)
  expect(JSON.stringify(drawing).length).toBeLessThan(30_000)
})

test('a straight line is its ends, a corner stays, and what leaves the frame is held at its edge', () => {
  const line = Array.from({ length: 200 }, (_, i): Point => [i / 200, 0.25])
  expect(simplify(line)).toEqual([
    [0, 0.25],
    [0.995, 0.25],
  ])
  const corner: Point[] = [
    [0, 0],
    [0.25, 0],
    [0.5, 0],
    [0.5, 0.25],
    [0.5, 1.2],
  ]
  expect(simplify(corner)).toEqual([
    [0, 0],
    [0.5, 0],
    [0.5, 1],
  ])
})
