import { z } from '@hono/zod-openapi'
import { AppError } from '#core/errors.ts'
import { WebhookId } from '#core/ids.ts'
import { WebhookEvent } from '#core/webhook-event.ts'
import { type DeliveryRow, getWebhook, type WebhookRow } from '#db/webhooks.ts'
import {
  changeWebhook,
  deleteWebhook,
  listDeliveries,
  listWebhooks,
  MakeWebhook,
  makeWebhook,
  replayDelivery,
  rotateWebhookSecret,
  testWebhook,
} from '../commands/webhooks.server.ts'
import { type Api, endpoint } from './endpoint.ts'
import { idOf, type theVideo } from './reach.ts'

const tag = 'Webhooks'
const Id = z.object({ id: z.string() })

const ApiWebhook = z
  .strictObject({
    id: z.uuid(),
    url: z.string(),
    events: z.array(WebhookEvent),
    active: z.boolean(),
    failing_since: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .openapi('Webhook')
const WebhookAnswer = z.strictObject({ webhook: ApiWebhook })

const ApiDelivery = z
  .strictObject({
    id: z.uuid(),
    message_id: z.string().describe('The same for every try and replay'),
    event: WebhookEvent,
    status: z.enum(['waiting', 'delivered', 'failed']),
    tries: z.int(),
    answered: z.int().nullable().describe('HTTP status of the last answer'),
    trouble: z.string().nullable(),
    took_ms: z.int().nullable(),
    payload: z.record(z.string(), z.unknown()),
    created_at: z.iso.datetime(),
    tried_at: z.iso.datetime().nullable(),
  })
  .openapi('Delivery')

const presentWebhook = (row: WebhookRow): z.input<typeof ApiWebhook> => ({
  id: row.id,
  url: row.url,
  events: row.events,
  active: row.active,
  failing_since: row.failingSince?.toISOString() ?? null,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
})

const presentDelivery = (row: DeliveryRow): z.input<typeof ApiDelivery> => ({
  id: row.id,
  message_id: row.messageId,
  event: row.event,
  status: row.status,
  tries: row.tries,
  answered: row.answered,
  trouble: row.trouble,
  took_ms: row.tookMs,
  payload: row.payload,
  created_at: row.createdAt.toISOString(),
  tried_at: row.triedAt?.toISOString() ?? null,
})

type Who = Parameters<typeof theVideo>[0]
const context = ({ app, caller }: Who) => ({ ...app, user: caller.user })
const hookId = (id: string) => idOf<WebhookId>(WebhookId, id, 'webhook.not-found')
const answer = async ({ app, caller }: Who, id: WebhookId) => ({
  webhook: presentWebhook(await getWebhook(app.db, id, caller.user.workspaceId)),
})

export function webhookEndpoints(api: Api): void {
  endpoint(
    api,
    'manage',
    {
      method: 'get',
      path: '/webhooks',
      tag,
      summary: 'List webhooks',
      answer: { status: 200, schema: z.strictObject({ webhooks: z.array(ApiWebhook) }) },
    },
    async (who) => ({ webhooks: (await listWebhooks(context(who))).map(presentWebhook) }),
  )

  endpoint(
    api,
    'manage',
    {
      method: 'post',
      path: '/webhooks',
      secret: true,
      tag,
      summary: 'Make a webhook',
      more: 'Messages are signed as Standard Webhooks says. The secret is in this answer and nowhere else.',
      body: MakeWebhook,
      answer: { status: 201, schema: z.strictObject({ webhook: ApiWebhook, secret: z.string() }) },
    },
    async (who) => {
      const { id, secret } = await makeWebhook(context(who), who.body)
      return { ...(await answer(who, id)), secret }
    },
  )

  endpoint(
    api,
    'manage',
    {
      method: 'put',
      path: '/webhooks/{id}',
      tag,
      summary: 'Change a webhook',
      params: Id,
      body: z.object({
        url: MakeWebhook.shape.url.optional(),
        events: MakeWebhook.shape.events.optional(),
        active: z.boolean().optional(),
      }),
      answer: { status: 200, schema: WebhookAnswer },
      refuses: [404],
    },
    async (who) => {
      const webhookId = hookId(who.params.id)
      await changeWebhook(context(who), { webhookId, ...who.body })
      return answer(who, webhookId)
    },
  )

  endpoint(
    api,
    'manage',
    {
      method: 'delete',
      path: '/webhooks/{id}',
      tag,
      summary: 'Delete a webhook',
      params: Id,
      answer: { status: 204, schema: null },
      refuses: [404],
    },
    async (who) => {
      await deleteWebhook(context(who), {
        webhookId: hookId(who.params.id),
      })
    },
  )

  endpoint(
    api,
    'manage',
    {
      method: 'post',
      path: '/webhooks/{id}/rotate-secret',
      secret: true,
      tag,
      summary: 'Change a webhook’s secret',
      more: 'The old one signs beside it for a day.',
      params: Id,
      answer: { status: 200, schema: z.strictObject({ secret: z.string() }) },
      refuses: [404],
    },
    (who) =>
      rotateWebhookSecret(context(who), {
        webhookId: hookId(who.params.id),
      }),
  )

  endpoint(
    api,
    'manage',
    {
      method: 'post',
      path: '/webhooks/{id}/test',
      tag,
      summary: 'Send a test message',
      params: Id,
      answer: { status: 202, schema: z.strictObject({ delivery_id: z.uuid() }) },
      refuses: [404, 409],
    },
    async (who) => {
      const sent = await testWebhook(context(who), {
        webhookId: hookId(who.params.id),
      })
      return { delivery_id: sent.deliveryId }
    },
  )

  endpoint(
    api,
    'manage',
    {
      method: 'get',
      path: '/webhooks/{id}/deliveries',
      tag,
      summary: 'List a webhook’s newest deliveries',
      params: Id,
      query: z.object({ failed: z.enum(['true', 'false']).default('false') }),
      answer: { status: 200, schema: z.strictObject({ deliveries: z.array(ApiDelivery) }) },
      refuses: [404],
    },
    async (who) => {
      const failed = who.query.failed === 'true'
      const rows = await listDeliveries(context(who), {
        webhookId: hookId(who.params.id),
        failed,
      })
      return { deliveries: rows.map(presentDelivery) }
    },
  )

  endpoint(
    api,
    'manage',
    {
      method: 'post',
      path: '/webhooks/{id}/deliveries/{deliveryId}/replay',
      tag,
      summary: 'Send a message again',
      params: Id.extend({ deliveryId: z.string() }),
      answer: { status: 202, schema: z.strictObject({ delivery_id: z.uuid() }) },
      refuses: [404, 409],
    },
    async (who) => {
      const deliveryId = z.uuid().safeParse(who.params.deliveryId)
      if (!deliveryId.success) throw new AppError('delivery.not-found')
      const webhookId = hookId(who.params.id)
      await replayDelivery(context(who), { webhookId, deliveryId: deliveryId.data })
      return { delivery_id: deliveryId.data }
    },
  )
}
