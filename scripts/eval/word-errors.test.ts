import { expect, test } from 'vitest'
import { alignSaid } from './word-errors.ts'

test.each([
  ['And so, my fellow Americans', 'and so my fellow americans', 0, 0, 0],
  ['ask not what', 'ask knot what', 1, 0, 0],
  ['ask not what', 'ask what', 0, 1, 0],
  ['ask not what', 'ask not uh what', 0, 0, 1],
  ['ask not', '', 0, 2, 0],
  ['', 'thank you', 0, 0, 2],
  ['one two three four', 'two three five', 1, 1, 0],
])('%j heard as %j: %i wrong, %i missed, %i invented', (said, heard, ...errors) => {
  const words = (text: string) => text.split(' ').filter(Boolean)
  const { substituted, missed, invented } = alignSaid(words(said), words(heard))
  expect([substituted, missed, invented]).toEqual(errors)
})

test('words that are the same are told by their places', () => {
  expect(alignSaid(['a', 'b', 'c', 'd'], ['x', 'a', 'b', 'e', 'd']).pairs).toEqual([
    [0, 1],
    [1, 2],
    [3, 4],
  ])
})
