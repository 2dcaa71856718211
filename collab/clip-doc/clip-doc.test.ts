import { expect, test } from 'vitest'
import { plainStyle } from '#core/caption-style.ts'
import { ClipProject } from '#core/clip-project.ts'
import { ms } from '#core/time.ts'
import { ana, ben, meet, peerOf, seeded, spoken, w } from './clip-doc.fixtures.ts'
import { loadClip, newClipDoc, observeClip } from './clip-doc.ts'
import { setShape, setStyle, setTitle } from './look-verbs.ts'
import { addTake } from './order-verbs.ts'
import { deletePiece, putBackPiece, splitPiece, trimLimits, trimPiece } from './piece-verbs.ts'
import { deletedPieces, readClip, transcriptVersionOf } from './read-clip.ts'
import { rollSplit } from './seam-verbs.ts'
import { correctWord, cutWords, emphasiseWords, putBackWords } from './word-verbs.ts'

const source = spoken(30)
const open = (from = 0, to = 8000) => loadClip([seeded(from, to)])
const pieces = (doc: ReturnType<typeof open>) =>
  readClip(doc, source).pieces.map(({ id, from, to }) => [id, from, to])
const issues = (doc: ReturnType<typeof open>) =>
  readClip(doc, source).issues.map(({ code, piece }) => [code, piece])

test('a new clip plays its range, with the words it touches', () => {
  const doc = open(500, 1700)
  const clip = ClipProject.parse(readClip(doc, source))
  expect(clip).toMatchObject({ title: 'A talk', shape: '9:16', issues: [] })
  expect(clip.pieces).toEqual([{ id: 't1.h', take: 't1', from: 500, to: 1700 }])
  expect(clip.words.map(({ id }) => id)).toEqual(w(1, 2, 3, 4))
  expect(clip.style).toEqual(plainStyle('punch'))
  expect(transcriptVersionOf(doc)).toBe(1)
})

test('a document that has not arrived yet is an empty clip', () => {
  const clip = readClip(newClipDoc(), source)
  expect(ClipProject.parse(clip)).toEqual(clip)
  expect(clip.issues.map(({ code }) => code)).toEqual(['clip.empty'])
  expect(transcriptVersionOf(newClipDoc())).toBeNull()
})

test('a cut word stays in the clip, struck, and comes back', () => {
  const doc = open()
  const cut = () =>
    readClip(doc, source)
      .words.filter((word) => word.cut)
      .map(({ id }) => id)
  expect(cutWords(doc, w(2, 3), ana)).toBe(true)
  expect(cut()).toEqual(w(2, 3))
  expect(putBackWords(doc, w(3), ana)).toBe(true)
  expect(cut()).toEqual(w(2))
})

test('a correction changes the text and nothing else, and can be taken back', () => {
  const doc = open()
  const second = () => readClip(doc, source).words[1]
  const before = second()
  correctWord(doc, w(1)[0] as never, '  Kyiv \u0000\ud800', ana)
  expect(second()).toEqual({ ...before, text: 'Kyiv', corrected: true })
  expect(correctWord(doc, w(1)[0] as never, ' ', ana)).toBe(false)
  correctWord(doc, w(1)[0] as never, null, ana)
  expect(second()).toEqual(before)
})

test('emphasis is switched on and off', () => {
  const doc = open()
  emphasiseWords(doc, w(4), true, ana)
  expect(readClip(doc, source).words[4]?.emphasised).toBe(true)
  emphasiseWords(doc, w(4), false, ana)
  expect(readClip(doc, source).words[4]?.emphasised).toBe(false)
})

test('a verb that changes nothing writes nothing', () => {
  const doc = open()
  let changes = 0
  const stop = observeClip(doc, () => changes++)
  expect(putBackWords(doc, w(1), ana)).toBe(false)
  expect(setTitle(doc, 'A talk', ana)).toBe(false)
  expect(setShape(doc, '9:16', ana)).toBe(false)
  expect(setStyle(doc, { size: 1 }, ana)).toBe(false)
  expect(trimPiece(doc, 't1.h', { from: 0 }, ana)).toBe(false)
  expect(trimPiece(doc, 'nowhere', { from: 0 }, ana)).toBe(false)
  expect(putBackPiece(doc, 't1.h', ana)).toBe(false)
  expect(emphasiseWords(doc, w(1), false, ana)).toBe(false)
  expect(changes).toBe(0)
  expect(setTitle(doc, 'Another', ana)).toBe(true)
  expect(changes).toBe(1)
  stop()
  setTitle(doc, 'A third', ana)
  expect(changes).toBe(1)
})

