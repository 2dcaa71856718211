import { expect, test } from 'vitest'
import { findPhrase, putRight } from './fix-everywhere.ts'

const words = (line: string) => line.split(' ')

test.each([
  [
    'The gray one. Gray, and grayer.',
    'gray',
    [
      [1, 1],
      [3, 1],
    ],
  ],
  [
    'in formation, In formation',
    'in formation',
    [
      [0, 2],
      [2, 2],
    ],
  ],
  ['no no no', 'no no', [[0, 2]]],
  ['no no no', '…', []],
])('in %j, %j is said at %j', (line, phrase, places) => {
  expect(findPhrase(words(line), words(phrase)).map(({ at, count }) => [at, count])).toEqual(places)
})

test.each([
  ['gray', 'grey', 'grey'],
  ['“Gray,', 'grey', '“Grey,'],
  ['in formation.', 'information', 'information.'],
  ['cliproom?', 'Clip Room', 'Clip Room?'],
  ['NASA,', 'nasa', 'nasa,'],
])('%j put right as %j reads %j', (said, to, reads) => {
  expect(putRight(words(said), words(to)).join(' ')).toBe(reads)
})
