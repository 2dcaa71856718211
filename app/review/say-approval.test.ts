import { expect, test } from 'vitest'
import { sayApproval, sayVerdict } from './say-approval.ts'

const given = (...verdicts: ('approved' | 'changes' | null)[]) =>
  verdicts.map((verdict) => ({ verdict })) as Parameters<typeof sayApproval>[0]['verdicts']

test('how a version stands is said in a few words', () => {
  const say = (state: 'waiting' | 'changes' | 'approved', edited = false) =>
    sayApproval({ state, edited, verdicts: given('approved', null, null) })
  expect(say('waiting')).toBe('1 of 3 approved')
  expect(say('changes')).toBe('Changes asked')
  expect(say('approved')).toBe('Approved')
  expect(say('approved', true)).toBe('Approved, then edited')
  expect(sayApproval({ state: 'waiting', edited: false, verdicts: [] })).toBe('Nobody asked yet')
  expect(sayVerdict({ verdict: null, decidedAt: null })).toBe('Waiting')
  expect(sayVerdict({ verdict: 'changes', decidedAt: '2026-01-01' })).toBe('Asked for changes')
  const now = new Date()
  now.setHours(10, 2)
  expect(sayVerdict({ verdict: 'approved', decidedAt: now.toISOString() })).toBe('Approved 10:02')
})
