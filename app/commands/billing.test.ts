import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { AppError } from '#core/errors.ts'
import { JobId, type UserId, type WorkspaceId } from '#core/ids.ts'
import { codeOf, makePerson, makeStudio } from '#db/clips.fixtures.ts'
import { cancelJob, failJob, finishJob, startJob } from '#db/jobs.ts'
import { planStanding, reserveCredits, subscriptionOf } from '#db/plans.ts'
import { freshDatabase } from '#db/test-database.ts'
import { ingestVideo } from '#pipeline/jobs/ingest-video.ts'
import { transcribeVideo } from '#pipeline/jobs/transcribe-video.ts'
import { openQueue } from '#pipeline/queue.ts'
import { openBilling } from '../server/billing.ts'
import { billingWebhook } from '../server/billing-webhook.ts'
import { readConfig } from '../server/config.ts'
import { openPortal, readPlan, startCheckout } from './billing.server.ts'

const PERIOD = { start: 1_795_000_000, end: 1_797_600_000 }

/** Stripe's side: it says what a subscription is, and sells. */
async function stripe() {
  const subscriptions = new Map<string, { status: string; price: string; workspace?: string }>()
  const asked: { path: string; body: URLSearchParams }[] = []
  let failures = 0
  const server = createServer(async (request, response) => {
    const path = request.url ?? ''
    const body = new URLSearchParams(await text(request))
    asked.push({ path, body })
    const answer = (status: number, sent: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(sent))
    if (failures > 0) {
      failures--
      return answer(500, { error: { type: 'api_error', message: 'down' } })
    }
    if (request.headers.authorization !== 'Bearer sk_test_1')
      return answer(401, { error: { type: 'invalid_request_error' } })
    if (path === '/v1/checkout/sessions') return answer(200, { url: 'https://pay.example/c1' })
    if (path === '/v1/billing_portal/sessions')
      return answer(200, { url: 'https://pay.example/p1' })
    const id = path.split('/').at(-1) ?? ''
    const found = subscriptions.get(id)
    if (!found) return answer(404, { error: { type: 'invalid_request_error' } })
    const { start, end } = PERIOD
    return answer(200, {
      id,
      object: 'subscription',
      customer: 'cus_1',
      status: found.status,
      metadata: found.workspace ? { workspace_id: found.workspace } : {},
      items: {
        data: [
          { price: { id: found.price }, current_period_start: start, current_period_end: end },
        ],
      },
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    subscriptions,
    asked,
    fail(times: number) {
      failures = times
    },
  }
}

async function house() {
  const seller = await stripe()
  const billing = openBilling(
    readConfig({
      STRIPE_SECRET_KEY: 'sk_test_1',
      STRIPE_WEBHOOK_SECRET: 'whsec_1',
      STRIPE_PRICE_PRO: 'price_pro',
      STRIPE_PRICE_ENTERPRISE: 'price_ent',
      STRIPE_API_BASE: seller.base,
      PLAN_MINUTES_FREE: '2',
    }).billing,
  )
  if (!billing) throw new Error('billing is off')
  const database = await freshDatabase()
  const { db } = database
  const place = await makeStudio(db)
  const as = (id: UserId, workspaceId: WorkspaceId = place.workspaceId) => ({
    db,
    billing,
    siteUrl: () => 'http://clips.example',
    user: { id, email: 'ana@example.org', fullName: 'Ana', workspaceId },
  })
  const quiet = { info() {}, warn() {}, error() {} }
  const queue = await openQueue(database, quiet, undefined, billing.allowances)
  onTestFinished(() => queue.close())

  /** What Stripe tells, signed as it signs. */
  const tell = async (
    id: string,
    type: string,
    object: object,
    secret = 'whsec_1',
    /** When it was signed, s. */
    timestamp = Math.floor(Date.now() / 1000),
  ) => {
    const payload = JSON.stringify({ id, object: 'event', type, data: { object } })
    const signature = await billing.stripe.webhooks.generateTestHeaderStringAsync({
      ...{ payload, secret, timestamp },
    })
    const request = new Request('http://clips.example/billing/stripe', {
      method: 'POST',
      body: payload,
      headers: { 'stripe-signature': signature },
    })
    return (await billingWebhook(request, { db, billing, log: quiet } as never)).status
  }
  const subscription = (id: string) => ({ object: 'subscription', id })
  const stand = () => planStanding(db, place.workspaceId, billing.allowances)
  /** Whatever somebody sends, without saying how long it is. */
  const send = (body: ReadableStream) =>
    billingWebhook(
      new Request('http://clips.example/billing/stripe', {
        ...{ method: 'POST', body, duplex: 'half' },
        headers: { 'stripe-signature': 't=1,v1=00' },
      } as RequestInit),
      { db, billing, log: quiet } as never,
    )
  return { ...place, ...seller, billing, db, queue, as, tell, send, subscription, stand }
}

test('a plan is bought by who runs the workspace, and counts once Stripe says so', async () => {
  const { owner, editor, as, asked, tell, subscriptions, stand, workspaceId } = await house()
  expect(await codeOf(startCheckout(as(editor), { plan: 'pro' }))).toBe('role.admin-only')
  expect(await codeOf(openPortal(as(owner)))).toBe('plan.none')
  expect(await startCheckout(as(owner), { plan: 'pro' })).toEqual({ url: 'https://pay.example/c1' })
  expect(Object.fromEntries(asked.at(-1)?.body ?? [])).toMatchObject({
    mode: 'subscription',
    client_reference_id: workspaceId,
    customer_email: 'ana@example.org',
    'line_items[0][price]': 'price_pro',
    'subscription_data[metadata][workspace_id]': workspaceId,
  })
  expect(await stand()).toMatchObject({ plan: 'free', allowedMs: 120_000 })

  subscriptions.set('sub_1', { status: 'active', price: 'price_pro', workspace: workspaceId })
  const paid = { object: 'checkout.session', id: 'cs_1', subscription: 'sub_1' }
  expect(await tell('evt_1', 'checkout.session.completed', paid)).toBe(200)
  expect(await stand()).toMatchObject({
    plan: 'pro',
    status: 'active',
    allowedMs: 1_200 * 60_000,
    periodStart: new Date(PERIOD.start * 1000),
    periodEnd: new Date(PERIOD.end * 1000),
  })
  // Who pays already is not sold a second subscription.
  expect(await startCheckout(as(owner), { plan: 'enterprise' })).toEqual({
    url: 'https://pay.example/p1',
  })
})

test('events come twice, late and in the wrong order, and the end is the same', async () => {
  const { tell, subscription, subscriptions, stand, workspaceId } = await house()
  subscriptions.set('sub_1', { status: 'canceled', price: 'price_pro', workspace: workspaceId })
  // The deletion overtakes the creation: Stripe says what is, not the event what was.
  expect(await tell('evt_3', 'customer.subscription.deleted', subscription('sub_1'))).toBe(200)
  expect(await tell('evt_1', 'customer.subscription.created', subscription('sub_1'))).toBe(200)
  expect(await tell('evt_1', 'customer.subscription.created', subscription('sub_1'))).toBe(200)
  expect(await stand()).toMatchObject({ plan: 'free', status: 'canceled' })
  // Bought again; the old one's end is told once more, later.
  subscriptions.set('sub_2', { status: 'active', price: 'price_ent', workspace: workspaceId })
  expect(await tell('evt_4', 'customer.subscription.created', subscription('sub_2'))).toBe(200)
  expect(await tell('evt_5', 'customer.subscription.deleted', subscription('sub_1'))).toBe(200)
  expect(await stand()).toMatchObject({ plan: 'enterprise', status: 'active', allowedMs: null })
})

test('a failing card leaves the plan until Stripe gives up', async () => {
  const { tell, subscriptions, stand, workspaceId, db } = await house()
  subscriptions.set('sub_1', { status: 'active', price: 'price_pro', workspace: workspaceId })
  const invoice = (id: string) => ({
    object: 'invoice',
    id,
    parent: { subscription_details: { subscription: 'sub_1' } },
  })
  await tell('evt_1', 'invoice.paid', invoice('in_1'))
  subscriptions.set('sub_1', { status: 'past_due', price: 'price_pro' })
  // Without a name of ours in it: known by its customer.
  await tell('evt_2', 'invoice.payment_failed', invoice('in_2'))
  expect(await stand()).toMatchObject({ plan: 'pro', status: 'past_due' })
  subscriptions.set('sub_1', { status: 'unpaid', price: 'price_pro' })
  await tell('evt_3', 'customer.subscription.updated', { object: 'subscription', id: 'sub_1' })
  expect(await stand()).toMatchObject({ plan: 'free', status: 'unpaid' })
  expect((await subscriptionOf(db, workspaceId))?.stripeCustomerId).toBe('cus_1')
})

test('who cannot sign is not heard, and a Stripe that does not answer tells again', async () => {
  const { tell, send, subscription, subscriptions, stand, fail, workspaceId, asked } = await house()
  subscriptions.set('sub_1', { status: 'active', price: 'price_pro', workspace: workspaceId })
  const told = ['customer.subscription.updated', subscription('sub_1')] as const
  expect(await tell('evt_1', ...told, 'whsec_of_somebody')).toBe(400)
  // What was overheard is no good later.
  const longAgo = Math.floor(Date.now() / 1000) - 3600
  expect(await tell('evt_1', ...told, 'whsec_1', longAgo)).toBe(400)
  let sent = 0
  const endless = new ReadableStream({
    pull: (to) => to.enqueue(new Uint8Array(64 * 1024).fill(++sent % 256)),
  })
  expect((await send(endless)).status).toBe(413)
  expect(sent).toBeLessThan(20)
  expect(asked).toEqual([])
  fail(3)
  expect(await tell('evt_1', ...told)).toBe(503)
  expect(await stand()).toMatchObject({ plan: 'free' })
  expect(await tell('evt_1', ...told)).toBe(200)
  expect(await stand()).toMatchObject({ plan: 'pro' })
  // A stranger's subscription, or another product's, changes nobody's plan.
  subscriptions.set('sub_9', {
    status: 'active',
    price: 'price_pro',
    workspace: crypto.randomUUID(),
  })
  expect(await tell('evt_9', 'customer.subscription.updated', subscription('sub_9'))).toBe(200)
})

test('minutes are set aside at the start, charged on success, and let go otherwise', async () => {
  const { db, workspaceId, billing, stand, queue, owner, videoId } = await house()
  const begin = async (ms: number) => {
    const entity = { type: 'video' as const, id: videoId }
    const jobId = await db.transaction(async (tx) => {
      const id = JobId.parse(
        await queue.enqueue(ingestVideo, { videoId }, { tx, userId: owner, entity }),
      )
      await reserveCredits(tx, { workspaceId, jobId: id, kind: 'heard', ms }, billing.allowances)
      return id
    })
    await startJob(db, jobId, 0)
    return jobId
  }
  const failed = await begin(60_000)
  expect(await stand()).toMatchObject({ reservedMs: 60_000, heardMs: 0 })
  await failJob(db, failed, new AppError('disk.full'))
  expect(await stand()).toMatchObject({ reservedMs: 0, heardMs: 0 })
  await cancelJob(db, await begin(60_000))
  expect(await stand()).toMatchObject({ reservedMs: 0, heardMs: 0 })
  const done = await begin(90_000)
  await finishJob(db, done)
  await finishJob(db, done)
  expect(await stand()).toMatchObject({ reservedMs: 0, heardMs: 90_000 })
  expect(await codeOf(begin(30_001))).toBe('plan.used-up')
  await begin(30_000)
  expect(await codeOf(begin(1))).toBe('plan.used-up')
})

test('what the queue takes costs what its length is, and more than is left is not begun', async () => {
  const { db, queue, owner, videoId, stand } = await house()
  const ask = () =>
    db.transaction((tx) =>
      queue.enqueue(
        transcribeVideo,
        { videoId },
        { tx, userId: owner, entity: { type: 'video', id: videoId } },
      ),
    )
  const id = await ask()
  const { reservedMs } = await stand()
  expect(reservedMs).toBe(60_000)
  // Asked twice, it waits once and costs once.
  expect(await ask()).toBe(id)
  expect((await stand()).reservedMs).toBe(60_000)
})

test('everybody of the workspace sees the plan, and nobody else; without keys there is none', async () => {
  const { db, as, reviewer, stranger } = await house()
  expect(await readPlan(as(reviewer))).toMatchObject({ plan: 'free', allowedMs: 120_000 })
  expect(await codeOf(readPlan(as(stranger)))).toBe('workspace.not-found')
  const newcomer = await makePerson(db, 'Nia', as(reviewer).user.workspaceId, 'reviewer')
  const off = { ...as(newcomer), billing: openBilling(readConfig({}).billing) }
  expect(await readPlan(off)).toBeNull()
  expect(await codeOf(startCheckout(off, { plan: 'pro' }))).toBe('role.admin-only')
})
