import { z } from '@hono/zod-openapi'
import { ApiScope } from '#core/api-scope.ts'
import { AppError } from '#core/errors.ts'
import { ApiKeyId } from '#core/ids.ts'
import { listApiKeys, MakeApiKey, makeApiKey, revokeApiKey } from '../commands/api-keys.server.ts'
import { type Api, endpoint } from './endpoint.ts'
import { idOf } from './reach.ts'

const ApiKey = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    hint: z.string().describe('Its last characters'),
    scopes: z.array(ApiScope),
    created_by: z.string(),
    created_at: z.iso.datetime(),
    last_used_at: z.iso.datetime().nullable(),
    expires_at: z.iso.datetime().nullable(),
  })
  .openapi('ApiKey')

export function apiKeyEndpoints(api: Api): void {
  const tag = 'API keys'
  endpoint(
    api,
    'manage',
    {
      method: 'get',
      path: '/api-keys',
      tag,
      summary: 'List the workspace’s keys',
      answer: { status: 200, schema: z.strictObject({ api_keys: z.array(ApiKey) }) },
    },
    async ({ app, caller }) => {
      const found = await listApiKeys({ db: app.db, user: caller.user })
      return {
        api_keys: found.map((one) => ({
          id: one.id,
          name: one.name,
          hint: one.hint,
          scopes: one.scopes,
          created_by: one.by.name,
          created_at: one.createdAt.toISOString(),
          last_used_at: one.lastUsedAt?.toISOString() ?? null,
          expires_at: one.expiresAt?.toISOString() ?? null,
        })),
      }
    },
  )

  endpoint(
    api,
    'manage',
    {
      method: 'post',
      path: '/api-keys',
      secret: true,
      tag,
      summary: 'Make a key',
      more: 'The key is in this answer and nowhere else. A key makes none that may do more than itself.',
      body: z.object({
        name: MakeApiKey.shape.name,
        scopes: MakeApiKey.shape.scopes,
        expires_in_days: MakeApiKey.shape.days,
      }),
      answer: { status: 201, schema: z.strictObject({ id: z.uuid(), key: z.string() }) },
    },
    async ({ app, caller, body }) => {
      const { name, scopes, expires_in_days: days } = body
      if (caller.scopes && scopes.some((scope) => !caller.scopes?.has(scope))) {
        throw new AppError('scope.missing')
      }
      return makeApiKey({ db: app.db, user: caller.user }, { name, scopes, days })
    },
  )

  endpoint(
    api,
    'manage',
    {
      method: 'delete',
      path: '/api-keys/{id}',
      tag,
      summary: 'Revoke a key',
      params: z.object({ id: z.string() }),
      answer: { status: 204, schema: null },
      refuses: [404],
    },
    async ({ app, caller, params }) => {
      const keyId = idOf<ApiKeyId>(ApiKeyId, params.id, 'key.not-found')
      await revokeApiKey({ ...app, user: caller.user }, { keyId })
    },
  )
}
