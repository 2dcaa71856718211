import { z } from 'zod'

/** What a workspace's webhooks may be told of. */
export const WebhookEvent = z.enum([
  'video.ready',
  'video.failed',
  'render.done',
  'render.failed',
  'test.sent',
])
export type WebhookEvent = z.infer<typeof WebhookEvent>
