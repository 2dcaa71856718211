import { expect, test } from 'vitest'
import { sayBytes, sayExportButton, sayLeft, sayWhen } from './say-export.ts'

test.each([
  [null, null],
  [1_200, 'about 5 s left'],
  [41_000, 'about 45 s left'],
  [200_000, 'about 3 min left'],
])('%s ms is said “%s”', (ms, said) => {
  expect(sayLeft(ms)).toBe(said)
})

test('sizes and ages are said in the unit people use', () => {
  expect(sayBytes(4_200)).toBe('4 kB')
  expect(sayBytes(12_340_000)).toBe('12.3 MB')
  const now = Date.UTC(2026, 4, 2, 12)
  expect(sayWhen(now - 5_000, now)).toBe('just now')
  expect(sayWhen(now - 14 * 60_000, now)).toBe('14 min ago')
  expect(sayWhen(now - 3 * 3_600_000, now)).toBe('3 h ago')
})

test('the button says how many files there will be', () => {
  expect(sayExportButton(0, 0, 0)).toBe('Choose a shape')
  expect(sayExportButton(1, 0, 0)).toBe('This file is there')
  expect(sayExportButton(2, 0, 2)).toBe('2 files on their way')
  expect(sayExportButton(3, 1, 2)).toBe('Export 1 file')
  expect(sayExportButton(3, 3, 0)).toBe('Export 3 files')
})
