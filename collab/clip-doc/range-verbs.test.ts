import { expect, test } from 'vitest'
import { clipLength, cutList, heardWords } from '#core/cut-list.ts'
import type { Range } from '#core/time.ts'
import { ana, anaId, ben, meet, peerOf, seeded, spoken, w } from './clip-doc.fixtures.ts'
import { type ClipDoc, loadClip } from './clip-doc.ts'
import { deletePiece, splitPiece, trimPiece } from './piece-verbs.ts'
import { cutPauses, cutRange, putBackPauses, putBackRange, tighten } from './range-verbs.ts'
import { readClip } from './read-clip.ts'
import { undoFor } from './undo.ts'

const source = spoken(30)
const range = (from: number, to: number) => ({ from, to }) as Range
const pauses = (doc: ClipDoc) => readClip(doc, source).pauses.map(({ from, to }) => [from, to])
const struck = (doc: ClipDoc) =>
  readClip(doc, source)
    .words.filter(({ cut }) => cut)
    .map(({ id }) => id)
const length = (doc: ClipDoc) => clipLength(cutList(readClip(doc, source)))

test('a pause that is cut is not played, and comes back in part or whole', () => {
  const doc = loadClip([seeded()])
  expect(length(doc)).toBe(8000)
  cutPauses(doc, [range(1000, 2000)], ana)
  expect(length(doc)).toBe(7000)
  putBackPauses(doc, [range(1200, 1500)], ana)
  expect(pauses(doc)).toEqual([
    [1000, 1200],
    [1500, 2000],
  ])
  putBackPauses(doc, [range(0, 8000)], ana)
  expect(pauses(doc)).toEqual([])
  expect(length(doc)).toBe(8000)
})

test('two people who cut overlapping pauses cut what both say, once', () => {
  const anas = loadClip([seeded()])
  const bens = peerOf(anas)
  cutPauses(anas, [range(1000, 2000)], ana)
  cutPauses(bens, [range(1500, 2500), range(1000, 2000)], ben)
  meet(anas, bens)
  expect(pauses(anas)).toEqual([[1000, 2500]])
  expect(length(anas)).toBe(6500)
  expect(readClip(bens, source)).toEqual(readClip(anas, source))
})

test('a range by time strikes the words whose middle is in it, and the silence beside them', () => {
  const doc = loadClip([seeded()])
  cutRange(doc, source, range(1100, 1950), ana)
  expect(struck(doc)).toEqual(w(3, 4))
  expect(pauses(doc)).toEqual([
    [1100, 1200],
    [1500, 1600],
    [1900, 1950],
  ])
  const heard = heardWords(readClip(doc, source)).map(({ id }) => id)
  expect(heard.slice(0, 5)).toEqual(w(0, 1, 2, 5, 6))
})

test('what is put back by time is words, silence and deleted pieces', () => {
  const doc = loadClip([seeded()])
  const before = readClip(doc, source)
  const middle = splitPiece(doc, 't1.h', 2000, ana) as string
  const last = splitPiece(doc, middle, 4000, ana) as string
  deletePiece(doc, middle, ana)
  trimPiece(doc, last, { from: 4500 }, ana)
  cutRange(doc, source, range(0, 1500), ana)
  putBackRange(doc, source, range(0, 8000), ana)
  const after = readClip(doc, source)
  expect(after.words).toEqual(before.words)
  expect(length(doc)).toBe(8000)
  expect(after.pieces.map(({ from, to }) => [from, to])).toEqual([
    [0, 2000],
    [2000, 4000],
    [4000, 8000],
  ])
})

test('part of a deleted piece comes back as that part', () => {
  const doc = loadClip([seeded()])
  const middle = splitPiece(doc, 't1.h', 2000, ana) as string
  splitPiece(doc, middle, 6000, ana)
  deletePiece(doc, middle, ana)
  putBackRange(doc, source, range(3000, 4000), ana)
  expect(readClip(doc, source).pieces[1]).toMatchObject({ from: 3000, to: 4000 })
  expect(putBackRange(doc, source, range(0, 1000), ana, 'another')).toBe(false)
})

test('tightening is one step: fillers and pauses go together and come back together', () => {
  const doc = loadClip([seeded()])
  const undo = undoFor(doc, anaId, source)
  const before = readClip(doc, source)
  tighten(doc, { words: w(1, 5), pauses: [range(3100, 3200), range(4300, 4400)] }, ana)
  expect(struck(doc)).toEqual(w(1, 5))
  expect(pauses(doc)).toHaveLength(2)
  undo.undo()
  expect(readClip(doc, source)).toEqual(before)
  expect(undo.canUndo()).toBe(false)
})

test('a clip whose only words lie in cut pauses is said to be empty', () => {
  const doc = loadClip([seeded(0, 300)])
  cutPauses(doc, [range(0, 400)], ana)
  expect(readClip(doc, source).issues.map(({ code }) => code)).toEqual(['clip.empty'])
})

test('a verb made of others says whether any of them changed something', () => {
  const doc = loadClip([seeded()])
  const slack = { words: w(1), pauses: [range(3100, 3200)] }
  expect(tighten(doc, slack, ana)).toBe(true)
  expect(tighten(doc, slack, ana)).toBe(false)
  expect(cutRange(doc, source, range(4000, 4300), ana)).toBe(true)
  expect(cutRange(doc, source, range(4000, 4300), ana)).toBe(false)
  expect(putBackRange(doc, source, range(4000, 4300), ana)).toBe(true)
  expect(putBackRange(doc, source, range(4000, 4300), ana)).toBe(false)
})
