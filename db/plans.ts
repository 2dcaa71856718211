import { and, eq, gte, inArray, sql } from 'drizzle-orm'
import { AppError } from '#core/errors.ts'
import type { JobId, UserId, WorkspaceId } from '#core/ids.ts'
import {
  type Allowances,
  leftMs,
  type PlanName,
  type PlanStanding,
  type Spending,
  sayMinutes,
} from '#core/plan.ts'
import type { Db } from './client.ts'
import { creditEntries, stripeEvents, subscriptions } from './schema/plans.ts'

export type Subscription = {
  workspaceId: WorkspaceId
  userId: UserId
  tier: PlanName
  status: string
  stripeId: string | null
  stripeCustomerId: string | null
  periodStart: Date | null
  periodEnd: Date | null
}

/** Stripe's states in which what was bought may be used; somebody whose card failed has until it gives up. */
const GOOD = ['active', 'trialing', 'past_due']

export async function subscriptionOf(
  db: Db,
  workspaceId: WorkspaceId,
): Promise<Subscription | null> {
  const [row] = await db
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.workspaceId, workspaceId))
  return row ?? null
}

export async function workspaceOfCustomer(db: Db, customerId: string): Promise<WorkspaceId | null> {
  const [row] = await db
    .select({ workspaceId: subscriptions.workspaceId })
    .from(subscriptions)
    .where(eq(subscriptions.stripeCustomerId, customerId))
  return row?.workspaceId ?? null
}

/** Writes what a workspace's subscription is now. */
export async function saveSubscription(tx: Db, subscription: Subscription): Promise<void> {
  await tx
    .insert(subscriptions)
    .values(subscription)
    .onConflictDoUpdate({
      target: subscriptions.workspaceId,
      set: { ...subscription, updatedAt: new Date() },
    })
}

/** Notes that an event has been taken. False where it was taken before. */
export async function takeStripeEvent(tx: Db, id: string, type: string): Promise<boolean> {
  const rows = await tx
    .insert(stripeEvents)
    .values({ id, type })
    .onConflictDoNothing()
    .returning({ id: stripeEvents.id })
  return rows.length > 0
}

/** Where a workspace stands. Without a subscription a period is a month of the calendar (UTC). */
export async function planStanding(
  db: Db,
  workspaceId: WorkspaceId,
  allowances: Allowances,
  now = new Date(),
): Promise<PlanStanding> {
  const bought = await subscriptionOf(db, workspaceId)
  const good = bought !== null && GOOD.includes(bought.status)
  const plan = good ? bought.tier : 'free'
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth()))
  const periodStart = (good && bought.periodStart) || month
  const nextMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1))
  const sums = await db
    .select({
      kind: creditEntries.kind,
      state: creditEntries.state,
      ms: sql<number>`sum(${creditEntries.ms})::float8`,
    })
    .from(creditEntries)
    .where(
      and(
        eq(creditEntries.workspaceId, workspaceId),
        inArray(creditEntries.state, ['reserved', 'charged']),
        gte(creditEntries.createdAt, periodStart),
      ),
    )
    .groupBy(creditEntries.kind, creditEntries.state)
  const sum = (fits: (row: (typeof sums)[number]) => boolean) =>
    sums.filter(fits).reduce((total, { ms }) => total + Number(ms), 0)
  const minutes = allowances[plan]
  return {
    plan,
    status: bought?.status ?? null,
    allowedMs: minutes === null ? null : minutes * 60_000,
    heardMs: sum(({ kind, state }) => kind === 'heard' && state === 'charged'),
    madeMs: sum(({ kind, state }) => kind === 'made' && state === 'charged'),
    reservedMs: sum(({ state }) => state === 'reserved'),
    periodStart,
    periodEnd: (good && bought.periodEnd) || nextMonth,
  }
}

/** Sets minutes aside for a job that begins, or fails with what is left and what it would take. */
export async function reserveCredits(
  tx: Db,
  spend: { workspaceId: WorkspaceId; jobId: JobId; kind: Spending; ms: number },
  allowances: Allowances,
): Promise<void> {
  // Two that begin at once are looked at one after the other: together they may not fit.
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`credits ${spend.workspaceId}`}, 0))`,
  )
  const left = leftMs(await planStanding(tx, spend.workspaceId, allowances))
  if (left !== null && spend.ms > left) {
    throw new AppError('plan.used-up', {
      detail: `This takes ${sayMinutes(spend.ms)}, and ${sayMinutes(left)} of your plan are left. You can still edit, watch and download.`,
    })
  }
  await tx.insert(creditEntries).values({ ...spend, ms: Math.round(spend.ms), state: 'reserved' })
}

/** A job ended: what was set aside for it is charged, or let go. */
export async function settleCredits(tx: Db, jobId: JobId, done: boolean): Promise<void> {
  await tx
    .update(creditEntries)
    .set({ state: done ? 'charged' : 'released', settledAt: new Date() })
    .where(and(eq(creditEntries.jobId, jobId), eq(creditEntries.state, 'reserved')))
}
