import type { WorkspaceId } from '#core/ids.ts'
import type { WebhookEvent } from '#core/webhook-event.ts'
import type { Db } from '#db/client.ts'
import type { HandOn } from '../define-job.ts'
import type { JobRecords } from '../job-records.ts'
import { deliverWebhook } from './deliver-webhook.ts'

/** Tells a workspace's webhooks, in the transaction that made it so: no event without its message. */
export async function tellWebhooks(
  { tx, records, handOn }: { tx: Db; records: JobRecords; handOn: HandOn },
  workspaceId: WorkspaceId,
  event: WebhookEvent,
  data: Record<string, unknown>,
): Promise<void> {
  for (const { id, webhookId } of await records.webhooks.openDeliveries(
    tx,
    workspaceId,
    event,
    data,
  )) {
    // Under its own name: the video's or clip's own work must not look as if it failed.
    await handOn(deliverWebhook, { deliveryId: id }, { type: 'webhook', id: webhookId })
  }
}
