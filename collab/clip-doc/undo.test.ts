import { expect, test } from 'vitest'
import { ana, anaId, ben, benId, meet, peerOf, seeded, spoken, w } from './clip-doc.fixtures.ts'
import { loadClip } from './clip-doc.ts'
import { setFramingKey } from './framing-verbs.ts'
import { setShape, setStyle, setTitle, useShape } from './look-verbs.ts'
import { addOverlay } from './overlay-verbs.ts'
import { splitPiece, trimPiece } from './piece-verbs.ts'
import { readClip } from './read-clip.ts'
import { setSound } from './sound-verbs.ts'
import { undoFor } from './undo.ts'
import { correctWord, cutWords, putBackWords, retimeWord, setEmoji } from './word-verbs.ts'

const source = spoken(30)

test('undo takes back my last verb, says what returned, and redo does it again', () => {
  const doc = loadClip([seeded()])
  const mine = undoFor(doc, anaId, source)
  const before = readClip(doc, source)
  cutWords(doc, w(3, 4), { ...ana })
  const after = readClip(doc, source)

  expect(mine.undo()).toMatchObject({
    change: { back: w(3, 4), gone: [], ms: 767, say: 'Put back 2 words and 0.8 s' },
    kept: 0,
  })
  expect(readClip(doc, source)).toEqual(before)
  expect(mine.redo()?.change).toMatchObject({ gone: w(3, 4), say: 'Cut 2 words and 0.8 s' })
  expect(readClip(doc, source)).toEqual(after)
})

test('undo is mine only, even where somebody edited in between', () => {
  const anas = loadClip([seeded()])
  const bens = peerOf(anas)
  const mine = undoFor(anas, anaId, source)
  cutWords(anas, w(1), ana)
  setTitle(bens, 'By Ben', ben)
  cutWords(bens, w(5), ben)
  meet(anas, bens)
  expect(mine.undo()?.change?.back).toEqual(w(1))
  expect(mine.undo()).toBeNull()
  const { title, words } = readClip(anas, source)
  expect(title).toBe('By Ben')
  expect(words.filter(({ cut }) => cut).map(({ id }) => id)).toEqual(w(5))
})

test('where somebody changed the same word after me, theirs stays and I am told', () => {
  const anas = loadClip([seeded()])
  const bens = peerOf(anas)
  const mine = undoFor(anas, anaId, source)
  const [word] = w(2)
  correctWord(anas, word as never, 'Kiev', ana)
  meet(anas, bens)
  correctWord(bens, word as never, 'Kyiv', ben)
  meet(anas, bens)
  expect(mine.undo()).toEqual({ change: null, kept: 1 })
  expect(readClip(anas, source).words[2]?.text).toBe('Kyiv')
  expect(mine.canUndo()).toBe(false)
})

test('a step that somebody overwrote is passed over to the one before it', () => {
  const anas = loadClip([seeded()])
  const bens = peerOf(anas)
  const mine = undoFor(anas, anaId, source)
  cutWords(anas, w(7), ana)
  setShape(anas, '1:1', ana)
  meet(anas, bens)
  setShape(bens, '16:9', ben)
  meet(anas, bens)
  expect(mine.undo()).toMatchObject({ change: { back: w(7) }, kept: 1 })
  expect(readClip(anas, source).shape).toBe('16:9')
})

test('each verb is one step, however quickly they follow each other', () => {
  const doc = loadClip([seeded()])
  const mine = undoFor(doc, anaId, source)
  for (let i = 0; i < 250; i++) {
    cutWords(doc, w(i % 20), ana)
    putBackWords(doc, w(i % 20), ana)
  }
  let steps = 0
  while (mine.undo()) steps++
  expect(steps).toBe(500)
})

test('what a pipeline writes is nobody’s to undo', () => {
  const doc = loadClip([seeded()])
  const mine = undoFor(doc, anaId, source)
  const bens = undoFor(doc, benId, source)
  cutWords(doc, w(1), { source: 'pipeline', job: 'tighten' })
  expect(mine.canUndo()).toBe(false)
  expect(bens.undo()).toBeNull()
})

test('observers hear when there is something to undo, until they stop', () => {
  const doc = loadClip([seeded()])
  const mine = undoFor(doc, anaId, source)
  const heard: boolean[] = []
  const stop = mine.observe(() => heard.push(mine.canUndo()))
  cutWords(doc, w(1), ana)
  mine.undo()
  expect(heard[0]).toBe(true)
  expect(heard.at(-1)).toBe(false)
  stop()
  const count = heard.length
  cutWords(doc, w(2), ana)
  expect(heard).toHaveLength(count)
  mine.stop()
})

const at = { from: 850, to: 1150 }
test.each([
  [
    'Put back 0.2 s',
    (doc: ReturnType<typeof loadClip>) => trimPiece(doc, 't1.h', { to: 7800 }, ana),
  ],
  ['The word is “word2” again', (doc) => correctWord(doc, w(2)[0] as never, 'other', ana)],
  ['The captions look as before', (doc) => setStyle(doc, { name: 'clear' }, ana)],
  ['The shape is 9:16 again', (doc) => setShape(doc, '4:5', ana)],
  ['The title is “A talk” again', (doc) => setTitle(doc, 'Other', ana)],
  ['1 piece again', (doc) => splitPiece(doc, 't1.h', 4100, ana)],
  ['“word2” is timed as before', (doc) => retimeWord(doc, source, w(2)[0] as never, at, ana)],
  ['“word2” looks as before', (doc) => setEmoji(doc, w(2)[0] as never, '🔥', ana)],
  [
    'The framing is as before',
    (doc) => setFramingKey(doc, { shape: '9:16', t: 0, box: { x: 0, y: 0, w: 0.3, h: 1 } }, ana),
  ],
  ['The text is gone', (doc) => addOverlay(doc, 'text', { text: 'Hi' }, ana)],
  ['The sound is as before', (doc) => setSound(doc, { voice: 3 }, ana)],
  ['The shapes are as before', (doc) => useShape(doc, '1:1', true, ana)],
] as [string, (doc: ReturnType<typeof loadClip>) => unknown][])('undo says "%s"', (say, verb) => {
  const doc = loadClip([seeded()])
  const mine = undoFor(doc, anaId, source)
  verb(doc)
  expect(mine.undo()?.change?.say).toBe(say)
})
