import { expect, test } from 'vitest'
import {
  climbOut,
  extendSelection,
  NOTHING,
  selectAround,
  selectedWords,
  selectWords,
  stretchSelection,
} from './selection.ts'
import { text } from './transcript-text.fixtures.ts'

const read = text('It broke. Twice in fact. | Really? Yes.')

test('one press selects a word, two its sentence, three the turn', () => {
  expect(selectedWords(selectAround(read, 3, 1))).toEqual({ first: 3, last: 3 })
  expect(selectedWords(selectAround(read, 3, 2))).toEqual({ first: 2, last: 4 })
  expect(selectedWords(selectAround(read, 3, 3))).toEqual({ first: 0, last: 4 })
})

test('shift extends from where the selection began, backwards too', () => {
  const forwards = extendSelection(selectWords(2, 3), 5)
  expect(selectedWords(forwards)).toEqual({ first: 2, last: 5 })
  expect(selectedWords(extendSelection(forwards, 0))).toEqual({ first: 0, last: 2 })
  expect(selectedWords(extendSelection(NOTHING, 4))).toEqual({ first: 4, last: 4 })
})

test.each([
  ['a word on', 1, 'word', { first: 3, last: 4 }],
  ['a word back', -1, 'word', { first: 2, last: 3 }],
  ['to the end of the sentence', 1, 'sentence', { first: 3, last: 4 }],
  ['to its beginning', -1, 'sentence', { first: 2, last: 3 }],
] as const)('shift and an arrow stretch it %s', (_, direction, by, expected) => {
  expect(selectedWords(stretchSelection(read, selectWords(3, 3), direction, by))).toEqual(expected)
})

test('stretching goes on to the next sentence, and stops at the ends of the transcript', () => {
  const toEnd = stretchSelection(read, selectWords(2, 4), 1, 'sentence')
  expect(selectedWords(toEnd)).toEqual({ first: 2, last: 5 })
  expect(selectedWords(stretchSelection(read, selectWords(0, 0), -1, 'word'))).toEqual({
    first: 0,
    last: 0,
  })
  expect(selectedWords(stretchSelection(read, selectWords(6, 6), 1, 'sentence'))).toEqual({
    first: 6,
    last: 6,
  })
})

test('Esc climbs out one level at a time', () => {
  expect(climbOut({ kind: 'edge', piece: 'a', edge: 'to' })).toEqual({ kind: 'piece', piece: 'a' })
  expect(climbOut({ kind: 'piece', piece: 'a' })).toEqual(NOTHING)
  expect(climbOut(selectWords(1, 4))).toEqual(selectWords(4, 4))
  expect(climbOut(selectWords(4, 4))).toEqual(NOTHING)
})
