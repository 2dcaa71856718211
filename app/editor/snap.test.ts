import { expect, test } from 'vitest'
import { type SnapTarget, snap } from './snap.ts'

const targets: SnapTarget[] = [
  { ms: 1000, kind: 'playhead' },
  { ms: 1050, kind: 'seam' },
  { ms: 1070, kind: 'word' },
  { ms: 1900, kind: 'word' },
]

test('a word’s edge draws before a seam, a seam before the playhead, however near', () => {
  expect(snap(1002, targets, 0.1)?.ms).toBe(1070)
  expect(snap(985, targets, 0.1)?.ms).toBe(1050)
  expect(snap(965, targets, 0.1)?.ms).toBe(1000)
})

test('beyond 8 px it stays free, whatever the zoom', () => {
  expect(snap(1500, targets, 0.1)).toBeNull()
  expect(snap(1060, targets, 2)?.ms).toBeUndefined()
  expect(snap(1069, targets, 2)?.ms).toBe(1070)
})
