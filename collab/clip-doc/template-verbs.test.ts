import { expect, test } from 'vitest'
import { freshStyle } from '#core/caption-style.ts'
import { AssetId } from '#core/ids.ts'
import { lookOf, lookWithin, TemplatePart } from '#core/template.ts'
import { ms } from '#core/time.ts'
import { ana, meet, peerOf, seeded, spoken } from './clip-doc.fixtures.ts'
import { loadClip } from './clip-doc.ts'
import { docOfFlat, flatten } from './flat-clip.ts'
import { setFramingKey, setLayout } from './framing-verbs.ts'
import { setShape, setStyle, setTitle } from './look-verbs.ts'
import { addOverlay } from './overlay-verbs.ts'
import { readClip } from './read-clip.ts'
import { setSound } from './sound-verbs.ts'
import { applyLook } from './template-verbs.ts'
import { undoFor } from './undo.ts'

const source = spoken(30)
const logo = AssetId.parse('00000000-0000-4000-8000-0000000000a1')
const music = AssetId.parse('00000000-0000-4000-8000-0000000000a2')
const given = { id: '00000000-0000-4000-8000-0000000000aa', version: 3 }

/** A clip with all that a template takes along, and what it must not take. */
function house() {
  const doc = loadClip([seeded()])
  setTitle(doc, 'The loudest one', ana)
  setStyle(doc, { ...freshStyle('clear'), size: 1.2, speakers: { 0: '#aabbcc' } }, ana)
  setShape(doc, '1:1', ana)
  setLayout(doc, '9:16', { from: ms(0), to: ms(6000) }, 'fit', ana)
  addOverlay(doc, 'text', { text: 'Follow us', shown: 'last' }, ana)
  addOverlay(doc, 'text', { text: 'Only here', shown: 'source', from: ms(0), to: ms(900) }, ana)
  addOverlay(doc, 'logo', { asset: logo, place: 'bottom-right' }, ana)
  addOverlay(doc, 'intro', { text: 'The loudest one', background: '#102030' }, ana)
  addOverlay(doc, 'music', { asset: music, gain: -12 }, ana)
  setSound(doc, { target: null, fadeIn: ms(200), speakers: { 0: 4 } }, ana)
  return readClip(doc, source)
}

test('a look is what other clips can have of a clip', () => {
  const look = lookOf(house(), TemplatePart.options)
  expect(look).toMatchObject({ shape: '1:1', layout: 'fit', style: { name: 'clear', size: 1.2 } })
  // What lies at one place stays behind, and the title of a card is the next clip’s.
  expect(look.overlays.map((one) => ('text' in one ? one.text : one.kind))).toEqual([
    'Follow us',
    'logo',
    '{title}',
    'music',
  ])
  expect(look.sound).toEqual({ voice: 0, target: null, noise: 'keep', fadeIn: 200, fadeOut: 0 })
})

test('a clip takes all of a look, and keeps what is its own', () => {
  const doc = loadClip([seeded(400, 5000)])
  addOverlay(doc, 'text', { text: 'Mine, here', shown: 'source', from: ms(0), to: ms(900) }, ana)
  addOverlay(doc, 'text', { text: 'Mine, all along' }, ana)
  setSound(doc, { speakers: { 0: -3 } }, ana)
  setFramingKey(doc, { shape: '9:16', t: 0, box: { x: 0.1, y: 0, w: 0.3, h: 1 } }, ana)
  applyLook(doc, lookOf(house(), TemplatePart.options), given, ana)
  const clip = readClip(doc, source)
  expect(clip).toMatchObject({ given, shape: '1:1', title: 'A talk', style: { name: 'clear' } })
  expect(clip.framing).toMatchObject({ layouts: [{ shape: '9:16', from: 0, kind: 'fit' }] })
  expect(clip.framing.keys).toHaveLength(1)
  expect(clip.overlays.map((one) => ('text' in one ? one.text : one.kind))).toEqual([
    'Mine, here',
    'Follow us',
    'logo',
    'A talk',
    'music',
  ])
  expect(clip.sound).toMatchObject({ target: null, fadeIn: 200, speakers: { 0: -3 } })
})

test('parts it does not speak about stay as they are', () => {
  const doc = loadClip([seeded()])
  addOverlay(doc, 'text', { text: 'Mine' }, ana)
  const before = readClip(doc, source)
  applyLook(doc, lookOf(house(), ['captions']), given, ana)
  const { style, given: pin, ...rest } = readClip(doc, source)
  expect(style.name).toBe('clear')
  expect({ ...rest, style: before.style, given: null }).toEqual(before)
  expect(pin).toEqual(given)
})

test('done twice it is as done once, and writes nothing', () => {
  const doc = loadClip([seeded()])
  const look = lookOf(house(), TemplatePart.options)
  expect(applyLook(doc, look, given, ana)).toBe(true)
  const once = flatten(doc)
  expect(applyLook(doc, look, given, ana)).toBe(false)
  expect(flatten(doc)).toEqual(once)
})

test('it is one step, which an undo takes back as a whole', () => {
  const doc = loadClip([seeded()])
  const undo = undoFor(doc, ana.source === 'editor' ? ana.userId : ('' as never), source)
  const before = readClip(doc, source)
  applyLook(doc, lookOf(house(), TemplatePart.options), given, ana)
  undo.undo()
  expect(readClip(doc, source)).toEqual(before)
  expect(undo.canUndo()).toBe(false)
  undo.stop()
})

test('two people who give two templates at once end up with the same clip', () => {
  const doc = loadClip([seeded()])
  const other = peerOf(doc)
  applyLook(doc, lookOf(house(), TemplatePart.options), given, ana)
  applyLook(other, lookOf(house(), ['captions', 'cards']), { ...given, version: 4 }, ana)
  meet(doc, other)
  expect(readClip(doc, source)).toEqual(readClip(other, source))
  expect(readClip(docOfFlat(flatten(doc)), source)).toEqual(readClip(doc, source))
})

test('what a workspace has not stays out, and is said', () => {
  const look = lookOf(house(), TemplatePart.options)
  look.style.template = { id: 'written', version: 1 }
  const elsewhere = lookWithin(look, { asset: (id) => id === music, style: false })
  expect(elsewhere.leftOut).toEqual(['the logo', 'the written style'])
  expect(elsewhere.look.overlays.map(({ kind }) => kind)).toEqual(['text', 'intro', 'music'])
  expect(elsewhere.look.style).toMatchObject({ name: 'clear', template: null })
  expect(lookWithin(look, { asset: () => true, style: true })).toEqual({ look, leftOut: [] })
})
