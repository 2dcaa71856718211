import { expect, test } from 'vitest'
import { sayCount } from './say-count.ts'

test('one is one, anything else is several, and thousands are parted', () => {
  expect([0, 1, 3, 1200].map((count) => sayCount(count, 'word'))).toEqual([
    '0 words',
    '1 word',
    '3 words',
    '1,200 words',
  ])
})
