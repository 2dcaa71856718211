import { expect, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { ClipProject, type ClipWord } from '#core/clip-project.ts'
import type { Framing, FramingKey } from '#core/framing.ts'
import type { Layout } from '#core/layout.ts'
import type { Overlay } from '#core/overlay.ts'
import { ms } from '#core/time.ts'
import { fingerprint } from './fingerprint.ts'

const clip = clipOf('a -b *c d')

const withWord = (project: ClipProject, i: number, change: Partial<ClipWord>): ClipProject => ({
  ...project,
  words: project.words.map((word, n) => (n === i ? { ...word, ...change } : word)),
})
const framed = (framing: Partial<Framing>): ClipProject => ({
  ...clip,
  framing: { ...clip.framing, ...framing },
})
const silent = (project: ClipProject): ClipProject => ({
  ...project,
  style: { ...project.style, enabled: false },
})
const key: FramingKey = {
  id: 'k',
  shape: '9:16',
  slot: 'main',
  t: ms(0),
  box: { x: 0.1, y: 0, w: 0.3, h: 1 },
  move: 'glide',
  auto: true,
}
const layout: Layout = { id: 'l', shape: '9:16', from: ms(0), to: ms(900), kind: 'fit' }
const bar: Overlay = { id: 'o', kind: 'progress', edge: 'top', height: 8, colour: '#ffffff' }
const halves: ClipProject = {
  ...clip,
  pieces: [
    { id: 'p1', take: 't1', from: ms(0), to: ms(800) },
    { id: 'p2', take: 't1', from: ms(800), to: ms(1600) },
  ],
}

test('a name changes no file, and neither does the way through the database', () => {
  const kept = ClipProject.parse(JSON.parse(JSON.stringify({ ...clip, title: 'Other' })))
  expect(fingerprint(kept)).toBe(fingerprint(clip))
  // Nor the order in which fields come back from there.
  const lies = { ...clip, overlays: [bar], sound: { ...clip.sound, voice: 2 } }
  const turned = Object.fromEntries(Object.entries(bar).reverse()) as Overlay
  const sound = Object.fromEntries(Object.entries(lies.sound).reverse()) as typeof lies.sound
  expect(fingerprint({ ...lies, overlays: [turned], sound })).toBe(fingerprint(lies))
})

test.each([
  ['a cut', clipOf('a b *c d')],
  ['an emphasis', clipOf('a -b c d')],
  ['a text', clipOf('a -b *x d')],
  ['a pause that was cut', { ...clip, pauses: [{ from: ms(10), to: ms(90) }] }],
  ['a softer voice', { ...clip, sound: { ...clip.sound, voice: -3 } }],
  ['a word that begins later', withWord(clip, 2, { from: ms(820), retimed: true })],
  ['somebody else who says a word', withWord(clip, 2, { speaker: 1 })],
  ['the name of who speaks', { ...clip, speakers: ['Ana'] }],
  ['an emoji', withWord(clip, 2, { emoji: '🔥' })],
  ['a page that turns', withWord(clip, 2, { breakBefore: true })],
  ['a crop', framed({ keys: [key] })],
  ['a layout', framed({ layouts: [layout] })],
  ['a shape with its own crop', framed({ own: ['1:1'] })],
  ['a progress bar', { ...clip, overlays: [bar] }],
  ['a second language', { ...clip, second: [{ from: ms(0), to: ms(900), text: 'uno' }] }],
  ['a style', { ...clip, style: { ...clip.style, name: 'clear' as const } }],
])('%s makes another file', (_, other) => {
  expect(fingerprint({ ...other, title: clip.title })).not.toBe(fingerprint(clip))
})

test('without captions, when a word is said still decides where the cut lies', () => {
  const moved = silent(withWord(clip, 1, { from: ms(430), retimed: true }))
  expect(fingerprint(moved)).not.toBe(fingerprint(silent(clip)))
})

test('a transition makes another file, and it matters at which seam', () => {
  const fade = { kind: 'fade' as const, ms: ms(300) }
  const three = {
    ...halves,
    pieces: [...halves.pieces, { id: 'p3', take: 't2', from: ms(0), to: ms(800) }],
  }
  const at = (piece: string) => fingerprint({ ...three, transitions: [{ piece, ...fade }] })
  expect(new Set([fingerprint(three), at('p2'), at('p3')]).size).toBe(3)
})

test('where voices are raised is seen only where it emphasises', () => {
  const loud = [{ from: ms(0), to: ms(400) }]
  expect(fingerprint({ ...clip, loud })).toBe(fingerprint(clip))
  const style = { ...clip.style, emphasisBy: 'both' as const }
  expect(fingerprint({ ...clip, style, loud })).not.toBe(fingerprint({ ...clip, style }))
})

test('where shots begin is seen only where a crop is theirs to hold', () => {
  const shots = [ms(400)]
  expect(fingerprint(framed({ shots }))).toBe(fingerprint(clip))
  expect(fingerprint(framed({ shots, keys: [key] }))).not.toBe(fingerprint(framed({ keys: [key] })))
})

test('what a crop is called and who set it is not seen', () => {
  const mine = framed({ keys: [{ ...key, id: 'other', auto: false }] })
  expect(fingerprint(mine)).toBe(fingerprint(framed({ keys: [key] })))
})

test('how captions would look is nothing while they are off', () => {
  const off = { ...clip, style: { ...clip.style, enabled: false } }
  const offAndBig = { ...clip, style: { ...clip.style, enabled: false, size: 1.2 } }
  expect(fingerprint(offAndBig)).toBe(fingerprint(off))
  expect(fingerprint(off)).not.toBe(fingerprint(clip))
})
