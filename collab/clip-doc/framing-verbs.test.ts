import { expect, test } from 'vitest'
import { type Box, keysOf, layoutOf } from '#core/framing.ts'
import { ms, type Range } from '#core/time.ts'
import { ana, anaId, ben, meet, peerOf, seeded, spoken } from './clip-doc.fixtures.ts'
import { type ClipDoc, loadClip } from './clip-doc.ts'
import {
  changeFramingKey,
  frameShots,
  removeFramingKey,
  resetFraming,
  setFramingKey,
  setLayout,
} from './framing-verbs.ts'
import { readClip } from './read-clip.ts'
import { undoFor } from './undo.ts'

const source = { ...spoken(30), shots: [2000, 4000, 99_000] }
const box = (x: number): Box => ({ x, y: 0.1, w: 0.25, h: 0.8 })
const range = (from: number, to: number) => ({ from, to }) as Range
const framing = (doc: ClipDoc) => readClip(doc, source).framing
const keys = (doc: ClipDoc) => framing(doc).keys.map(({ shape, t, box }) => [shape, t, box.x])

test('a key is added, changed in its place, moved and removed', () => {
  const doc = loadClip([seeded()])
  const id = setFramingKey(doc, { shape: '9:16', t: 1000, box: box(0.1) }, ana) as string
  setFramingKey(doc, { shape: '9:16', t: 1000, box: box(0.2) }, ana)
  expect(keys(doc)).toEqual([['9:16', 1000, 0.2]])
  changeFramingKey(doc, id, { t: 1500, move: 'hold' }, ana)
  expect(framing(doc).keys[0]).toMatchObject({ t: 1500, move: 'hold', auto: false })
  setFramingKey(doc, { shape: '9:16', t: 1000, box: box(0.3) }, ana)
  expect(keys(doc)).toEqual([
    ['9:16', 1000, 0.3],
    ['9:16', 1500, 0.2],
  ])
  expect(removeFramingKey(doc, id, ana)).toBe(true)
  expect(keys(doc)).toEqual([['9:16', 1000, 0.3]])
  expect(removeFramingKey(doc, id, ana)).toBe(false)
  expect(changeFramingKey(doc, id, { t: 5 }, ana)).toBe(false)
})

test('a crop that leaves the source is refused', () => {
  const doc = loadClip([seeded()])
  const out = { x: 0.9, y: 0, w: 0.3, h: 1 }
  expect(setFramingKey(doc, { shape: '9:16', t: 0, box: out }, ana)).toBeNull()
  expect(setFramingKey(doc, { shape: '9:16', t: -5, box: box(0) }, ana)).toBeNull()
  expect(keys(doc)).toEqual([])
})

test('a crop that touches the edge is kept, however its numbers round', () => {
  const doc = loadClip([seeded()])
  for (let i = 1; i < 200; i++) {
    const w = 0.02 + (i * Math.PI) / 700
    setFramingKey(doc, { shape: '9:16', t: i, box: { x: 1 - w, y: 1 - w, w, h: w } }, ana)
  }
  expect(keys(doc)).toHaveLength(199)
})

test('two people who frame one moment frame it once, as one of them did', () => {
  const anas = loadClip([seeded()])
  const bens = peerOf(anas)
  setFramingKey(anas, { shape: '9:16', t: 1000, box: box(0.1) }, ana)
  setFramingKey(bens, { shape: '9:16', t: 1000, box: { x: 0.5, y: 0, w: 0.5, h: 1 } }, ben)
  meet(anas, bens)
  expect(framing(anas).keys).toHaveLength(1)
  expect([box(0.1), { x: 0.5, y: 0, w: 0.5, h: 1 }]).toContainEqual(framing(anas).keys[0]?.box)
  expect(framing(bens)).toEqual(framing(anas))
})

