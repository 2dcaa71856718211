import { expect, test } from 'vitest'
import { approvalState, remindAt } from './review.ts'

test('a version is approved once everybody who was asked approved it', () => {
  expect(approvalState([])).toBe('waiting')
  expect(approvalState([null])).toBe('waiting')
  expect(approvalState(['approved', null])).toBe('waiting')
  expect(approvalState(['approved', 'approved'])).toBe('approved')
  expect(approvalState(['approved', 'changes', null])).toBe('changes')
})

test('people are reminded a day before, or halfway where there is little time', () => {
  const hours = (n: number) => n * 3600_000
  expect(remindAt(0, hours(72))).toBe(hours(48))
  expect(remindAt(0, hours(48))).toBe(hours(24))
  expect(remindAt(hours(10), hours(20))).toBe(hours(15))
})
