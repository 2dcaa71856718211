import { and, desc, eq, isNotNull, ne, or, sql } from 'drizzle-orm'
import { AppError } from '#core/errors.ts'
import type { UserId, WebhookId, WorkspaceId } from '#core/ids.ts'
import type { WebhookEvent } from '#core/webhook-event.ts'
import type { Db } from './client.ts'
import { webhookDeliveries, webhooks } from './schema/programs.ts'

export type WebhookRow = typeof webhooks.$inferSelect
export type DeliveryRow = typeof webhookDeliveries.$inferSelect

/** A workspace's webhooks, newest first. Access is the caller's to decide. */
export const webhooksOf = (db: Db, workspaceId: WorkspaceId): Promise<WebhookRow[]> =>
  db
    .select()
    .from(webhooks)
    .where(eq(webhooks.workspaceId, workspaceId))
    .orderBy(desc(webhooks.createdAt), desc(webhooks.id))

/** The webhook, if it is this workspace's. */
export async function getWebhook(
  db: Db,
  id: WebhookId,
  workspaceId: WorkspaceId,
): Promise<WebhookRow> {
  const [row] = await db
    .select()
    .from(webhooks)
    .where(and(eq(webhooks.id, id), eq(webhooks.workspaceId, workspaceId)))
  if (!row) throw new AppError('webhook.not-found')
  return row
}

export async function insertWebhook(
  tx: Db,
  webhook: {
    workspaceId: WorkspaceId
    userId: UserId
    url: string
    events: WebhookEvent[]
    secret: string
  },
): Promise<WebhookId> {
  const [row] = await tx.insert(webhooks).values(webhook).returning({ id: webhooks.id })
  if (!row) throw new Error('the webhook was not written')
  return row.id
}

export async function updateWebhook(
  tx: Db,
  id: WebhookId,
  values: Partial<
    Pick<
      WebhookRow,
      'url' | 'events' | 'active' | 'secret' | 'oldSecret' | 'oldSecretUntil' | 'failingSince'
    >
  >,
): Promise<void> {
  await tx.update(webhooks).set(values).where(eq(webhooks.id, id))
}

export async function deleteWebhookRow(tx: Db, id: WebhookId): Promise<void> {
  await tx.delete(webhooks).where(eq(webhooks.id, id))
}

/** Writes what is to be told, for each webhook of the workspace that listens for it. */
export async function openDeliveries(
  tx: Db,
  workspaceId: WorkspaceId,
  event: WebhookEvent,
  data: Record<string, unknown>,
): Promise<{ id: string; webhookId: WebhookId }[]> {
  const listening = await tx
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(
      and(
        eq(webhooks.workspaceId, workspaceId),
        eq(webhooks.active, true),
        sql`${webhooks.events} @> ${JSON.stringify([event])}::jsonb`,
      ),
    )
  const messageId = `msg_${crypto.randomUUID().replaceAll('-', '')}`
  const opened = []
  for (const { id } of listening) opened.push(await openDelivery(tx, id, messageId, event, data))
  return opened
}

/** One message to one webhook. */
export async function openDelivery(
  tx: Db,
  webhookId: WebhookId,
  messageId: string,
  event: WebhookEvent,
  data: Record<string, unknown>,
): Promise<{ id: string; webhookId: WebhookId }> {
  const payload = { type: event, timestamp: new Date().toISOString(), data }
  const [row] = await tx
    .insert(webhookDeliveries)
    .values({ webhookId, messageId, event, payload, nextTryAt: new Date() })
    .returning({ id: webhookDeliveries.id })
  if (!row) throw new Error('the delivery was not written')
  return { id: row.id, webhookId }
}

/** A webhook's newest deliveries. Access is the caller's to decide. */
export const deliveriesOf = (
  db: Db,
  webhookId: WebhookId,
  { failed = false, limit = 50 }: { failed?: boolean; limit?: number } = {},
): Promise<DeliveryRow[]> =>
  db
    .select()
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.webhookId, webhookId),
        failed
          ? or(
              eq(webhookDeliveries.status, 'failed'),
              and(ne(webhookDeliveries.status, 'delivered'), isNotNull(webhookDeliveries.trouble)),
            )
          : undefined,
      ),
    )
    .orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.id))
    .limit(limit)

/** What a try needs; null where the webhook is gone. */
export async function deliveryForWork(
  db: Db,
  id: string,
): Promise<{ delivery: DeliveryRow; webhook: WebhookRow } | null> {
  const [row] = await db
    .select({ delivery: webhookDeliveries, webhook: webhooks })
    .from(webhookDeliveries)
    .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
    .where(eq(webhookDeliveries.id, id))
  return row ?? null
}

/** Writes down how a try ended. */
export async function noteTry(
  db: Db,
  id: string,
  result: { answered: number | null; trouble: string | null; tookMs: number },
): Promise<void> {
  await db
    .update(webhookDeliveries)
    .set({
      ...result,
      status: result.trouble === null ? 'delivered' : 'waiting',
      tries: sql`${webhookDeliveries.tries} + 1`,
      triedAt: new Date(),
    })
    .where(eq(webhookDeliveries.id, id))
}

/** Nobody tries any more; replaying begins again. */
export async function endDelivery(tx: Db, id: string, status: 'failed' | 'waiting'): Promise<void> {
  await tx.update(webhookDeliveries).set({ status }).where(eq(webhookDeliveries.id, id))
}
