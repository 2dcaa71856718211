import { and, eq, isNull } from 'drizzle-orm'
import type { UserId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { identities, users } from './schema/accounts.ts'

/** Whose identity at a provider this is; null where nobody's. */
export async function personOfIdentity(
  db: Db,
  provider: string,
  subject: string,
): Promise<UserId | null> {
  const [row] = await db
    .select({ userId: identities.userId })
    .from(identities)
    .innerJoin(users, and(eq(users.id, identities.userId), isNull(users.deletedAt)))
    .where(and(eq(identities.provider, provider), eq(identities.subject, subject)))
  return row?.userId ?? null
}

/** The providers somebody signs in by, the oldest first. */
export async function identitiesOf(
  db: Db,
  userId: UserId,
): Promise<{ provider: string; createdAt: Date }[]> {
  return db
    .select({ provider: identities.provider, createdAt: identities.createdAt })
    .from(identities)
    .where(eq(identities.userId, userId))
    .orderBy(identities.createdAt, identities.provider)
}

/** False where there was none. */
export async function unlinkIdentity(tx: Db, userId: UserId, provider: string): Promise<boolean> {
  const rows = await tx
    .delete(identities)
    .where(and(eq(identities.userId, userId), eq(identities.provider, provider)))
    .returning({ provider: identities.provider })
  return rows.length > 0
}

/** False where the identity is somebody's already. */
export async function linkIdentity(
  tx: Db,
  identity: { provider: string; subject: string; userId: UserId },
): Promise<boolean> {
  const rows = await tx
    .insert(identities)
    .values(identity)
    .onConflictDoNothing()
    .returning({ userId: identities.userId })
  return rows.length > 0
}
