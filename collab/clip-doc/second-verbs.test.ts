import { expect, test } from 'vitest'
import { ana, seeded } from './clip-doc.fixtures.ts'
import { loadClip, yDoc } from './clip-doc.ts'
import { readClip } from './read-clip.ts'
import {
  editSecondLine,
  readSecond,
  secondLanguages,
  setSecondLines,
  showSecond,
} from './second-verbs.ts'

const line = (from: number, text: string) => ({ from, to: from + 900, text })
const texts = (doc: ReturnType<typeof loadClip>) => readSecond(doc).second?.map(({ text }) => text)

test('a translation is shown, in the order in which it is spoken', () => {
  const doc = loadClip([seeded()])
  expect(readSecond(doc)).toEqual({})
  setSecondLines(doc, 'es', [line(10_000, 'Dos.'), line(1000, 'Uno.')], ana)
  expect(readSecond(doc)).toEqual({
    secondLanguage: 'es',
    second: [line(1000, 'Uno.'), line(10_000, 'Dos.')],
  })
  expect(readClip(doc, { words: [], durationMs: 20_000 })).toMatchObject({ secondLanguage: 'es' })
})

test('a line written by hand outlives the next translation, and what is said no longer goes', () => {
  const doc = loadClip([seeded()])
  setSecondLines(doc, 'es', [line(0, 'Uno.'), line(1000, 'Dos.')], ana)
  expect(editSecondLine(doc, 'es', 0, 'El primero.', ana)).toBe(true)
  expect(editSecondLine(doc, 'es', 777, 'Nada.', ana)).toBe(false)
  setSecondLines(doc, 'es', [line(0, 'Otro.'), line(2000, 'Tres.')], ana)
  expect(texts(doc)).toEqual(['El primero.', 'Tres.'])
})

test('one language is shown at a time, and the others are kept', () => {
  const doc = loadClip([seeded()])
  setSecondLines(doc, 'es', [line(0, 'Uno.')], ana)
  setSecondLines(doc, 'de', [line(0, 'Eins.')], ana)
  expect(texts(doc)).toEqual(['Eins.'])
  expect(secondLanguages(doc)).toEqual(['de', 'es'])
  showSecond(doc, 'es', ana)
  expect(texts(doc)).toEqual(['Uno.'])
  showSecond(doc, null, ana)
  expect(readSecond(doc)).toEqual({})
  expect(secondLanguages(doc)).toEqual(['de', 'es'])
})

test('whatever a forged document says, what can be read is read', () => {
  const doc = loadClip([seeded()])
  setSecondLines(doc, 'es', [line(0, 'Uno.')], ana)
  const map = yDoc(doc).getMap('second')
  for (const [key, value] of [
    ['x/lang', 'es'],
    ['x/from', 500],
    ['x/to', 100],
    ['x/text', 'Backwards.'],
    ['y/lang', 'es'],
    ['y/from', 'soon'],
    ['y/text', 7],
    ['nonsense', true],
  ] as const)
    map.set(key, value)
  expect(texts(doc)).toEqual(['Uno.'])
  map.set('shown', 'no language at all')
  expect(readSecond(doc)).toEqual({})
})
