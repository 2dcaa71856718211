import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { defineJob } from '../define-job.ts'

/** Nothing arrived for this long: the webhook is switched off. */
const GIVEN_UP_MS = 3 * 24 * 3600_000

/** Tells one webhook of one event: eight tries within about a day, then it is for people to send again. */
export const deliverWebhook = defineJob({
  name: 'deliver-webhook',
  input: z.object({ deliveryId: z.uuid() }),
  retry: { limit: 7, delaySeconds: 300, backoff: true },
  timeoutSeconds: 60,
  concurrency: 4,
  async run({ input: { deliveryId }, deps, signal }) {
    const { db, records } = deps
    const found = await records.webhooks.deliveryForWork(db, deliveryId)
    if (!found || found.delivery.status === 'delivered') return
    const { delivery, webhook } = found
    if (!webhook.active) throw new AppError('webhook.off')
    const old =
      webhook.oldSecret && webhook.oldSecretUntil && webhook.oldSecretUntil > new Date()
        ? [webhook.oldSecret]
        : []
    const result = await deps.postWebhook(
      {
        url: webhook.url,
        secrets: [webhook.secret, ...old].map(deps.unseal),
        messageId: delivery.messageId,
        body: JSON.stringify(delivery.payload),
      },
      signal,
    )
    await records.webhooks.noteTry(db, deliveryId, result)
    if (result.trouble === null) {
      if (webhook.failingSince) {
        await records.webhooks.updateWebhook(db, webhook.id, { failingSince: null })
      }
      return
    }
    const since = webhook.failingSince ?? new Date()
    const over = Date.now() - since.getTime() > GIVEN_UP_MS || result.answered === 410
    await records.webhooks.updateWebhook(db, webhook.id, {
      failingSince: since,
      ...(over && { active: false }),
    })
    throw new AppError(over ? 'webhook.off' : 'webhook.unanswered')
  },
  stopped: ({ input: { deliveryId }, tx, records }) =>
    records.webhooks.endDelivery(tx, deliveryId, 'failed'),
})
