import { expect, test } from 'vitest'
import { text } from '../editor/transcript-text.fixtures.ts'
import { extendByWords, extendTo, select, selectAround, spanOf } from './selection.ts'

const talk = text('one two. three four. | five six.')

test('words are selected whichever way they are drawn over', () => {
  expect(spanOf(select(1, 3))).toEqual({ first: 1, last: 3 })
  expect(spanOf(select(3, 1))).toEqual({ first: 1, last: 3 })
  expect(spanOf(null)).toBeNull()
})

test('two clicks select the sentence, three the turn', () => {
  expect(spanOf(selectAround(talk, 2, 2))).toEqual({ first: 2, last: 3 })
  expect(spanOf(selectAround(talk, 2, 3))).toEqual({ first: 0, last: 3 })
})

test('a selection keeps what it began with, to whichever side it grows', () => {
  const sentence = selectAround(talk, 2, 2)
  expect(spanOf(extendTo(sentence, { first: 4, last: 5 }))).toEqual({ first: 2, last: 5 })
  expect(spanOf(extendTo(sentence, { first: 0, last: 1 }))).toEqual({ first: 0, last: 3 })
})

test('a selection grows and shrinks by words at its moving end', () => {
  expect(spanOf(extendByWords(select(1, 2), 1, talk))).toEqual({ first: 1, last: 3 })
  expect(spanOf(extendByWords(select(1, 2), -1, talk))).toEqual({ first: 1, last: 1 })
  expect(spanOf(extendByWords(select(4, 5), 9, talk))).toEqual({ first: 4, last: 5 })
  const back = extendTo(selectAround(talk, 2, 2), { first: 0, last: 1 })
  expect(spanOf(extendByWords(back, 1, talk))).toEqual({ first: 1, last: 3 })
})
