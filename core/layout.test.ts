import { expect, test } from 'vitest'
import { type Layout, LayoutKind, layoutAt, layoutCells, slotRatio } from './layout.ts'
import { Shape, shapeRatio } from './shape.ts'
import { ms } from './time.ts'

test.each(
  Shape.options.flatMap((shape) => LayoutKind.options.map((kind) => [kind, shape] as const)),
)('%s covers all of %s, once', (kind, shape) => {
  const cells = layoutCells(kind, shape)
  const area = cells.reduce((sum, { w, h }) => sum + w * h, 0)
  expect(area).toBeCloseTo(1)
  for (const { x, y, w, h } of cells) {
    expect(x + w).toBeLessThanOrEqual(1 + 1e-9)
    expect(y + h).toBeLessThanOrEqual(1 + 1e-9)
  }
})

test('a slot is as wide for its height as the part of the picture it fills', () => {
  expect(slotRatio('main', '9:16')).toBe(shapeRatio('9:16'))
  expect(slotRatio('first', '9:16')).toBeCloseTo(9 / 8)
  expect(slotRatio('second', '16:9')).toBeCloseTo(8 / 9)
  expect(slotRatio('camera', '1:1')).toBeCloseTo(1 / 0.45)
})

test('a shot is filled unless somebody says otherwise; the later beginning counts', () => {
  const layout = (from: number, to: number, kind: LayoutKind): Layout => ({
    id: `${from}`,
    shape: '9:16',
    from: ms(from),
    to: ms(to),
    kind,
  })
  const layouts = [layout(0, 5000, 'fit'), layout(2000, 3000, 'split')]
  expect([0, 1999, 2000, 2999, 3000, 5000].map((t) => layoutAt(layouts, '9:16', t))).toEqual([
    'fit',
    'fit',
    'split',
    'split',
    'fit',
    'fill',
  ])
  expect(layoutAt(layouts, '1:1', 100)).toBe('fill')
})
