import { and, desc, eq, gt, isNull, ne, sql } from 'drizzle-orm'
import type { UserId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { refreshTokens, tokenFamilies } from './schema/accounts.ts'

/** Begins a family with its first refresh token. */
export async function startFamily(
  tx: Db,
  family: { userId: UserId; userAgent: string; hash: string; expiresAt: Date },
): Promise<string> {
  const { userId, userAgent, hash, expiresAt } = family
  const [row] = await tx
    .insert(tokenFamilies)
    .values({ userId, userAgent })
    .returning({ id: tokenFamilies.id })
  if (!row) throw new Error('the token family was not written')
  await tx.insert(refreshTokens).values({ hash, familyId: row.id, expiresAt })
  return row.id
}

/**
 * Trades a refresh token for the next. `isReused`: it was traded before, so two hold it, one of them by
 * theft; the whole family ends. Null: no such token, or it or its family is over.
 */
export async function rotateToken(
  tx: Db,
  old: string,
  next: { hash: string; expiresAt: Date },
): Promise<{ userId: UserId; familyId: string; isReused: boolean } | null> {
  const [row] = await tx
    .select({
      familyId: refreshTokens.familyId,
      usedAt: refreshTokens.usedAt,
      expiresAt: refreshTokens.expiresAt,
      userId: tokenFamilies.userId,
      revokedAt: tokenFamilies.revokedAt,
    })
    .from(refreshTokens)
    .innerJoin(tokenFamilies, eq(tokenFamilies.id, refreshTokens.familyId))
    .where(eq(refreshTokens.hash, old))
    .for('update')
  if (!row || row.revokedAt || row.expiresAt < new Date()) return null
  if (row.usedAt) {
    await revokeFamily(tx, row.familyId)
    return { userId: row.userId, familyId: row.familyId, isReused: true }
  }
  await tx.update(refreshTokens).set({ usedAt: new Date() }).where(eq(refreshTokens.hash, old))
  await tx.insert(refreshTokens).values({ ...next, familyId: row.familyId })
  return { userId: row.userId, familyId: row.familyId, isReused: false }
}

/** The family a refresh token belongs to, whoever shows it. */
export async function familyOf(db: Db, hash: string): Promise<string | null> {
  const [row] = await db
    .select({ id: refreshTokens.familyId })
    .from(refreshTokens)
    .where(eq(refreshTokens.hash, hash))
  return row?.id ?? null
}

export async function familyStands(db: Db, id: string, userId: UserId): Promise<boolean> {
  const rows = await db
    .select({ id: tokenFamilies.id })
    .from(tokenFamilies)
    .where(
      and(
        eq(tokenFamilies.id, id),
        eq(tokenFamilies.userId, userId),
        isNull(tokenFamilies.revokedAt),
      ),
    )
  return rows.length > 0
}

/** Ends a family; gives whose it was, null where it had ended. */
export async function revokeFamily(tx: Db, id: string): Promise<UserId | null> {
  const [row] = await tx
    .update(tokenFamilies)
    .set({ revokedAt: new Date() })
    .where(and(eq(tokenFamilies.id, id), isNull(tokenFamilies.revokedAt)))
    .returning({ userId: tokenFamilies.userId })
  return row?.userId ?? null
}

/** Signs a person's programs out, all of them or all but one. */
export async function revokeFamiliesOf(tx: Db, userId: UserId, but?: string | null): Promise<void> {
  await tx
    .update(tokenFamilies)
    .set({ revokedAt: new Date() })
    .where(
      and(
        eq(tokenFamilies.userId, userId),
        isNull(tokenFamilies.revokedAt),
        but ? ne(tokenFamilies.id, but) : undefined,
      ),
    )
}

/** A person's programs that are signed in, newest first. */
export const openFamilies = (
  db: Db,
  userId: UserId,
): Promise<{ id: string; userAgent: string; createdAt: Date }[]> =>
  db
    .selectDistinct({
      id: tokenFamilies.id,
      userAgent: tokenFamilies.userAgent,
      createdAt: tokenFamilies.createdAt,
    })
    .from(tokenFamilies)
    .innerJoin(
      refreshTokens,
      and(
        eq(refreshTokens.familyId, tokenFamilies.id),
        isNull(refreshTokens.usedAt),
        gt(refreshTokens.expiresAt, sql`now()`),
      ),
    )
    .where(and(eq(tokenFamilies.userId, userId), isNull(tokenFamilies.revokedAt)))
    .orderBy(desc(tokenFamilies.createdAt))
