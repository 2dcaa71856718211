import { expect, test } from 'vitest'
import { plainStyle } from '#core/caption-style.ts'
import { ana, anaId, ben, meet, peerOf, seeded, spoken } from './clip-doc.fixtures.ts'
import { type ClipDoc, loadClip } from './clip-doc.ts'
import { applyStyle, setShape, setStyle, useShape } from './look-verbs.ts'
import { readClip } from './read-clip.ts'
import { undoFor } from './undo.ts'

const source = spoken(30)
const style = (doc: ClipDoc) => readClip(doc, source).style

test('a template is pinned with its version, and its overrides are set one by one', () => {
  const anas = loadClip([seeded()])
  setStyle(anas, { template: { id: 'marker', version: 4 }, overrides: { glow: 3 } }, ana)
  const bens = peerOf(anas)
  setStyle(anas, { overrides: { tilt: -2, label: 'Hi' } }, ana)
  setStyle(bens, { template: { id: 'marker', version: 5 }, overrides: { glow: null } }, ben)
  meet(anas, bens)
  expect(style(anas)).toMatchObject({
    template: { id: 'marker', version: 5 },
    overrides: { tilt: -2, label: 'Hi' },
  })
  expect(style(bens)).toEqual(style(anas))
})

test('two who choose two templates end with one of them, whole', () => {
  const anas = loadClip([seeded()])
  const bens = peerOf(anas)
  setStyle(anas, { template: { id: 'a', version: 1 } }, ana)
  setStyle(bens, { template: { id: 'b', version: 2 } }, ben)
  meet(anas, bens)
  expect([
    { id: 'a', version: 1 },
    { id: 'b', version: 2 },
  ]).toContainEqual(style(anas).template)
  expect(style(bens)).toEqual(style(anas))
})

test('a style that is applied leaves nothing of the one before, in one step', () => {
  const doc = loadClip([seeded()])
  const undo = undoFor(doc, anaId, source)
  setStyle(
    doc,
    { size: 1.2, base: '#ff0000', overrides: { glow: 3 }, speakers: { 0: '#00ff00' } },
    ana,
  )
  const before = style(doc)
  const next = { ...plainStyle('clear'), overrides: { tilt: 1 } }
  expect(applyStyle(doc, next, ana)).toBe(true)
  expect(style(doc)).toEqual(next)
  undo.undo()
  expect(style(doc)).toEqual(before)
})

test('what no style can be is refused', () => {
  const doc = loadClip([seeded()])
  for (const change of [
    { size: 9 },
    { base: 'red' },
    { overrides: { '': 1 } },
    { overrides: { a: Number.NaN } },
    { speakers: { x: '#ffffff' } },
  ]) {
    expect(() => setStyle(doc, change, ana)).toThrow()
  }
  expect(style(doc)).toEqual(plainStyle('punch'))
})

test('captions may be 24 to 72 px where the style’s own are 48', () => {
  const doc = loadClip([seeded()])
  for (const size of [24 / 48, 72 / 48]) {
    setStyle(doc, { size }, ana)
    expect(style(doc).size).toBe(size)
  }
})

test('a clip is meant for the shape it is edited in, and for those somebody chose', () => {
  const doc = loadClip([seeded()])
  const shapes = () => readClip(doc, source).shapes
  expect(shapes()).toEqual(['9:16'])
  useShape(doc, '1:1', true, ana)
  useShape(doc, '16:9', true, ana)
  setShape(doc, '4:5', ana)
  expect(shapes()).toEqual(['1:1', '4:5', '16:9'])
  useShape(doc, '1:1', false, ana)
  expect(shapes()).toEqual(['4:5', '16:9'])
})
