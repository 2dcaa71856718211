import { expect, test } from 'vitest'
import { cropAt, type FramingKey } from '../framing.ts'
import { ms } from '../time.ts'
import { type FacedShot, frameByFaces } from './frame-by-faces.ts'
import type { SeenFace, SeenShot } from './seen-shot.ts'

const wide = { shape: '9:16', sourceRatio: 16 / 9 } as const
/** What a crop of 9:16 shows of the width of 16:9. */
const CROP = 0.316

/** A face once a second from `from` on; `at` gives its middle, 0–1 of the width. */
function face(
  from: number,
  seconds: number,
  at: (second: number) => number,
  { mouth = (_: number): number => 0, size = 0.14 } = {},
): SeenFace {
  return {
    seen: Array.from({ length: seconds }, (_, i) => ({
      t: ms(from + i * 1000 + 67),
      x: at(i) - size / 2,
      y: 0.3,
      w: size,
      h: size * 1.6,
      mouth: mouth(i),
    })),
  }
}
const shot = (from: number, to: number, ...faces: SeenFace[]): SeenShot => ({
  ...{ from: ms(from), to: ms(to), looks: Math.ceil((to - from) / 1000), faces },
  ...{ light: 0.5, sharp: 0.5 },
})
const said = (from: number, to: number, speaker: number | null = null) =>
  Array.from({ length: Math.floor((to - from) / 500) }, (_, i) => ({
    ...{ from: from + i * 500, to: from + i * 500 + 400, speaker },
  }))

/** The crop's middle at a moment, as the document would play it. */
function middleAt(shots: FacedShot[], t: number, slot: FramingKey['slot'] = 'main') {
  const keys = shots.flatMap((one) => one.keys).filter((key) => key.slot === slot)
  const full = keys.map((key, i) => ({ ...key, id: `${i}`, shape: '9:16' as const, auto: true }))
  const cuts = shots.map((one) => one.from as number).filter((from) => from > 0)
  const box = cropAt(full, cuts, t)
  return box && { x: box.x + box.w / 2, left: box.x, right: box.x + box.w }
}

test('one person is shown, and the crop stands still while they sway', () => {
  const swaying = face(0, 20, (i) => 0.7 + (i % 2 ? 0.03 : -0.03))
  const framed = frameByFaces([shot(0, 20_000, swaying)], [], wide)
  expect(framed[0]).toMatchObject({ layout: 'fill', doubt: null })
  expect(framed[0]?.keys).toHaveLength(1)
  expect(middleAt(framed, 10_000)?.x).toBeCloseTo(0.7, 1)
})

test('the crop goes along once when they move over, and stays there', () => {
  const moving = face(0, 20, (i) => (i < 10 ? 0.3 : 0.6))
  const framed = frameByFaces([shot(0, 20_000, moving)], [], wide)
  expect(framed[0]?.keys.map(({ move }) => move)).toEqual(['hold', 'glide', 'hold'])
  expect(middleAt(framed, 5000)?.x).toBeCloseTo(0.3, 2)
  expect(middleAt(framed, 15_000)?.x).toBeCloseTo(0.6, 2)
})

test('a single look elsewhere moves nothing', () => {
  const odd = face(0, 12, (i) => (i === 6 ? 0.8 : 0.4))
  expect(frameByFaces([shot(0, 12_000, odd)], [], wide)[0]?.keys).toHaveLength(1)
})

test('over a walk through the picture the crop turns back no more often than the walk', () => {
  const there = face(0, 60, (i) => 0.5 + 0.3 * Math.sin((i / 60) * 2 * Math.PI))
  const framed = frameByFaces([shot(0, 60_000, there)], [], wide)
  const places = framed[0]?.keys.filter(({ move }) => move === 'hold').map(({ box }) => box.x) ?? []
  const steps = places.slice(1).map((x, i) => Math.sign(x - (places[i] ?? 0)))
  const turns = steps.slice(1).filter((step, i) => step !== steps[i]).length
  expect(turns).toBe(2)
  // They are inside the crop at every look.
  for (const { t, x, w } of there.seen) {
    const crop = middleAt(framed, t)
    expect(x + w / 2, `${t}`).toBeGreaterThan(crop?.left ?? 1)
    expect(x + w / 2, `${t}`).toBeLessThan(crop?.right ?? 0)
  }
})

test('a cut begins afresh: nothing glides across it', () => {
  const framed = frameByFaces(
    [
      shot(
        0,
        5000,
        face(0, 5, () => 0.25),
      ),
      shot(
        5000,
        10_000,
        face(5000, 5, () => 0.75),
      ),
    ],
    [],
    wide,
  )
  expect(middleAt(framed, 4999)?.x).toBeCloseTo(0.25, 2)
  expect(middleAt(framed, 5000)?.x).toBeCloseTo(0.75, 2)
})

