import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ApiScope } from '#core/api-scope.ts'
import type { ApiKeyId, WebhookId } from '#core/ids.ts'
import type { WebhookEvent } from '#core/webhook-event.ts'
import { ofUser } from './accounts.ts'
import { at, created, id, updated } from './columns.ts'
import { ofWorkspace } from './workspaces.ts'

/** A program's way in, for one workspace. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: id<ApiKeyId>(),
    workspaceId: ofWorkspace(),
    userId: ofUser(),
    name: text('name').notNull(),
    hash: text('hash').notNull(),
    /** Its last characters, so that people know it again. */
    hint: text('hint').notNull(),
    scopes: jsonb('scopes').$type<ApiScope[]>().notNull(),
    lastUsedAt: at('last_used_at'),
    expiresAt: at('expires_at'),
    revokedAt: at('revoked_at'),
    createdAt: created(),
  },
  (t) => [
    uniqueIndex('api_keys_hash_key').on(t.hash),
    index('api_keys_workspace_id_idx').on(t.workspaceId),
  ],
)

/** What a request that may be sent twice was answered the first time. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    userId: ofUser(),
    key: text('key').notNull(),
    /** Of method, address and body: one key is for one request. */
    fingerprint: text('fingerprint').notNull(),
    /** Null while the first is being answered. */
    status: integer('status'),
    body: text('body'),
    createdAt: created(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.key] }),
    index('idempotency_keys_created_at_idx').on(t.createdAt),
  ],
)

/** The table rate-limiter-flexible keeps its counts in where several processes share them. */
export const rateLimits = pgTable('rate_limits', {
  key: text('key').primaryKey(),
  points: integer('points').notNull().default(0),
  /** Epoch ms. */
  expire: bigint('expire', { mode: 'number' }),
})

export const webhooks = pgTable(
  'webhooks',
  {
    id: id<WebhookId>(),
    workspaceId: ofWorkspace(),
    userId: ofUser(),
    url: text('url').notNull(),
    events: jsonb('events').$type<WebhookEvent[]>().notNull(),
    /** Sealed with the server's secret. */
    secret: text('secret').notNull(),
    /** The one before, which signs too for a while after the secret was changed. */
    oldSecret: text('old_secret'),
    oldSecretUntil: at('old_secret_until'),
    active: boolean('active').notNull().default(true),
    /** Since when nothing has arrived; null: the last one did. */
    failingSince: at('failing_since'),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [index('webhooks_workspace_id_idx').on(t.workspaceId)],
)

export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: id<string>(),
    webhookId: uuid('webhook_id')
      .$type<WebhookId>()
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    /** The same for every try and every replay: receivers drop doubles by it. */
    messageId: text('message_id').notNull(),
    event: text('event').$type<WebhookEvent>().notNull(),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    status: text('status').$type<'waiting' | 'delivered' | 'failed'>().notNull().default('waiting'),
    tries: integer('tries').notNull().default(0),
    /** HTTP status of the last answer; null where none came. */
    answered: integer('answered'),
    /** What went wrong, for people. */
    trouble: text('trouble'),
    tookMs: integer('took_ms'),
    nextTryAt: at('next_try_at'),
    createdAt: created(),
    triedAt: at('tried_at'),
  },
  (t) => [
    index('webhook_deliveries_webhook_id_idx').on(t.webhookId, t.createdAt.desc()),
    uniqueIndex('webhook_deliveries_message_key').on(t.webhookId, t.messageId),
  ],
)
