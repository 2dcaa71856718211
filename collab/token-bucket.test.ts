import { expect, test } from 'vitest'
import { TokenBucket } from './token-bucket.ts'

test('a burst passes at once, then so many a second', () => {
  let now = 0
  const bucket = new TokenBucket(10, 3, () => now)
  const taken = () => Array.from({ length: 5 }, () => bucket.take()).filter(Boolean).length
  expect(taken()).toBe(3)
  expect(taken()).toBe(0)
  now = 200
  expect(taken()).toBe(2)
  now = 60_000
  expect(taken()).toBe(3)
})
