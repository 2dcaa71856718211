import { expect, test } from 'vitest'
import { ana, ben, meet, peerOf, seeded, spoken } from './clip-doc.fixtures.ts'
import { type ClipDoc, loadClip } from './clip-doc.ts'
import { movePiece } from './order-verbs.ts'
import { splitPiece, trimPiece } from './piece-verbs.ts'
import { readClip } from './read-clip.ts'
import { mergePieces, rollSplit, setTransition, slipPiece } from './seam-verbs.ts'

const source = spoken(30)
const pieces = (doc: ClipDoc) => readClip(doc, source).pieces.map(({ from, to }) => [from, to])
const transitions = (doc: ClipDoc) =>
  readClip(doc, source).transitions.map(({ piece, kind, ms }) => [piece, kind, ms])

test('a slipped piece plays other source and keeps its length and its place', () => {
  const doc = loadClip([seeded(1000, 2000)])
  expect(slipPiece(doc, 't1.h', 700, ana)).toBe(true)
  expect(pieces(doc)).toEqual([[1700, 2700]])
  slipPiece(doc, 't1.h', -99_000, ana)
  expect(pieces(doc)).toEqual([[0, 1000]])
  slipPiece(doc, 't1.h', 99_000, ana)
  expect(pieces(doc)).toEqual([[11_000, 12_000]])
  expect(slipPiece(doc, 't1.h', 1, ana)).toBe(false)
  expect(slipPiece(doc, 't1.h', Number.NaN, ana)).toBe(false)
})

test('a piece between two others slips only as far as they leave room', () => {
  const doc = loadClip([seeded()])
  const middle = splitPiece(doc, 't1.h', 2000, ana) as string
  const last = splitPiece(doc, middle, 4000, ana) as string
  expect(slipPiece(doc, middle, 300, ana)).toBe(false)
  trimPiece(doc, last, { from: 4200 }, ana)
  slipPiece(doc, middle, 300, ana)
  expect(pieces(doc)[1]).toEqual([2200, 4200])
})

test('merging gives back what was drawn in between two pieces', () => {
  const doc = loadClip([seeded()])
  const right = splitPiece(doc, 't1.h', 3000, ana) as string
  trimPiece(doc, 't1.h', { to: 2500 }, ana)
  trimPiece(doc, right, { from: 3500, to: 7000 }, ana)
  mergePieces(doc, right, ana)
  expect(pieces(doc)).toEqual([[0, 7000]])
})

test('one who merges while another trims gets one piece with the other’s edge', () => {
  const anas = loadClip([seeded()])
  const right = splitPiece(anas, 't1.h', 3000, ana) as string
  const bens = peerOf(anas)
  mergePieces(anas, right, ana)
  trimPiece(bens, 't1.h', { from: 500 }, ben)
  rollSplit(bens, right, 4000, ben)
  meet(anas, bens)
  expect(pieces(anas)).toEqual([[500, 8000]])
  expect(readClip(bens, source)).toEqual(readClip(anas, source))
})

test('a transition lies over a seam and is no longer than the pieces beside it', () => {
  const doc = loadClip([seeded()])
  const right = splitPiece(doc, 't1.h', 7700, ana) as string
  expect(setTransition(doc, right, { kind: 'dissolve', ms: 500 }, ana)).toBe(true)
  expect(transitions(doc)).toEqual([[right, 'dissolve', 300]])
  trimPiece(doc, right, { to: 9000 }, ana)
  expect(transitions(doc)).toEqual([[right, 'dissolve', 500]])
  setTransition(doc, right, { kind: 'fade', ms: 9e9 }, ana)
  trimPiece(doc, right, { to: 12_000 }, ana)
  expect(transitions(doc)).toEqual([[right, 'fade', 2000]])
  setTransition(doc, right, null, ana)
  expect(transitions(doc)).toEqual([])
  expect(setTransition(doc, 'nowhere', { kind: 'fade', ms: 500 }, ana)).toBe(false)
})

test('a piece takes its transition along, and the first of a clip has none', () => {
  const doc = loadClip([seeded()])
  const right = splitPiece(doc, 't1.h', 4000, ana) as string
  setTransition(doc, right, { kind: 'zoom', ms: 400 }, ana)
  movePiece(doc, right, 't1.h', ana)
  expect(transitions(doc)).toEqual([])
  movePiece(doc, right, null, ana)
  expect(transitions(doc)).toEqual([[right, 'zoom', 400]])
})

test('two people who choose a transition and its length both get theirs', () => {
  const anas = loadClip([seeded()])
  const right = splitPiece(anas, 't1.h', 4000, ana) as string
  setTransition(anas, right, { kind: 'fade', ms: 500 }, ana)
  const bens = peerOf(anas)
  setTransition(anas, right, { kind: 'slide', ms: 500 }, ana)
  setTransition(bens, right, { kind: 'fade', ms: 800 }, ben)
  meet(anas, bens)
  expect(transitions(anas)).toEqual([[right, 'slide', 800]])
  expect(transitions(bens)).toEqual(transitions(anas))
})
