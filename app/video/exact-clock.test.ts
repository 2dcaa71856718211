import { expect, test } from 'vitest'
import { readExact, sayExact } from './exact-clock.ts'

test.each([
  [0, '0:00.00'],
  [12_345, '0:12.35'],
  [59_999, '1:00.00'],
  [3_725_050, '1:02:05.05'],
])('%i ms is said as %s, and read back to a hundredth', (ms, said) => {
  expect(sayExact(ms)).toBe(said)
  expect(Math.abs((readExact(said) ?? 0) - ms)).toBeLessThanOrEqual(5)
})

test.each([
  ['12.5', 12_500],
  ['12,5', 12_500],
  [' 1:02 ', 62_000],
  ['1:02:03', 3_723_000],
  ['', null],
  ['a:10', null],
  ['1:75', null],
  ['1.5:10', null],
  ['-3', null],
])('%j is read as %s', (typed, ms) => {
  expect(readExact(typed)).toBe(ms)
})
