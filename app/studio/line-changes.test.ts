import { expect, test } from 'vitest'
import { lineChanges } from './line-changes.ts'

test.each([
  ['the same', 'one\ntwo', 'one\ntwo', [], 0],
  ['a line changed', 'one\ntwo\nthree', 'one\nzwei\nthree', [1], 1],
  ['lines that came', 'one\ntwo', 'one\nand\nand\ntwo', [], 2],
  ['lines that went', 'one\nand\ntwo', 'one\ntwo', [1], 0],
  ['everything', 'one\ntwo', 'three', [0, 1], 1],
  ['one of two alike', 'one\none', 'one', [1], 0],
])('%s', (_, text, other, only, besides) => {
  const changes = lineChanges(text, other)
  expect([[...changes.only], changes.besides]).toEqual([only, besides])
})
