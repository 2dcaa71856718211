import { expect, test } from 'vitest'
import { saySize } from './say-size.ts'

test.each([
  [0, '0 bytes'],
  [840_300, '840 kB'],
  [999_800, '1.0 MB'],
  [11_200_000, '11 MB'],
  [4_210_000_000, '4.2 GB'],
  [10 * 1024 ** 3, '11 GB'],
])('%i bytes are %s', (bytes, said) => {
  expect(saySize(bytes)).toBe(said)
})
