import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { ApiScope } from '#core/api-scope.ts'
import { AppError } from '#core/errors.ts'
import { ApiKeyId } from '#core/ids.ts'
import { apiKeysOf, insertApiKey, revokeApiKey as markRevoked } from '#db/api-keys.ts'
import { note, roleIn } from '#db/workspace-people.ts'
import type { AppContext, CurrentUser } from '../server/context.ts'
import { hashToken } from '../server/hashed-token.ts'
import { requireAdmin } from './require-admin.server.ts'

type Context = Pick<AppContext, 'db'> & { user: CurrentUser }

export const MakeApiKey = z.object({
  name: z.string().trim().min(1, 'Give it a name.').max(80),
  scopes: z.array(ApiScope).min(1, 'Choose what it may do.').max(ApiScope.options.length),
  /** Days until it ends; left out: it does not. */
  days: z.number().int().min(1).max(3650).optional(),
})
export type MakeApiKey = z.infer<typeof MakeApiKey>

/** Makes a key. It is told once, here: the database keeps its hash. */
export async function makeApiKey(
  { db, user }: Context,
  { name, scopes, days }: MakeApiKey,
): Promise<{ id: ApiKeyId; key: string }> {
  const { workspaceId } = user
  requireAdmin({ role: await roleIn(db, workspaceId, user.id) })
  const key = `crk_live_${randomBytes(32).toString('base64url')}`
  const id = await db.transaction(async (tx) => {
    const made = await insertApiKey(tx, {
      workspaceId,
      userId: user.id,
      name,
      hash: hashToken(key),
      hint: key.slice(-4),
      scopes: ApiScope.options.filter((scope) => scopes.includes(scope)),
      expiresAt: days === undefined ? null : new Date(Date.now() + days * 24 * 3600_000),
    })
    await note(tx, {
      workspaceId,
      userId: user.id,
      action: 'key.made',
      subject: name,
      data: { scopes },
    })
    return made
  })
  return { id, key }
}

export const OneApiKey = z.object({ keyId: ApiKeyId })
export type OneApiKey = z.infer<typeof OneApiKey>

/** Ends a key at once, and what was opened with it. */
export async function revokeApiKey(
  { db, user, collab }: Context & Pick<AppContext, 'collab'>,
  { keyId }: OneApiKey,
): Promise<void> {
  const { workspaceId } = user
  requireAdmin({ role: await roleIn(db, workspaceId, user.id) })
  const { userId } = await db.transaction(async (tx) => {
    const revoked = await markRevoked(tx, keyId, workspaceId)
    if (!revoked) throw new AppError('key.not-found')
    await note(tx, { workspaceId, userId: user.id, action: 'key.revoked', subject: revoked.name })
    return revoked
  })
  collab.disconnect({ userId })
}

export async function listApiKeys({ db, user }: Context) {
  requireAdmin({ role: await roleIn(db, user.workspaceId, user.id) })
  return apiKeysOf(db, user.workspaceId)
}
