import { expect, test } from 'vitest'
import { cropByCorner, cropMoved } from './crop-drag.ts'

const box = { x: 0.3, y: 0.2, w: 0.2, h: 0.4 }
const screen = { width: 800, height: 450 }
/** Of `box`. */
const shares = 0.5

test('a crop is drawn to the edges and the middle of the source, and never leaves it', () => {
  expect(cropMoved(box, { dx: 0.105, dy: 0 }, screen)).toMatchObject({ x: 0.4, y: 0.2 })
  expect(cropMoved(box, { dx: 0.105, dy: 0 }, null).x).toBeCloseTo(0.405)
  expect(cropMoved(box, { dx: 3, dy: -3 }, null)).toMatchObject({ x: 0.8, y: 0 })
})

test('a corner scales about the opposite one', () => {
  const larger = cropByCorner(box, { x: 1, y: 1 }, { dx: 0.1, shares, middle: false })
  expect(larger.x).toBeCloseTo(0.3)
  expect(larger.y).toBeCloseTo(0.2)
  expect(larger.w).toBeCloseTo(0.3)
  expect(larger.h).toBeCloseTo(0.6)
  const smaller = cropByCorner(box, { x: 0, y: 0 }, { dx: 0.1, shares, middle: false })
  expect(smaller.x + smaller.w).toBeCloseTo(0.5)
  expect(smaller.y + smaller.h).toBeCloseTo(0.6)
})

test('held about the middle, the middle stays', () => {
  const larger = cropByCorner(box, { x: 1, y: 0 }, { dx: 0.05, shares, middle: true })
  expect(larger.w).toBeCloseTo(0.3)
  expect(larger.x + larger.w / 2).toBeCloseTo(0.4)
  expect(larger.y + larger.h / 2).toBeCloseTo(0.4)
})

test('it grows no further than the source, and keeps its shape', () => {
  const most = cropByCorner(box, { x: 1, y: 1 }, { dx: 9, shares, middle: false })
  expect(most.w / most.h).toBeCloseTo(shares)
  expect(most.y + most.h).toBeCloseTo(1)
  const least = cropByCorner(box, { x: 1, y: 1 }, { dx: -9, shares, middle: false })
  expect(least.w).toBeCloseTo(0.02)
  expect(least.w / least.h).toBeCloseTo(shares)
})
