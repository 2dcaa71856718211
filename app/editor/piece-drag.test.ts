import { expect, test } from 'vitest'
import type { Block } from './clip-blocks.ts'
import { dropPlace } from './piece-drag.ts'

/** Three pieces of a second each. */
const blocks = ['a', 'b', 'c'].map((id, i) => ({
  piece: { id },
  start: i * 1000,
  end: i * 1000 + 1000,
})) as Block[]

test.each([
  ['its own place', 'b', 1400, null],
  ['the place it has already, before the next', 'b', 2300, null],
  ['the start', 'b', 200, { before: 'a', at: 0 }],
  ['between two others', 'a', 2300, { before: 'c', at: 2000 }],
  ['the end', 'a', 2900, { before: null, at: 3000 }],
  ['past the end', 'b', 9000, { before: null, at: 3000 }],
  ['before the start', 'c', -500, { before: 'a', at: 0 }],
])('a piece dragged to %s goes there', (_, piece, at, place) => {
  expect(dropPlace(blocks, piece, at)).toEqual(place)
})

test('a piece that is gone goes nowhere', () => {
  expect(dropPlace(blocks, 'x', 100)).toBeNull()
})
