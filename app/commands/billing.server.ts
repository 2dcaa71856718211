import type Stripe from 'stripe'
import { z } from 'zod'
import { clipLength, cutList } from '#core/cut-list.ts'
import { AppError } from '#core/errors.ts'
import { ClipId, WorkspaceId } from '#core/ids.ts'
import { leftMs, PlanName, type PlanStanding } from '#core/plan.ts'
import { getClip } from '#db/clips.ts'
import {
  planStanding,
  saveSubscription,
  subscriptionOf,
  takeStripeEvent,
  workspaceOfCustomer,
} from '#db/plans.ts'
import { note, ownerOf, roleIn } from '#db/workspace-people.ts'
import type { Billing } from '../server/billing.ts'
import type { AppContext } from '../server/context.ts'
import type { CommandContext } from './command-context.ts'
import { readStoredClip } from './read-clip.server.ts'
import { requireAdmin } from './require-admin.server.ts'

type Context = Pick<CommandContext, 'db' | 'user'> & Pick<AppContext, 'billing' | 'siteUrl'>

/** What the workspace may use and has used; null where nothing is counted. */
export async function readPlan({
  db,
  user,
  billing,
}: Pick<Context, 'db' | 'user' | 'billing'>): Promise<PlanStanding | null> {
  await roleIn(db, user.workspaceId, user.id)
  return billing && planStanding(db, user.workspaceId, billing.allowances)
}

export const RenderCost = z.object({
  clipId: ClipId,
  files: z.number().int().min(1).max(400).default(1),
})
export type RenderCost = z.input<typeof RenderCost>

/** What files of a clip would take of the plan, before they are asked for; null where nothing is counted. */
export async function renderCost(
  { db, user, billing }: Pick<Context, 'db' | 'user' | 'billing'>,
  asked: RenderCost,
): Promise<{ ms: number; leftMs: number | null } | null> {
  const { clipId, files } = RenderCost.parse(asked)
  const { workspaceId } = await getClip(db, clipId, user.id)
  if (!billing) return null
  const ms = clipLength(cutList(await readStoredClip(db, clipId))) * files
  return { ms, leftMs: leftMs(await planStanding(db, workspaceId, billing.allowances)) }
}

export const ChoosePlan = z.object({ plan: PlanName.exclude(['free']) })
export type ChoosePlan = z.infer<typeof ChoosePlan>

/** The address of Stripe's page where the plan is paid for. */
export async function startCheckout(
  { db, user, billing, siteUrl }: Context,
  { plan }: ChoosePlan,
): Promise<{ url: string }> {
  const { stripe, prices } = await managed({ db, user, billing })
  const price = prices[plan]
  if (!price) throw new AppError('plan.not-sold')
  const { workspaceId } = user
  const known = await subscriptionOf(db, workspaceId)
  // Somebody who pays already changes their plan where they pay: a second one would be charged twice.
  if (known?.stripeCustomerId && known.stripeId && known.status !== 'canceled') {
    return openPortal({ db, user, billing, siteUrl })
  }
  const session = await stripe.checkout.sessions.create({
    mode: 'subscription',
    client_reference_id: workspaceId,
    ...(known?.stripeCustomerId
      ? { customer: known.stripeCustomerId }
      : { customer_email: user.email }),
    line_items: [{ price, quantity: 1 }],
    subscription_data: { metadata: { workspace_id: workspaceId } },
    success_url: `${siteUrl()}/settings/plan?paid=1`,
    cancel_url: `${siteUrl()}/settings/plan`,
  })
  if (!session.url) throw new AppError('plan.unreachable')
  return { url: session.url }
}

/** The address of Stripe's page for cards, invoices, and changing or ending a plan. */
export async function openPortal({
  db,
  user,
  billing,
  siteUrl,
}: Context): Promise<{ url: string }> {
  const { stripe } = await managed({ db, user, billing })
  const known = await subscriptionOf(db, user.workspaceId)
  if (!known?.stripeCustomerId) throw new AppError('plan.none')
  const session = await stripe.billingPortal.sessions.create({
    customer: known.stripeCustomerId,
    return_url: `${siteUrl()}/settings/plan`,
  })
  return { url: session.url }
}

async function managed({ db, user, billing }: Pick<Context, 'db' | 'user' | 'billing'>) {
  requireAdmin({ role: await roleIn(db, user.workspaceId, user.id) })
  if (!billing) throw new AppError('plan.off')
  return billing
}

const ABOUT_SUBSCRIPTIONS = new Set([
  'checkout.session.completed',
  'customer.subscription.created',
  'customer.subscription.updated',
  'customer.subscription.deleted',
  'customer.subscription.paused',
  'customer.subscription.resumed',
  'invoice.paid',
  'invoice.payment_failed',
])

/**
 * Takes what Stripe tells. An event only says that something changed: what the subscription is now is
 * asked of Stripe, so events may come twice, late, and in any order.
 */
export async function takeBillingEvent(
  { db, billing }: Pick<Context, 'db'> & { billing: Billing },
  event: Stripe.Event,
): Promise<void> {
  if (!ABOUT_SUBSCRIPTIONS.has(event.type)) return
  const about = event.data.object as {
    object: string
    id: string
    subscription?: string | { id: string } | null
    client_reference_id?: string | null
    parent?: { subscription_details?: { subscription?: string | { id: string } } | null } | null
  }
  const named =
    about.object === 'subscription'
      ? about.id
      : (about.subscription ?? about.parent?.subscription_details?.subscription)
  const id = typeof named === 'string' ? named : named?.id
  if (!id) return
  const now = await billing.stripe.subscriptions.retrieve(id)
  const customer = typeof now.customer === 'string' ? now.customer : now.customer.id
  const told = WorkspaceId.safeParse(now.metadata.workspace_id ?? about.client_reference_id)
  await db.transaction(async (tx) => {
    if (!(await takeStripeEvent(tx, event.id, event.type))) return
    const workspaceId = told.success ? told.data : await workspaceOfCustomer(tx, customer)
    const owner = workspaceId && (await ownerOf(tx, workspaceId))
    // Another product's customer, or a workspace that is gone.
    if (!workspaceId || !owner) return
    const known = await subscriptionOf(tx, workspaceId)
    // The end of an old subscription says nothing about the one that followed it.
    if (known?.stripeId && known.stripeId !== id && now.status === 'canceled') return
    const [item] = now.items.data
    const tier =
      item?.price.id === billing.prices.enterprise
        ? 'enterprise'
        : item?.price.id === billing.prices.pro
          ? 'pro'
          : 'free'
    const at = (seconds: number | undefined) => (seconds ? new Date(seconds * 1000) : null)
    await saveSubscription(tx, {
      workspaceId,
      userId: owner,
      tier,
      status: now.status,
      stripeId: id,
      stripeCustomerId: customer,
      periodStart: at(item?.current_period_start),
      periodEnd: at(item?.current_period_end),
    })
    if (known?.tier !== tier || known.status !== now.status) {
      await note(tx, {
        workspaceId,
        userId: owner,
        action: 'plan.changed',
        data: { plan: tier, status: now.status },
      })
    }
  })
}