test('two people who change two properties of the captions both get theirs', () => {
  const [anas, bens] = [open(), open()]
  meet(anas, bens)
  setStyle(anas, { name: 'steps' }, ana)
  setStyle(bens, { size: 1.2, base: '#ff0000' }, ben)
  meet(anas, bens)
  expect(readClip(anas, source).style).toMatchObject({ name: 'steps', size: 1.2, base: '#ff0000' })
  expect(readClip(bens, source)).toEqual(readClip(anas, source))
})

test('a split piece is two, and each edge is trimmed by itself', () => {
  const doc = open()
  expect(splitPiece(doc, 't1.h', 3000, ana)).toBe('t1-3000')
  expect(pieces(doc)).toEqual([
    ['t1.h', 0, 3000],
    ['t1-3000', 3000, 8000],
  ])
  trimPiece(doc, 't1.h', { from: 400, to: 2500 }, ana)
  trimPiece(doc, 't1-3000', { from: 3200, to: 9000 }, ana)
  expect(pieces(doc)).toEqual([
    ['t1.h', 400, 2500],
    ['t1-3000', 3200, 9000],
  ])
})

test('a piece grows back over what was drawn in, and no further', () => {
  const doc = open()
  splitPiece(doc, 't1.h', 3000, ana)
  trimPiece(doc, 't1.h', { to: 2500 }, ana)
  trimPiece(doc, 't1-3000', { from: 0 }, ana)
  expect(pieces(doc)).toEqual([
    ['t1.h', 0, 2500],
    ['t1-3000', 2500, 8000],
  ])
  trimPiece(doc, 't1-3000', { from: 4000 }, ana)
  trimPiece(doc, 't1.h', { to: 9000 }, ana)
  expect(pieces(doc)).toEqual([
    ['t1.h', 0, 4000],
    ['t1-3000', 4000, 8000],
  ])
})

test('a piece grows over deleted pieces', () => {
  const doc = open()
  const middle = splitPiece(doc, 't1.h', 2000, ana) as string
  const last = splitPiece(doc, middle, 4000, ana) as string
  const end = splitPiece(doc, last, 6000, ana) as string
  deletePiece(doc, middle, ana)
  deletePiece(doc, last, ana)
  expect(deletedPieces(doc, source)).toEqual([
    { id: middle, take: 't1', from: 2000, to: 4000, after: 't1.h' },
    { id: last, take: 't1', from: 4000, to: 6000, after: 't1.h' },
  ])
  trimPiece(doc, 't1.h', { to: 5000 }, ana)
  expect(pieces(doc)).toEqual([
    ['t1.h', 0, 5000],
    [end, 6000, 8000],
  ])
  deletePiece(doc, 't1.h', ana)
  trimPiece(doc, end, { from: 1000 }, ana)
  expect(pieces(doc)).toEqual([[end, 1000, 8000]])
  putBackPiece(doc, 't1.h', ana)
  expect(pieces(doc)).toEqual([
    ['t1.h', 0, 1000],
    [end, 1000, 8000],
  ])
})

test('edges stop at the source and at the shortest piece', () => {
  const doc = open()
  trimPiece(doc, 't1.h', { from: -50, to: 99_000 }, ana)
  expect(pieces(doc)).toEqual([['t1.h', 0, source.durationMs]])
  trimPiece(doc, 't1.h', { from: 20_000 }, ana)
  expect(issues(doc)).toEqual([])
  expect(trimLimits(doc, 't1.h')?.from).toEqual({ min: 0, max: 11_960 })
  expect(trimPiece(doc, 't1.h', { to: Number.NaN }, ana)).toBe(false)
})

test('a piece moved as a whole keeps its length', () => {
  const doc = open(1000, 2000)
  trimPiece(doc, 't1.h', { from: 5000, to: 6000 }, ana)
  expect(pieces(doc)).toEqual([['t1.h', 5000, 6000]])
  trimPiece(doc, 't1.h', { from: 100, to: 1100 }, ana)
  expect(pieces(doc)).toEqual([['t1.h', 100, 1100]])
})

test('a seam rolls between its two pieces and keeps both', () => {
  const doc = open()
  const right = splitPiece(doc, 't1.h', 3000, ana) as string
  expect(rollSplit(doc, right, 3500, ana)).toBe(true)
  expect(pieces(doc)[0]).toEqual(['t1.h', 0, 3500])
  rollSplit(doc, right, -10, ana)
  expect(pieces(doc)).toEqual([
    ['t1.h', 0, 40],
    [right, 40, 8000],
  ])
  trimPiece(doc, right, { from: 500 }, ana)
  expect(rollSplit(doc, right, 3000, ana)).toBe(false)
})

