import { expect, test } from 'vitest'
import { sayClock, sayLeft, sayLength, speakClock } from './say-time.ts'

test.each([
  [0, '0:00'],
  [59_999, '0:59'],
  [14 * 60_000 + 22_400, '14:22'],
  [4_366_000, '1:12:46'],
])('%i ms is at %s', (ms, said) => {
  expect(sayClock(ms)).toBe(said)
})

test('a place is spoken in words', () => {
  expect(speakClock(4_366_000)).toBe('1 hour 12 minutes 46 seconds')
  expect(speakClock(120_000)).toBe('2 minutes')
  expect(speakClock(200)).toBe('0 seconds')
})

test.each([
  [57_200, '57 s'],
  [60_000, '1 min'],
  [80_000, '1 min 20 s'],
])('%i ms lasts %s', (ms, said) => {
  expect(sayLength(ms)).toBe(said)
})

test.each([
  [400, '5 s'],
  [38_000, '40 s'],
  [56_000, '1 min'],
  [350_000, '6 min'],
  [4_200_000, '1 h 10 min'],
  [7_200_000, '2 h'],
])('%i ms left is %s', (ms, said) => {
  expect(sayLeft(ms)).toBe(said)
})
