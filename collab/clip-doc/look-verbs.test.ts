import { expect, test } from 'vitest'
import { ownLook, plainStyle } from '#core/caption-style.ts'
import { ana, anaId, ben, meet, peerOf, seeded, spoken } from './clip-doc.fixtures.ts'
import { type ClipDoc, loadClip } from './clip-doc.ts'
import { applyStyle, pinTemplate, setShape, setStyle, useShape } from './look-verbs.ts'
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

test('a template brings nothing of what was set of the one before, and undo brings all of it back', () => {
  const doc = loadClip([seeded()])
  setStyle(doc, { template: { id: 'a', version: 1 }, overrides: { ink: '#ff0000', glow: 3 } }, ana)
  const before = style(doc)
  const undo = undoFor(doc, anaId, source)
  setStyle(doc, { template: { id: 'b', version: 2 }, overrides: { glow: 1 } }, ana)
  expect(style(doc)).toMatchObject({ template: { id: 'b', version: 2 }, overrides: { glow: 1 } })
  expect(style(doc).overrides).not.toHaveProperty('ink')
  undo.undo()
  expect(style(doc)).toEqual(before)
  setStyle(doc, { template: null }, ana)
  expect(style(doc).overrides).toEqual({})
})

test('a newer version of the same template keeps what was set, unless it is pinned with its own', () => {
  const doc = loadClip([seeded()])
  setStyle(doc, { template: { id: 'a', version: 1 }, overrides: { ink: '#ff0000', glow: 3 } }, ana)
  setStyle(doc, { template: { id: 'a', version: 2 } }, ana)
  expect(style(doc).overrides).toEqual({ ink: '#ff0000', glow: 3 })
  const undo = undoFor(doc, anaId, source)
  pinTemplate(doc, { id: 'a', version: 2 }, { glow: 5 }, ana)
  expect(style(doc).overrides).toEqual({ glow: 5 })
  undo.undo()
  expect(style(doc).overrides).toEqual({ ink: '#ff0000', glow: 3 })
})

test('one chooses another template while one sets a property of the last: both see the same', () => {
  const anas = loadClip([seeded()])
  setStyle(anas, { template: { id: 'a', version: 1 }, overrides: { ink: '#ff0000', glow: 3 } }, ana)
  const bens = peerOf(anas)
  setStyle(anas, { template: { id: 'b', version: 1 } }, ana)
  setStyle(bens, { overrides: { glow: 4 } }, ben)
  meet(anas, bens)
  expect(style(bens)).toEqual(style(anas))
  expect(style(anas).template).toEqual({ id: 'b', version: 1 })
  expect(style(anas).overrides).not.toHaveProperty('ink')
})

test('back to its own look a style keeps its template, for two who press at once too', () => {
  const anas = loadClip([seeded()])
  const template = { id: 'a', version: 1 }
  setStyle(
    anas,
    { template, enabled: false, size: 1.2, overrides: { glow: 3 }, speakers: { 0: '#00ff00' } },
    ana,
  )
  const before = style(anas)
  const bens = peerOf(anas)
  const undo = undoFor(anas, anaId, source)
  applyStyle(anas, ownLook(style(anas)), ana)
  expect(style(anas)).toEqual({ ...plainStyle('punch'), template, enabled: false })
  undo.undo()
  expect(style(anas)).toEqual(before)
  undo.redo()
  applyStyle(bens, ownLook(style(bens)), ben)
  meet(anas, bens)
  expect(style(anas)).toEqual({ ...plainStyle('punch'), template, enabled: false })
  expect(style(bens)).toEqual(style(anas))
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
