import { expect, test } from 'vitest'
import { AssetId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import { ana, ben, meet, peerOf, seeded, spoken } from './clip-doc.fixtures.ts'
import { type ClipDoc, loadClip, yDoc } from './clip-doc.ts'
import { addOverlay, changeOverlay, moveOverlay, removeOverlay } from './overlay-verbs.ts'
import { readClip } from './read-clip.ts'
import { setSound } from './sound-verbs.ts'

const source = spoken(30)
const asset = AssetId.parse('00000000-0000-4000-8000-0000000000f1')
const other = AssetId.parse('00000000-0000-4000-8000-0000000000f2')
const overlays = (doc: ClipDoc) => readClip(doc, source).overlays
const ids = (doc: ClipDoc) => overlays(doc).map(({ id }) => id)

test('a text is put on a clip with what it does not say', () => {
  const doc = loadClip([seeded()])
  const id = addOverlay(doc, 'text', { text: ' Read\nmore \u0000', size: 60 }, ana)
  expect(overlays(doc)).toEqual([
    {
      kind: 'text',
      id,
      text: 'Read\nmore',
      size: 60,
      font: null,
      colour: '#ffffff',
      background: null,
      align: 'centre',
      x: 0.5,
      y: 0.2,
      w: 0.8,
      shown: 'all',
      shownMs: 3000,
      from: 0,
      to: 0,
    },
  ])
})

test('text is 24 to 72 px, and what no overlay can be is refused', () => {
  const doc = loadClip([seeded()])
  expect(() => addOverlay(doc, 'text', { size: 73 }, ana)).toThrow()
  expect(() => addOverlay(doc, 'text', { size: 23 }, ana)).toThrow()
  expect(() => addOverlay(doc, 'logo', { asset: 'x' as never }, ana)).toThrow()
  expect(overlays(doc)).toEqual([])
})

test('two people who add music at once add one, and change its volume and its fade together', () => {
  const anas = loadClip([seeded()])
  const bens = peerOf(anas)
  addOverlay(anas, 'music', { asset }, ana)
  addOverlay(bens, 'music', { asset: other }, ben)
  meet(anas, bens)
  expect(ids(anas)).toEqual(['music'])
  changeOverlay(anas, 'music', 'music', { gain: -12 }, ana)
  changeOverlay(bens, 'music', 'music', { fadeOut: ms(2000), duckBy: 10 }, ben)
  meet(anas, bens)
  expect(overlays(anas)[0]).toMatchObject({ gain: -12, fadeOut: 2000, duckBy: 10, duckUp: 600 })
  expect(overlays(bens)).toEqual(overlays(anas))
})

test('a removed overlay is gone, and a logo that is added again is there again', () => {
  const doc = loadClip([seeded()])
  addOverlay(doc, 'logo', { asset, opacity: 0.5 }, ana)
  expect(removeOverlay(doc, 'logo', ana)).toBe(true)
  expect(overlays(doc)).toEqual([])
  expect(changeOverlay(doc, 'logo', 'logo', { opacity: 1 }, ana)).toBe(false)
  addOverlay(doc, 'logo', { asset: other }, ana)
  expect(overlays(doc)[0]).toMatchObject({ kind: 'logo', asset: other })
})

test('overlays are drawn in the order people put them', () => {
  const doc = loadClip([seeded()])
  const [a, b, c] = ['a', 'b', 'c'].map((text) => addOverlay(doc, 'text', { text }, ana)) as [
    string,
    string,
    string,
  ]
  expect(moveOverlay(doc, c, a, ana)).toBe(true)
  expect(ids(doc)).toEqual([c, a, b])
  moveOverlay(doc, c, null, ana)
  expect(ids(doc)).toEqual([a, b, c])
  expect(moveOverlay(doc, a, b, ana)).toBe(false)
  expect(moveOverlay(doc, a, 'nowhere', ana)).toBe(false)
})

test('two put in one place at once have an order, and a third goes between them', () => {
  const anas = loadClip([seeded()])
  const bens = peerOf(anas)
  addOverlay(anas, 'text', { text: 'a' }, ana)
  addOverlay(bens, 'text', { text: 'b' }, ben)
  meet(anas, bens)
  expect(ids(anas)).toEqual(ids(bens))
  const [low, high] = ids(anas) as [string, string]
  const third = addOverlay(anas, 'progress', { colour: '#ff0000' }, ana)
  moveOverlay(anas, third, high, ana)
  expect(ids(anas)).toEqual([low, third, high])
})

test('a logo or music without a file is not there, nor is a second logo under another name', () => {
  const doc = loadClip([seeded()])
  const map = yDoc(doc).getMap('overlays')
  map.set('logo/kind', 'logo')
  map.set('x1/kind', 'logo')
  map.set('x1/asset', asset)
  map.set('x2/kind', 'toString')
  expect(overlays(doc)).toEqual([])
})

test('sound is set property by property, for all and for one speaker', () => {
  const anas = loadClip([seeded()])
  const bens = peerOf(anas)
  setSound(anas, { target: null, fadeIn: ms(300) }, ana)
  setSound(bens, { voice: -3, speakers: { 1: 3 } }, ben)
  meet(anas, bens)
  expect(readClip(anas, source).sound).toEqual({
    voice: -3,
    target: null,
    noise: 'keep',
    fadeIn: 300,
    fadeOut: 0,
    speakers: { 1: 3 },
  })
  setSound(anas, { target: -16, speakers: { 1: null } }, ana)
  expect(readClip(anas, source).sound).toMatchObject({ target: -16, speakers: {} })
  expect(() => setSound(anas, { voice: 99 }, ana)).toThrow()
})
