import { expect, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { ClipProject } from '#core/clip-project.ts'
import { ms } from '#core/time.ts'
import { fingerprint } from './fingerprint.ts'

const clip = clipOf('a -b *c d')

test('a name changes no file, and neither does the way through the database', () => {
  const kept = ClipProject.parse(JSON.parse(JSON.stringify({ ...clip, title: 'Other' })))
  expect(fingerprint(kept)).toBe(fingerprint(clip))
})

test.each([
  ['a cut', clipOf('a b *c d')],
  ['an emphasis', clipOf('a -b c d')],
  ['a text', clipOf('a -b *x d')],
  ['a pause that was cut', { ...clip, pauses: [{ from: ms(10), to: ms(90) }] }],
  ['a softer voice', { ...clip, sound: { ...clip.sound, voice: -3 } }],
  ['a style', { ...clip, style: { ...clip.style, name: 'clear' as const } }],
])('%s makes another file', (_, other) => {
  expect(fingerprint({ ...other, title: clip.title })).not.toBe(fingerprint(clip))
})

test('how captions would look is nothing while they are off', () => {
  const off = { ...clip, style: { ...clip.style, enabled: false } }
  const offAndBig = { ...clip, style: { ...clip.style, enabled: false, size: 1.2 } }
  expect(fingerprint(offAndBig)).toBe(fingerprint(off))
  expect(fingerprint(off)).not.toBe(fingerprint(clip))
})
