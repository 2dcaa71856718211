import { expect, test } from 'vitest'
import {
  groupRefusals,
  leftOfAll,
  sayBytes,
  sayExportButton,
  sayLeft,
  sayNames,
  sayWhen,
} from './say-export.ts'

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

test('how long a batch takes is told once nothing of it is in line', () => {
  const running = { status: 'running', etaMs: 20_000 }
  expect(leftOfAll([running, { status: 'running', etaMs: 45_000 }])).toBe(45_000)
  expect(leftOfAll([running, { status: 'pending', etaMs: null }])).toBeNull()
  expect(leftOfAll([running, { status: 'running', etaMs: null }])).toBeNull()
  expect(leftOfAll([])).toBeNull()
})

test('a reason is said once, with the files it is about', () => {
  const full = 'The disk is full.'
  expect(
    groupRefusals([
      { name: 'A, 9:16', say: full },
      { name: 'B, 9:16', say: 'It waits for approval.' },
      { name: 'C, 9:16', say: full },
    ]),
  ).toEqual([
    { say: full, names: ['A, 9:16', 'C, 9:16'] },
    { say: 'It waits for approval.', names: ['B, 9:16'] },
  ])
  expect(sayNames(['A', 'B', 'C'])).toBe('A; B; C')
  expect(sayNames(['A', 'B', 'C', 'D'])).toBe('A; B and 2 more')
})
