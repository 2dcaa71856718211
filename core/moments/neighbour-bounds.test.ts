import { expect, test } from 'vitest'
import { ms } from '../time.ts'
import { neighbourBounds } from './neighbour-bounds.ts'

const bounds = (from: number, to: number) => ({ from: ms(from), to: ms(to) })
const sentences = [bounds(0, 1900), bounds(2000, 3900), bounds(4000, 5900), bounds(6000, 7900)]

test('a clip grows and shrinks by one sentence at either end', () => {
  expect(neighbourBounds(sentences, bounds(2000, 5900))).toEqual({
    longerBefore: bounds(0, 5900),
    shorterBefore: bounds(4000, 5900),
    longerAfter: bounds(2000, 7900),
    shorterAfter: bounds(2000, 3900),
  })
})

test('there is nothing before the first sentence or after the last', () => {
  const found = neighbourBounds(sentences, bounds(0, 7900))
  expect([found.longerBefore, found.longerAfter]).toEqual([null, null])
})

test('a clip of one sentence does not shrink', () => {
  const found = neighbourBounds(sentences, bounds(2000, 3900))
  expect([found.shorterBefore, found.shorterAfter]).toEqual([null, null])
})

test('a cut inside a sentence grows to its edge first', () => {
  const found = neighbourBounds(sentences, bounds(3000, 5000))
  expect([found.longerBefore, found.longerAfter]).toEqual([bounds(2000, 5000), bounds(3000, 5900)])
})

test('a cut a breath beside the sentence belongs to it', () => {
  expect(neighbourBounds(sentences, bounds(1920, 5980)).longerBefore).toEqual(bounds(0, 5980))
})
