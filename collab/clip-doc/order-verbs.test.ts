import { expect, test } from 'vitest'
import { ana, ben, meet, peerOf, seeded, spoken } from './clip-doc.fixtures.ts'
import { type ClipDoc, loadClip } from './clip-doc.ts'
import { addTake, duplicatePiece, movePiece, moveTake } from './order-verbs.ts'
import { deletePiece, putBackPiece, splitPiece, trimPiece } from './piece-verbs.ts'
import { readClip } from './read-clip.ts'
import { mergePieces } from './seam-verbs.ts'

const source = spoken(30)
const order = (doc: ClipDoc) => readClip(doc, source).pieces.map(({ from, to }) => [from, to])
const at = (doc: ClipDoc, from: number) =>
  readClip(doc, source).pieces.find((piece) => piece.from === from)?.id ?? 'nowhere'

/** Four pieces of two seconds each. */
function four(): ClipDoc {
  const doc = loadClip([seeded()])
  for (const where of [2000, 4000, 6000]) splitPiece(doc, pieceAt(doc, where), where, ana)
  return doc
}
const pieceAt = (doc: ClipDoc, time: number) =>
  readClip(doc, source).pieces.find(({ from, to }) => time > from && time < to)?.id ?? 'nowhere'
const starts = (doc: ClipDoc) => order(doc).map(([from]) => from)

test('a piece is moved anywhere, and the others keep their order', () => {
  const doc = four()
  expect(movePiece(doc, at(doc, 4000), at(doc, 0), ana)).toBe(true)
  expect(starts(doc)).toEqual([4000, 0, 2000, 6000])
  movePiece(doc, at(doc, 0), null, ana)
  expect(starts(doc)).toEqual([4000, 2000, 6000, 0])
  movePiece(doc, at(doc, 6000), at(doc, 2000), ana)
  expect(starts(doc)).toEqual([4000, 6000, 2000, 0])
})

test('a piece that is where it should go, or is gone, is not moved', () => {
  const doc = four()
  expect(movePiece(doc, at(doc, 2000), at(doc, 4000), ana)).toBe(false)
  expect(movePiece(doc, at(doc, 6000), null, ana)).toBe(false)
  expect(movePiece(doc, 'nowhere', null, ana)).toBe(false)
  expect(movePiece(doc, at(doc, 0), 'nowhere', ana)).toBe(false)
  expect(movePiece(doc, at(doc, 0), at(doc, 0), ana)).toBe(false)
})

test('what one person splits while another moves it stays together', () => {
  const anas = four()
  const bens = peerOf(anas)
  movePiece(anas, at(anas, 4000), at(anas, 0), ana)
  splitPiece(bens, at(bens, 4000), 5000, ben)
  meet(anas, bens)
  expect(starts(anas)).toEqual([4000, 5000, 0, 2000, 6000])
  expect(order(bens)).toEqual(order(anas))
})

test('two people who move neighbours both get their way', () => {
  const anas = four()
  const bens = peerOf(anas)
  movePiece(anas, at(anas, 2000), at(anas, 0), ana)
  movePiece(bens, at(bens, 4000), null, ben)
  meet(anas, bens)
  expect(starts(anas)).toEqual([2000, 0, 6000, 4000])
  expect(order(bens)).toEqual(order(anas))
})

test('two who move two pieces to one place agree on an order, and a third fits between', () => {
  const anas = four()
  const bens = peerOf(anas)
  movePiece(anas, at(anas, 4000), at(anas, 0), ana)
  movePiece(bens, at(bens, 6000), at(bens, 0), ben)
  meet(anas, bens)
  expect(order(bens)).toEqual(order(anas))
  const [first = 0, second = 0] = starts(anas)
  expect(new Set([first, second])).toEqual(new Set([4000, 6000]))
  movePiece(anas, at(anas, 2000), at(anas, second), ana)
  expect(starts(anas)).toEqual([first, 2000, second, 0])
})

test('a teaser plays the same words a second time, first, and moves as a whole', () => {
  const doc = four()
  const teaser = addTake(doc, { from: 4500, to: 5500 } as never, 'start', ana) as string
  expect(starts(doc)).toEqual([4500, 0, 2000, 4000, 6000])
  splitPiece(doc, `${teaser}.h`, 5000, ana)
  expect(moveTake(doc, teaser, at(doc, 4000), ana)).toBe(true)
  expect(starts(doc)).toEqual([0, 2000, 4500, 5000, 4000, 6000])
  const words = readClip(doc, source).words.map(({ id }) => id)
  expect(new Set(words).size).toBe(words.length)
})

test('a duplicate follows its piece and is trimmed apart from it', () => {
  const doc = four()
  const twin = duplicatePiece(doc, at(doc, 2000), ana) as string
  expect(order(doc).slice(1, 3)).toEqual([
    [2000, 4000],
    [2000, 4000],
  ])
  trimPiece(doc, twin, { from: 3000 }, ana)
  expect(starts(doc)).toEqual([0, 2000, 3000, 4000, 6000])
  expect(duplicatePiece(doc, 'nowhere', ana)).toBeNull()
})

test('a deleted piece keeps its place among moved ones', () => {
  const doc = four()
  const gone = at(doc, 2000)
  deletePiece(doc, gone, ana)
  expect(duplicatePiece(doc, gone, ana)).toBeNull()
  movePiece(doc, at(doc, 6000), at(doc, 0), ana)
  putBackPiece(doc, gone, ana)
  expect(starts(doc)).toEqual([6000, 0, 2000, 4000])
})

test('a piece grows over deleted ones without leaving its place', () => {
  const doc = four()
  movePiece(doc, at(doc, 2000), null, ana)
  const moved = at(doc, 2000)
  deletePiece(doc, moved, ana)
  trimPiece(doc, at(doc, 4000), { from: 2500 }, ana)
  expect(order(doc)).toEqual([
    [0, 2000],
    [2500, 6000],
    [6000, 8000],
  ])
  trimPiece(doc, at(doc, 2500), { from: 1000 }, ana)
  expect(starts(doc)).toEqual([0, 2000, 6000])
})

test('pieces that are merged play where the first was, and nothing else moves', () => {
  const doc = four()
  movePiece(doc, at(doc, 4000), null, ana)
  trimPiece(doc, at(doc, 4000), { to: 5500 }, ana)
  expect(mergePieces(doc, at(doc, 4000), ana)).toBe(true)
  expect(order(doc)).toEqual([
    [0, 2000],
    [2000, 5500],
    [6000, 8000],
  ])
  expect(mergePieces(doc, at(doc, 0), ana)).toBe(false)
})

test('a place never grows too long to be read, however often pieces are moved', () => {
  const doc = four()
  for (let i = 0; i < 300; i++) {
    const { pieces } = readClip(doc, source)
    movePiece(doc, pieces[2]?.id as string, pieces[1]?.id as string, ana)
  }
  expect(starts(doc)).toEqual([0, 2000, 4000, 6000])
})