test('a shape gets its own crop with its first key, and follows again after a reset', () => {
  const doc = loadClip([seeded()])
  setFramingKey(doc, { shape: '9:16', t: 0, box: box(0.1) }, ana)
  setFramingKey(doc, { shape: '9:16', t: 1000, box: box(0.3) }, ana)
  setLayout(doc, '9:16', range(2000, 4000), 'split', ana)
  const square = () =>
    keysOf(framing(doc), '1:1', 'main').map(({ t, box: { x } }) => [t, Math.round(x * 1e4)])
  const followed = square()
  setFramingKey(doc, { shape: '1:1', t: 1000, box: { x: 0.5, y: 0, w: 0.5, h: 0.9 } }, ana)
  expect(framing(doc).own).toEqual(['1:1'])
  expect(square()).toEqual([followed[0], [1000, 5000]])
  expect(layoutOf(framing(doc), '1:1', 3000)).toBe('split')
  setFramingKey(doc, { shape: '9:16', t: 0, box: box(0.6) }, ana)
  expect(square()[0]).toEqual(followed[0])

  resetFraming(doc, '1:1', ana)
  expect(framing(doc).own).toEqual([])
  expect(framing(doc).keys.every(({ shape }) => shape === '9:16')).toBe(true)
  expect(framing(doc).layouts).toHaveLength(1)
})

test('two who lay out neighbouring shots both get theirs', () => {
  const anas = loadClip([seeded()])
  const bens = peerOf(anas)
  setLayout(anas, '9:16', range(0, 2000), 'split', ana)
  setLayout(bens, '9:16', range(2000, 4000), 'fit', ben)
  meet(anas, bens)
  expect([0, 2000, 4000].map((t) => layoutOf(framing(anas), '9:16', t))).toEqual([
    'split',
    'fit',
    'fill',
  ])
  setLayout(anas, '9:16', range(0, 4000), 'screen', ana)
  expect(framing(anas).layouts).toHaveLength(1)
})

test('shots somebody framed by hand are left alone, and it is said how many', () => {
  const doc = loadClip([seeded()])
  const undo = undoFor(doc, anaId, source)
  setFramingKey(doc, { shape: '9:16', t: 2500, box: box(0.7) }, ana)
  const found = [0, 2000, 4000].map((from) => ({
    ...range(from, from + 2000),
    keys: [{ slot: 'main' as const, t: ms(from), box: box(0.1), move: 'hold' as const }],
  }))
  expect(frameShots(doc, '9:16', found, ana)).toBe(1)
  expect(keys(doc)).toEqual([
    ['9:16', 0, 0.1],
    ['9:16', 2500, 0.7],
    ['9:16', 4000, 0.1],
  ])
  const again = found.map((shot) => ({ ...shot, keys: [] }))
  frameShots(doc, '9:16', again, ana)
  expect(keys(doc)).toEqual([['9:16', 2500, 0.7]])
  undo.undo()
  undo.undo()
  expect(keys(doc)).toEqual([['9:16', 2500, 0.7]])
})

test('a reframer shows two people one above the other, and leaves what people chose for a shot', () => {
  const doc = loadClip([seeded()])
  setLayout(doc, '9:16', range(2000, 4000), 'fit', ana)
  const both = (from: number, to: number, layout: 'fill' | 'split') => ({
    ...range(from, to),
    keys: [],
    layout,
  })
  frameShots(doc, '9:16', [both(0, 2000, 'split'), both(2000, 4000, 'split')], ana)
  const kinds = () => [500, 2500].map((t) => layoutOf(framing(doc), '9:16', t))
  expect(kinds()).toEqual(['split', 'fit'])
  frameShots(doc, '9:16', [both(0, 2000, 'fill'), both(2000, 4000, 'fill')], ana)
  expect(kinds()).toEqual(['fill', 'fit'])
})

test('a clip carries the shot cuts that are seen in it', () => {
  expect(framing(loadClip([seeded(1000, 3000)])).shots).toEqual([2000])
})
