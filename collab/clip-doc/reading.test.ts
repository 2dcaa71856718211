import { expect, test } from 'vitest'
import { ana, anaId, ben, meet, peerOf, seeded, spoken, w } from './clip-doc.fixtures.ts'
import { type ClipDoc, loadClip, observeClip } from './clip-doc.ts'
import { setStyle, setTitle } from './look-verbs.ts'
import { normalize } from './normalize.ts'
import { oneStep } from './one-step.ts'
import { splitPiece, trimPiece } from './piece-verbs.ts'
import { cutPauses } from './range-verbs.ts'
import { readClip } from './read-clip.ts'
import { undoFor } from './undo.ts'
import { correctWord, cutWords, retimeWord } from './word-verbs.ts'

const source = { ...spoken(30), shots: [1000, 4000] }
const read = (doc: ClipDoc) => readClip(doc, source)

test('what nobody touched is the same object in the next reading', () => {
  const doc = loadClip([seeded()])
  const before = read(doc)
  expect(read(doc)).toBe(before)
  cutWords(doc, w(3), ana)
  const after = read(doc)
  expect(after.words[3]).toMatchObject({ cut: true })
  expect(before.words[3]).toMatchObject({ cut: false })
  expect(after.words[2]).toBe(before.words[2])
  expect(after.pieces).toBe(before.pieces)
  expect(after.style).toBe(before.style)
  expect(after.framing).toBe(before.framing)
  setStyle(doc, { name: 'clear' }, ana)
  expect(read(doc).words).toBe(after.words)
})

test('a step that can no longer be redone is no reason to read all again', () => {
  const doc = loadClip([seeded()])
  const undo = undoFor(doc, anaId, source)
  const seen = [read(doc)]
  observeClip(doc, () => seen.push(read(doc)))
  cutWords(doc, w(3), ana)
  undo.undo()
  cutWords(doc, w(4), ana)
  expect(seen).toHaveLength(4)
  expect(seen[3]?.style).toBe(seen[0]?.style)
  expect(seen[3]).toEqual(normalize(doc, source))
})

const steps: [string, (doc: ClipDoc) => unknown][] = [
  ['a word', (doc) => correctWord(doc, w(4)[0] as never, 'other', ana)],
  [
    'a word that is said later, and one after it',
    (doc) => {
      retimeWord(doc, source, w(5)[0] as never, { from: 2350, to: 2500 }, ana)
      retimeWord(doc, source, w(6)[0] as never, { from: 2100, to: 2900 }, ana)
      retimeWord(doc, source, w(5)[0] as never, { from: 2000, to: 2200 }, ana)
    },
  ],
  [
    'a word that is said later than the clip ends',
    (doc) => {
      trimPiece(doc, 't1.h', { to: 4100 }, ana)
      retimeWord(doc, source, w(10)[0] as never, { from: 4200, to: 4390 }, ana)
    },
  ],
  ['an edge', (doc) => trimPiece(doc, 't1.h', { to: 3900 }, ana)],
  ['a split', (doc) => splitPiece(doc, 't1.h', 2000, ana)],
  ['a pause', (doc) => cutPauses(doc, [{ from: 1900, to: 2000 } as never], ana)],
]
test.each(steps)('after %s it is read as if it were read for the first time', (_, step) => {
  const doc = loadClip([seeded()])
  const peer = peerOf(doc)
  read(doc)
  step(doc)
  expect(read(doc)).toEqual(normalize(doc, source))
  cutWords(peer, w(5, 6, 10), ben)
  meet(doc, peer)
  expect(read(doc)).toEqual(normalize(doc, source))
  expect(read(peer)).toEqual(read(doc))
})

test('in the middle of a change, and from whoever hears of it, the clip is read as it is', () => {
  const doc = loadClip([seeded()])
  read(doc)
  const heard: string[] = []
  const stop = observeClip(doc, () => {
    // Somebody who hears of an edit edits in turn; the next to hear must not read the first alone.
    if (read(doc).title === 'One') setTitle(doc, 'Two', ana)
  })
  observeClip(doc, () => heard.push(read(doc).title))
  oneStep(doc, ana, () => {
    cutWords(doc, w(1), ana)
    expect(read(doc).words[1]?.cut).toBe(true)
    setTitle(doc, 'One', ana)
    expect(read(doc).title).toBe('One')
  })
  stop()
  expect(heard).toEqual(['Two', 'Two'])
  expect(read(doc)).toEqual(normalize(doc, source))
})

test('another source gives another clip', () => {
  const doc = loadClip([seeded()])
  expect(read(doc).words).toHaveLength(20)
  expect(readClip(doc, spoken(5)).words).toHaveLength(5)
  expect(read(doc).words).toHaveLength(20)
})
