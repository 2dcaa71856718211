import { expect, test } from 'vitest'
import { wordId } from '#core/ids.ts'
import { spansOf } from './use-live-score.ts'

const heard = (...indexes: number[]) => indexes.map((index) => ({ id: wordId(index) }))

test.each([
  ['nothing', heard(), []],
  ['words in a row', heard(4, 5, 6), [{ first: 4, last: 6 }]],
  [
    'a cut in the middle',
    heard(4, 5, 8, 9),
    [
      { first: 4, last: 5 },
      { first: 8, last: 9 },
    ],
  ],
  [
    'a later line first',
    heard(20, 21, 4, 5),
    [
      { first: 20, last: 21 },
      { first: 4, last: 5 },
    ],
  ],
])('what is heard as stretches of the transcript: %s', (_, words, spans) => {
  expect(spansOf(words)).toEqual(spans)
})
