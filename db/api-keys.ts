import { and, desc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm'
import type { ApiScope } from '#core/api-scope.ts'
import type { ApiKeyId, UserId, WorkspaceId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { users } from './schema/accounts.ts'
import { apiKeys } from './schema/programs.ts'

export type ApiKeyCard = {
  id: ApiKeyId
  name: string
  /** Its last characters. */
  hint: string
  scopes: ApiScope[]
  by: { id: UserId; name: string }
  createdAt: Date
  lastUsedAt: Date | null
  expiresAt: Date | null
}

const stands = and(
  isNull(apiKeys.revokedAt),
  or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, sql`now()`)),
)

/** A workspace's keys that were not revoked, newest first. Access is the caller's to decide. */
export const apiKeysOf = (db: Db, workspaceId: WorkspaceId): Promise<ApiKeyCard[]> =>
  db
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      hint: apiKeys.hint,
      scopes: apiKeys.scopes,
      by: { id: users.id, name: users.fullName },
      createdAt: apiKeys.createdAt,
      lastUsedAt: apiKeys.lastUsedAt,
      expiresAt: apiKeys.expiresAt,
    })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.userId))
    .where(and(eq(apiKeys.workspaceId, workspaceId), isNull(apiKeys.revokedAt)))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))

export async function insertApiKey(
  tx: Db,
  key: {
    workspaceId: WorkspaceId
    userId: UserId
    name: string
    hash: string
    hint: string
    scopes: ApiScope[]
    expiresAt: Date | null
  },
): Promise<ApiKeyId> {
  const [row] = await tx.insert(apiKeys).values(key).returning({ id: apiKeys.id })
  if (!row) throw new Error('the key was not written')
  return row.id
}

/** The key of this hash, if it still counts. */
export async function findApiKey(
  db: Db,
  hash: string,
): Promise<{
  id: ApiKeyId
  userId: UserId
  workspaceId: WorkspaceId
  scopes: ApiScope[]
} | null> {
  const [row] = await db
    .select({
      id: apiKeys.id,
      userId: apiKeys.userId,
      workspaceId: apiKeys.workspaceId,
      scopes: apiKeys.scopes,
    })
    .from(apiKeys)
    .where(and(eq(apiKeys.hash, hash), stands))
  return row ?? null
}

/** To the minute: a busy program must not write a row with every request. */
export async function noteKeyUsed(db: Db, id: ApiKeyId): Promise<void> {
  await db
    .update(apiKeys)
    .set({ lastUsedAt: new Date() })
    .where(
      and(
        eq(apiKeys.id, id),
        or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, sql`now() - interval '1 minute'`)),
      ),
    )
}

/** False where the workspace has no such key. */
export async function revokeApiKey(
  tx: Db,
  id: ApiKeyId,
  workspaceId: WorkspaceId,
): Promise<{ name: string; userId: UserId } | null> {
  const [row] = await tx
    .update(apiKeys)
    .set({ revokedAt: new Date() })
    .where(and(eq(apiKeys.id, id), eq(apiKeys.workspaceId, workspaceId), isNull(apiKeys.revokedAt)))
    .returning({ name: apiKeys.name, userId: apiKeys.userId })
  return row ?? null
}
