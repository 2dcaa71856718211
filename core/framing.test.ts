import { expect, test } from 'vitest'
import {
  type Box,
  boxAround,
  centredBox,
  cropAt,
  cropSpans,
  type Framing,
  type FramingKey,
  followBox,
  keysOf,
  layoutOf,
  plainFraming,
} from './framing.ts'
import { ms } from './time.ts'

const tall = (x: number): Box => ({ x, y: 0, w: 0.25, h: 0.8 })
const key = (t: number, x: number, move: 'glide' | 'hold' = 'glide'): FramingKey => ({
  id: `k${t}`,
  shape: '9:16',
  slot: 'main',
  t: ms(t),
  box: tall(x),
  move,
  auto: false,
})
const xs = (keys: FramingKey[], shots: number[], times: number[]) =>
  times.map((t) => Math.round((cropAt(keys, shots, t)?.x ?? Number.NaN) * 1e6) / 1e6)

test('without keys there is no crop to speak of', () => {
  expect(cropAt([], [], 500)).toBeNull()
  expect(cropSpans([], [100], { from: 0, to: 1000 })).toEqual([])
})

test('a crop stands still before its first key and after its last, and glides between', () => {
  const keys = [key(1000, 0.1), key(2000, 0.5)]
  expect(xs(keys, [], [0, 1000, 1500, 2000, 9000])).toEqual([0.1, 0.1, 0.3, 0.5, 0.5])
})

test('a key that holds keeps its crop until the next', () => {
  const keys = [key(1000, 0.1, 'hold'), key(2000, 0.5)]
  expect(xs(keys, [], [1999, 2000])).toEqual([0.1, 0.5])
})

test('no crop glides across a shot cut: there the next shot’s begins', () => {
  const keys = [key(1000, 0.1), key(3000, 0.5), key(4000, 0.7)]
  expect(xs(keys, [2000], [1999, 2000, 3000, 3500])).toEqual([0.1, 0.5, 0.5, 0.6])
})

test('a shot without keys keeps what came before it', () => {
  const keys = [key(1000, 0.1), key(5000, 0.5)]
  expect(xs(keys, [2000, 4000], [1999, 2000, 3999, 4000])).toEqual([0.1, 0.1, 0.1, 0.5])
  expect(xs(keys, [500], [0])).toEqual([0.1])
})

test('spans join without gaps, and say at every moment what cropAt says', () => {
  const keys = [key(100, 0.1), key(900, 0.4, 'hold'), key(1500, 0.2), key(2600, 0.6), key(2601, 0)]
  const shots = [500, 1200, 2600]
  const range = { from: 50, to: 3000 }
  const spans = cropSpans(keys, shots, range)
  expect(spans[0]?.from).toBe(50)
  expect(spans.at(-1)?.to).toBe(3000)
  for (const [i, span] of spans.entries()) expect(spans[i + 1]?.from ?? 3000).toBe(span.to)
  for (let t = range.from; t < range.to; t++) {
    const span = spans.find(({ from, to }) => t >= from && t < to)
    if (!span) throw new Error(`no span at ${t}`)
    const share = (t - span.from) / (span.to - span.from)
    const x = span.start.x + (span.end.x - span.start.x) * share
    expect(cropAt(keys, shots, t)?.x).toBeCloseTo(x, 9)
  }
})

test('a shape that follows has the same middle and height, as wide as it needs', () => {
  // 16:9 source: a 9:16 crop of its full height is 0.31640625 wide.
  const box = { x: 0.3, y: 0, w: 0.31640625, h: 1 }
  const square = followBox(box, 'main', '9:16', '1:1')
  expect(square).toMatchObject({ y: 0, w: 0.5625, h: 1 })
  expect(square.x + square.w / 2).toBeCloseTo(box.x + box.w / 2)
  expect(followBox(box, 'main', '9:16', '16:9')).toEqual({ x: 0, y: 0, w: 1, h: 1 })
  const zoomed = boxAround(0.9, 0.5, 0.31640625 / 2, 0.5)
  expect(followBox(zoomed, 'main', '9:16', '16:9')).toEqual({ x: 0.5, y: 0.25, w: 0.5, h: 0.5 })
})

test('a source too narrow for a shape is used in its full width', () => {
  // A tall source: 9:16 all of it.
  const wide = followBox({ x: 0, y: 0, w: 1, h: 1 }, 'main', '9:16', '16:9')
  expect(wide.w).toBe(1)
  expect(wide.h).toBeCloseTo((9 / 16) ** 2)
  expect(wide.y + wide.h / 2).toBeCloseTo(0.5)
})

test('shapes follow 9:16 until they have a crop of their own', () => {
  const framing: Framing = {
    ...plainFraming(),
    keys: [key(0, 0.1), { ...key(0, 0.4), id: 'own', shape: '1:1' }],
    layouts: [{ id: 'l', shape: '9:16', from: ms(0), to: ms(1000), kind: 'split' }],
  }
  expect(keysOf(framing, '1:1', 'main')[0]?.id).toBe('k0')
  expect(layoutOf(framing, '1:1', 500)).toBe('split')
  const own: Framing = { ...framing, own: ['1:1'] }
  expect(keysOf(own, '1:1', 'main')[0]?.id).toBe('own')
  expect(layoutOf(own, '1:1', 500)).toBe('fill')
  expect(layoutOf(own, '4:5', 500)).toBe('split')
})

test('the middle of a source is the largest crop it has', () => {
  expect(centredBox(9 / 16, 16 / 9)).toEqual({ x: 0.341796875, y: 0, w: 0.31640625, h: 1 })
  expect(centredBox(16 / 9, 9 / 16)).toMatchObject({ x: 0, w: 1, h: (9 / 16) ** 2 })
})
