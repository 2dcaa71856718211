import { expect, test } from 'vitest'
import { leftMs, sayMinutes } from './plan.ts'

test.each([
  [0, '0 minutes'],
  [1, '0.1 minutes'],
  [60_000, '1 minute'],
  [95_000, '1.6 minutes'],
  [72_000_000, '1,200 minutes'],
])('%d ms are said as %s', (ms, said) => {
  expect(sayMinutes(ms)).toBe(said)
})

test('what is left counts what is under way, is never less than nothing, and may have no end', () => {
  const spent = { heardMs: 10, madeMs: 20, reservedMs: 30 }
  expect(leftMs({ allowedMs: 100, ...spent })).toBe(40)
  expect(leftMs({ allowedMs: 50, ...spent })).toBe(0)
  expect(leftMs({ allowedMs: null, ...spent })).toBeNull()
})
