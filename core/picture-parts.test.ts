import { expect, test } from 'vitest'
import { type Framing, type FramingKey, plainFraming } from './framing.ts'
import type { Slot } from './layout.ts'
import { containRect, isFramed, pictureParts } from './picture-parts.ts'
import { ms } from './time.ts'

const source = { width: 1920, height: 1080 }
const key = (
  t: number,
  x: number,
  { slot = 'main', w = 0.25, h = 0.8 }: { slot?: Slot; w?: number; h?: number } = {},
): FramingKey => ({
  ...{ id: `k${t}`, shape: '9:16', slot, t: ms(t), box: { x, y: 0.1, w, h } },
  ...{ move: 'glide', auto: false },
})
const framing = (more: Partial<Framing>): Framing => ({ ...plainFraming(), ...more })
const cropsAt = (framed: Framing, frames: number[], from = source) => {
  const parts = pictureParts(framed, '9:16', from)
  return frames.map((frame) => parts(frame).parts.map((part) => part.crop))
}

test('nothing is framed until somebody frames it; a shape that follows is framed with 9:16', () => {
  expect(isFramed(plainFraming(), '9:16')).toBe(false)
  const keys = [key(0, 0.1)]
  expect(isFramed(framing({ keys }), '1:1')).toBe(true)
  expect(isFramed(framing({ keys, own: ['1:1'] }), '1:1')).toBe(false)
})

test('a crop is of its cell’s shape, in the source, and on even px while it stands', () => {
  const [crops] = cropsAt(framing({ keys: [key(0, 0.3)] }), [0])
  expect(crops?.[0]).toEqual({ x: 576, y: 114, width: 480, height: 854 })
  expect(480 / 854).toBeCloseTo(1080 / 1920, 2)
})

test('a crop that moves goes px by px, straight from key to key, and keeps its size', () => {
  const keys = [key(0, 0.1), key(1000, 0.2)]
  const crops = cropsAt(framing({ keys }), [0, 1, 2, 15, 30]).map(([crop]) => crop)
  expect(crops.map((crop) => crop?.x)).toEqual([192, 198, 205, 288, 384])
  expect(new Set(crops.map((crop) => `${crop?.width}×${crop?.height}`))).toEqual(
    new Set(['480×854']),
  )
})

test('two cells fill the picture without a gap, each with its own crop', () => {
  const layouts = [
    { id: 'l', shape: '9:16' as const, from: ms(500), to: ms(1000), kind: 'split' as const },
  ]
  const parts = pictureParts(framing({ layouts, keys: [key(0, 0, { slot: 'second' })] }), '9:16', {
    ...source,
  })
  expect(parts(14).layout).toBe('fill')
  expect(parts(15).parts.map(({ slot, cell }) => [slot, cell])).toEqual([
    ['first', { x: 0, y: 0, width: 1080, height: 960 }],
    ['second', { x: 0, y: 960, width: 1080, height: 960 }],
  ])
  const [first, second] = parts(15).parts
  expect(first?.crop).toEqual({ x: 352, y: 0, width: 1216, height: 1080 })
  expect(second?.crop?.x).toBe(0)
  expect(parts(30).layout).toBe('fill')
})

test('a whole source lies in the middle of its cell, over a copy that reaches past it', () => {
  const cell = { x: 0, y: 0, width: 1080, height: 1920 }
  const { whole, behind } = containRect(source, cell)
  expect(whole).toEqual({ x: 0, y: 656, width: 1080, height: 608 })
  expect(behind.width / behind.height).toBeCloseTo(1080 / 1920, 2)
  expect(behind.height).toBeLessThan(1080)
})

test('no crop leaves a source of odd size, however small', () => {
  for (const from of [
    { width: 321, height: 181 },
    { width: 7, height: 5 },
  ])
    for (const x of [0, 0.4, 0.75])
      for (const [crop] of cropsAt(
        framing({ keys: [key(0, x), key(900, 0.75 - x)] }),
        [0, 9],
        from,
      )) {
        expect((crop?.x ?? 0) + (crop?.width ?? 0)).toBeLessThanOrEqual(from.width)
        expect((crop?.y ?? 0) + (crop?.height ?? 0)).toBeLessThanOrEqual(from.height)
      }
})
