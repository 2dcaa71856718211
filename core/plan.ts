import { z } from 'zod'

export const PlanName = z.enum(['free', 'pro', 'enterprise'])
export type PlanName = z.infer<typeof PlanName>

/** What minutes are spent on: of a source that is heard, of a file that is made. */
export type Spending = 'heard' | 'made'

/** Minutes each plan has a period; null: as many as anybody likes. */
export type Allowances = Record<PlanName, number | null>

/** Where a workspace stands in its period. Times in ms of video. */
export type PlanStanding = {
  plan: PlanName
  /** Stripe's word for how the subscription is: active, past_due, canceled …; null: there is none. */
  status: string | null
  allowedMs: number | null
  heardMs: number
  madeMs: number
  /** Work that is under way: charged if it ends well. */
  reservedMs: number
  periodStart: Date
  periodEnd: Date | null
}

/** What is left, ms; null: no end to it. */
export const leftMs = ({
  allowedMs,
  heardMs,
  madeMs,
  reservedMs,
}: Pick<PlanStanding, 'allowedMs' | 'heardMs' | 'madeMs' | 'reservedMs'>): number | null =>
  allowedMs === null ? null : Math.max(0, allowedMs - heardMs - madeMs - reservedMs)

/** `1.5` minutes as people say them; less than a tenth is a tenth, for nothing is free by rounding. */
export function sayMinutes(ms: number): string {
  const tenths = ms === 0 ? 0 : Math.max(1, Math.round(ms / 6000))
  const said = (tenths / 10).toLocaleString('en')
  return said === '1' ? '1 minute' : `${said} minutes`
}
