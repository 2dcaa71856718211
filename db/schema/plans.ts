import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { JobId } from '#core/ids.ts'
import type { PlanName, Spending } from '#core/plan.ts'
import { ofUser } from './accounts.ts'
import { at, created, id, updated } from './columns.ts'
import { ofWorkspace } from './workspaces.ts'

export const subscriptions = pgTable(
  'subscriptions',
  {
    id: id<string>(),
    /** Whose plan it is. */
    workspaceId: ofWorkspace(),
    /** Who owned the workspace then. */
    userId: ofUser(),
    tier: text('tier').$type<PlanName>().notNull(),
    /** Stripe's word. */
    status: text('status').notNull(),
    stripeId: text('stripe_id'),
    stripeCustomerId: text('stripe_customer_id'),
    periodStart: at('period_start'),
    periodEnd: at('period_end'),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [
    index('subscriptions_user_id_idx').on(t.userId),
    uniqueIndex('subscriptions_workspace_id_idx').on(t.workspaceId),
    index('subscriptions_stripe_customer_id_idx').on(t.stripeCustomerId),
  ],
)

/** Minutes of a plan that a job took: set aside as it begins, charged as it ends well. */
export const creditEntries = pgTable(
  'credit_entries',
  {
    jobId: uuid('job_id').$type<JobId>().primaryKey(),
    workspaceId: ofWorkspace(),
    kind: text('kind').$type<Spending>().notNull(),
    /** Of a source that is heard, or of a file that is made. */
    ms: integer('ms').notNull(),
    state: text('state').$type<'reserved' | 'charged' | 'released'>().notNull(),
    createdAt: created(),
    settledAt: at('settled_at'),
  },
  (t) => [index('credit_entries_workspace_id_created_at_idx').on(t.workspaceId, t.createdAt)],
)

/** Events of Stripe that were taken: each counts once. */
export const stripeEvents = pgTable('stripe_events', {
  id: text('id').primaryKey(),
  type: text('type').notNull(),
  createdAt: created(),
})
