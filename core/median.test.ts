import { expect, test } from 'vitest'
import { median } from './median.ts'

test.each([
  [[], 0],
  [[5], 5],
  [[9, 1, 5], 5],
  [[4, 1, 2, 3], 2.5],
])('the middle of %j is %j', (values, middle) => {
  expect(median(values)).toBe(middle)
})
