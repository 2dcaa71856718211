import { z } from 'zod'

/** What somebody who was asked says of a version. */
export const Verdict = z.enum(['approved', 'changes'])
export type Verdict = z.infer<typeof Verdict>

/** How a version stands with those who are asked. */
export type ApprovalState = 'waiting' | 'changes' | 'approved'

/**
 * A version is approved once somebody was asked and everybody who was has approved it; one who asks
 * for changes outweighs all others. Null: not decided yet.
 */
export function approvalState(verdicts: readonly (Verdict | null)[]): ApprovalState {
  if (verdicts.includes('changes')) return 'changes'
  return verdicts.length > 0 && verdicts.every((one) => one === 'approved') ? 'approved' : 'waiting'
}

const DAY_MS = 24 * 3600_000

/** When to remind of a deadline: a day before, or halfway where there is less than two days. */
export function remindAt(now: number, due: number): number {
  return due - Math.min(DAY_MS, (due - now) / 2)
}
