import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { WebhookId } from '#core/ids.ts'
import { WebhookEvent } from '#core/webhook-event.ts'
import {
  type DeliveryRow,
  deleteWebhookRow,
  deliveriesOf,
  deliveryForWork,
  endDelivery,
  getWebhook,
  insertWebhook,
  openDelivery,
  updateWebhook,
  type WebhookRow,
  webhooksOf,
} from '#db/webhooks.ts'
import { note, roleIn } from '#db/workspace-people.ts'
import { deliverWebhook } from '#pipeline/jobs/deliver-webhook.ts'
import { readWebAddress } from '#pipeline/outbound/public-address.ts'
import type { AppContext, CurrentUser } from '../server/context.ts'
import { requireAdmin } from './require-admin.server.ts'

type Context = Pick<AppContext, 'db' | 'queue' | 'keys' | 'config'> & { user: CurrentUser }

/** Both secrets sign for so long after one was changed. */
const OVERLAP_MS = 24 * 3600_000

const newSecret = () => `whsec_${randomBytes(24).toString('base64')}`

async function manage({ db, user }: Pick<Context, 'db' | 'user'>) {
  requireAdmin({ role: await roleIn(db, user.workspaceId, user.id) })
  return user.workspaceId
}

const Fields = {
  url: z.string().trim().min(1, 'Write the address.').max(2000),
  events: z
    .array(WebhookEvent)
    .min(1, 'Choose what it is told of.')
    .max(WebhookEvent.options.length),
}

export const MakeWebhook = z.object(Fields)
export type MakeWebhook = z.infer<typeof MakeWebhook>

/** Makes a webhook. Its secret is told here, and again only by changing it. */
export async function makeWebhook(
  context: Context,
  { url, events }: MakeWebhook,
): Promise<{ id: WebhookId; secret: string }> {
  const workspaceId = await manage(context)
  const { db, keys, user, config } = context
  const address = readWebAddress(url, { allowPrivate: config.allowPrivateAddresses }).href
  const secret = newSecret()
  const id = await db.transaction(async (tx) => {
    const made = await insertWebhook(tx, {
      workspaceId,
      userId: user.id,
      url: address,
      events: [...new Set(events)],
      secret: keys.seal(secret),
    })
    await note(tx, { workspaceId, userId: user.id, action: 'webhook.made', subject: address })
    return made
  })
  return { id, secret }
}

export const OneWebhook = z.object({ webhookId: WebhookId })
export type OneWebhook = z.infer<typeof OneWebhook>

export const ChangeWebhook = z.object({
  webhookId: WebhookId,
  url: Fields.url.optional(),
  events: Fields.events.optional(),
  active: z.boolean().optional(),
})
export type ChangeWebhook = z.infer<typeof ChangeWebhook>

export async function changeWebhook(
  context: Context,
  { webhookId, url, events, active }: ChangeWebhook,
): Promise<void> {
  const workspaceId = await manage(context)
  const { db, user, config } = context
  const { allowPrivateAddresses: allowPrivate } = config
  const known = await getWebhook(db, webhookId, workspaceId)
  const address = url === undefined ? undefined : readWebAddress(url, { allowPrivate }).href
  await db.transaction(async (tx) => {
    await updateWebhook(tx, webhookId, {
      ...(address !== undefined && { url: address }),
      ...(events && { events: [...new Set(events)] }),
      ...(active !== undefined && { active, failingSince: null }),
    })
    await note(tx, { workspaceId, userId: user.id, action: 'webhook.changed', subject: known.url })
  })
}

export async function deleteWebhook(context: Context, { webhookId }: OneWebhook): Promise<void> {
  const workspaceId = await manage(context)
  const { db, user } = context
  const known = await getWebhook(db, webhookId, workspaceId)
  await db.transaction(async (tx) => {
    await deleteWebhookRow(tx, webhookId)
    await note(tx, { workspaceId, userId: user.id, action: 'webhook.deleted', subject: known.url })
  })
}

/** A new secret. The old one signs beside it for a day, so that nothing is refused meanwhile. */
export async function rotateWebhookSecret(
  context: Context,
  { webhookId }: OneWebhook,
): Promise<{ secret: string }> {
  const workspaceId = await manage(context)
  const { db, keys, user } = context
  const known = await getWebhook(db, webhookId, workspaceId)
  const secret = newSecret()
  await db.transaction(async (tx) => {
    await updateWebhook(tx, webhookId, {
      secret: keys.seal(secret),
      oldSecret: known.secret,
      oldSecretUntil: new Date(Date.now() + OVERLAP_MS),
    })
    const subject = known.url
    await note(tx, { workspaceId, userId: user.id, action: 'webhook.secret-changed', subject })
  })
  return { secret }
}

/** Sends a message that says nothing, to see whether it arrives. */
export async function testWebhook(
  context: Context,
  { webhookId }: OneWebhook,
): Promise<{ deliveryId: string }> {
  const workspaceId = await manage(context)
  const { db, queue, user } = context
  const { active } = await getWebhook(db, webhookId, workspaceId)
  if (!active) throw new AppError('webhook.off')
  return db.transaction(async (tx) => {
    const messageId = `msg_${crypto.randomUUID().replaceAll('-', '')}`
    const { id } = await openDelivery(tx, webhookId, messageId, 'test.sent', {
      message: 'Nothing happened. This is a test.',
    })
    await queue.enqueue(deliverWebhook, { deliveryId: id }, about(tx, user, webhookId))
    return { deliveryId: id }
  })
}

export const OneDelivery = z.object({ webhookId: WebhookId, deliveryId: z.uuid() })
export type OneDelivery = z.infer<typeof OneDelivery>

/** Sends a message again, under its own id: whoever had it can tell. */
export async function replayDelivery(
  context: Context,
  { webhookId, deliveryId }: OneDelivery,
): Promise<void> {
  const workspaceId = await manage(context)
  const { db, queue, user } = context
  const { active } = await getWebhook(db, webhookId, workspaceId)
  const found = await deliveryForWork(db, deliveryId)
  if (!found || found.webhook.id !== webhookId) throw new AppError('delivery.not-found')
  if (!active) throw new AppError('webhook.off')
  await db.transaction(async (tx) => {
    await endDelivery(tx, deliveryId, 'waiting')
    await queue.enqueue(deliverWebhook, { deliveryId }, about(tx, user, webhookId))
  })
}

const about = (tx: Context['db'], user: CurrentUser, id: WebhookId) => ({
  tx,
  userId: user.id,
  entity: { type: 'webhook' as const, id },
})

export async function listWebhooks(context: Pick<Context, 'db' | 'user'>): Promise<WebhookRow[]> {
  return webhooksOf(context.db, await manage(context))
}

export async function listDeliveries(
  context: Pick<Context, 'db' | 'user'>,
  { webhookId, failed }: OneWebhook & { failed?: boolean },
): Promise<DeliveryRow[]> {
  const { id } = await getWebhook(context.db, webhookId, await manage(context))
  return deliveriesOf(context.db, id, { failed: failed ?? false })
}