test('two people who split at one place make one split', () => {
  const anas = open()
  const bens = peerOf(anas)
  splitPiece(anas, 't1.h', 3000, ana)
  splitPiece(bens, 't1.h', 3000, ben)
  meet(anas, bens)
  expect(pieces(anas)).toEqual(pieces(bens))
  expect(pieces(anas)).toHaveLength(2)
  expect(issues(anas)).toEqual([])
})

test('a split that was rolled away leaves its old place free for another', () => {
  const doc = open()
  const first = splitPiece(doc, 't1.h', 3000, ana) as string
  rollSplit(doc, first, 5000, ana)
  const second = splitPiece(doc, 't1.h', 3000, ana) as string
  expect(second).not.toBe(first)
  expect(pieces(doc).map(([, from]) => from)).toEqual([0, 3000, 5000])
})

test('a piece is not split at its edge', () => {
  const doc = open()
  expect(splitPiece(doc, 't1.h', 39, ana)).toBeNull()
  expect(splitPiece(doc, 't1.h', 7961, ana)).toBeNull()
  expect(splitPiece(doc, 'nowhere', 100, ana)).toBeNull()
})

test('two people trimming one edge both see the same one of the two', () => {
  const anas = open()
  const bens = peerOf(anas)
  trimPiece(anas, 't1.h', { to: 6000 }, ana)
  trimPiece(bens, 't1.h', { to: 7000 }, ben)
  meet(anas, bens)
  expect(pieces(anas)).toEqual(pieces(bens))
  expect([6000, 7000]).toContain(pieces(anas)[0]?.[2])
})

test('trims that cross are an issue that both see, and either can mend', () => {
  const anas = open()
  const bens = peerOf(anas)
  trimPiece(anas, 't1.h', { from: 6000 }, ana)
  trimPiece(bens, 't1.h', { to: 2000 }, ben)
  meet(anas, bens)
  expect(readClip(anas, source)).toEqual(readClip(bens, source))
  expect(issues(anas)).toEqual([['take.crossed', 't1.h']])
  trimPiece(bens, 't1.h', { from: 1000 }, ben)
  expect(issues(bens)).toEqual([])
  expect(pieces(bens)).toEqual([['t1.h', 1000, 2000]])
  trimPiece(anas, 't1.h', { to: 7000 }, ana)
  expect(pieces(anas)).toEqual([['t1.h', 6000, 7000]])
})

test('a piece split off where somebody else trims it away is empty, said, and can be deleted', () => {
  const anas = open()
  const bens = peerOf(anas)
  trimPiece(anas, 't1.h', { to: 2000 }, ana)
  const right = splitPiece(bens, 't1.h', 5000, ben) as string
  meet(anas, bens)
  expect(issues(anas)).toEqual([['piece.empty', right]])
  expect(readClip(anas, source)).toEqual(readClip(bens, source))
  deletePiece(anas, right, ana)
  expect(issues(anas)).toEqual([])
  expect(pieces(anas)).toEqual([['t1.h', 0, 2000]])
})

test('a piece that two people draw in from both sides until little is left is said to be too short', () => {
  const anas = open()
  splitPiece(anas, 't1.h', 3000, ana)
  splitPiece(anas, 't1-3000', 4000, ana)
  const bens = peerOf(anas)
  trimPiece(anas, 't1-3000', { from: 3500 }, ana)
  trimPiece(bens, 't1-3000', { to: 3520 }, ben)
  meet(anas, bens)
  expect(issues(anas)).toEqual([['piece.too-short', 't1-3000']])
})

test('a clip without anything to play is said to be empty', () => {
  const doc = open(0, 1100)
  cutWords(doc, w(0, 1, 2), ana)
  expect(issues(doc)).toEqual([['clip.empty', null]])
  putBackWords(doc, w(1), ana)
  expect(issues(doc)).toEqual([])
  deletePiece(doc, 't1.h', ana)
  expect(issues(doc)).toEqual([['clip.empty', null]])
})

test('a teaser plays the same words a second time, first', () => {
  const doc = open()
  const teaser = addTake(doc, { from: ms(4000), to: ms(5000) }, 'start', ana)
  expect(pieces(doc)).toEqual([
    [`${teaser}.h`, 4000, 5000],
    ['t1.h', 0, 8000],
  ])
  const clip = readClip(doc, source)
  expect(new Set(clip.words.map(({ id }) => id)).size).toBe(clip.words.length)
})