test('of two who do not fit, the one whose mouth moves is shown', () => {
  const [left, right] = [face(0, 6, () => 0.2), face(0, 6, () => 0.8, { mouth: () => 4 })]
  const framed = frameByFaces([shot(0, 6000, left, right)], said(0, 6000), wide)
  expect(framed[0]).toMatchObject({ layout: 'fill', doubt: null })
  expect(middleAt(framed, 3000)?.x).toBeCloseTo(0.8, 1)
})

test('where they take turns, the crop changes hard when the other begins', () => {
  const left = face(0, 20, () => 0.2, { mouth: (i) => (i < 10 ? 5 : 0.5) })
  const right = face(0, 20, () => 0.8, { mouth: (i) => (i < 10 ? 0.4 : 6) })
  const words = [...said(0, 10_000, 0), ...said(10_000, 20_000, 1)]
  const framed = frameByFaces([shot(0, 20_000, left, right)], words, wide)
  expect(framed[0]).toMatchObject({ layout: 'fill', doubt: null })
  expect(middleAt(framed, 9999)?.x).toBeCloseTo(0.2, 1)
  expect(middleAt(framed, 10_000)?.x).toBeCloseTo(0.8, 1)
})

test('a turn whose mouth is hidden goes to who spoke with that voice before', () => {
  const left = face(0, 30, () => 0.2, { mouth: (i) => (i < 10 ? 5 : 0.5) })
  const right = face(0, 30, () => 0.8, { mouth: (i) => (i >= 10 && i < 20 ? 6 : 0.5) })
  const words = [...said(0, 10_000, 0), ...said(10_000, 20_000, 1), ...said(20_000, 30_000, 0)]
  const framed = frameByFaces([shot(0, 30_000, left, right)], words, wide)
  expect(framed[0]?.doubt).toBeNull()
  expect(middleAt(framed, 25_000)?.x).toBeCloseTo(0.2, 1)
})

test('where nobody can tell who talks, both are shown, and somebody is asked to look', () => {
  const both = [face(0, 6, () => 0.2), face(0, 6, () => 0.8)]
  const framed = frameByFaces([shot(0, 6000, ...both)], said(0, 6000), wide)
  expect(framed[0]).toMatchObject({ layout: 'split', doubt: 'which-one-talks' })
  expect(middleAt(framed, 3000, 'first')?.x).toBeLessThan(0.5)
  expect(middleAt(framed, 3000, 'second')?.x).toBeGreaterThan(0.5)
})

test('quick turns show both, without a doubt', () => {
  const left = face(0, 12, () => 0.2, { mouth: (i) => (i % 4 < 2 ? 5 : 0.2) })
  const right = face(0, 12, () => 0.8, { mouth: (i) => (i % 4 < 2 ? 0.2 : 5) })
  const words = [0, 2, 4, 6, 8, 10].flatMap((s) =>
    said(s * 1000, s * 1000 + 2000, s % 4 === 0 ? 0 : 1),
  )
  const framed = frameByFaces([shot(0, 12_000, left, right)], words, wide)
  expect(framed[0]).toMatchObject({ layout: 'split', doubt: null })
})

test('two who fit into the crop are shown together', () => {
  const close = [face(0, 6, () => 0.46, { size: 0.06 }), face(0, 6, () => 0.56, { size: 0.06 })]
  const framed = frameByFaces([shot(0, 6000, ...close)], said(0, 6000), wide)
  expect(framed[0]).toMatchObject({ layout: 'fill', doubt: null })
  const crop = middleAt(framed, 1000)
  expect(crop?.left).toBeLessThan(0.43)
  expect(crop?.right).toBeGreaterThan(0.59)
})

test('a shot without a face shows its middle, and asks to be looked at where it is long', () => {
  const framed = frameByFaces([shot(0, 1000), shot(1000, 9000)], [], wide)
  expect(framed.map(({ doubt }) => doubt)).toEqual([null, 'nobody'])
  expect(middleAt(framed, 5000)?.x).toBeCloseTo(0.5, 5)
})

test('somebody who comes and goes is followed, with a doubt', () => {
  const { seen } = face(0, 10, () => 0.3)
  const framed = frameByFaces([shot(0, 10_000, { seen: seen.slice(0, 4) })], [], wide)
  expect(framed[0]?.doubt).toBe('comes-and-goes')
})

test('a small face is come closer to, but never so close that dots are seen', () => {
  const framed = frameByFaces(
    [
      shot(
        0,
        5000,
        face(0, 5, () => 0.5, { size: 0.03 }),
      ),
    ],
    [],
    wide,
  )
  const box = framed[0]?.keys[0]?.box
  expect(box?.w).toBeCloseTo(CROP / 1.35, 2)
})
