import { and, desc, eq, gt, ne, sql } from 'drizzle-orm'
import type { UserId, WorkspaceId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { sessions } from './schema/accounts.ts'

/** A browser somebody is signed in with. Its id is the hash of its cookie. */
export type SessionCard = { id: string; userAgent: string; createdAt: Date; expiresAt: Date }

export const sessionsOf = (db: Db, userId: UserId): Promise<SessionCard[]> =>
  db
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      createdAt: sessions.createdAt,
      expiresAt: sessions.expiresAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, sql`now()`)))
    .orderBy(desc(sessions.createdAt), sessions.id)

/** Ends one of a person's sessions; false where it is not theirs. */
export async function endSessionOf(tx: Db, userId: UserId, id: string): Promise<boolean> {
  const rows = await tx
    .delete(sessions)
    .where(and(eq(sessions.id, id), eq(sessions.userId, userId)))
    .returning({ id: sessions.id })
  return rows.length > 0
}

/** Signs a person out everywhere, or everywhere but here. */
export async function endSessionsOf(tx: Db, userId: UserId, but?: string | null): Promise<void> {
  await tx
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), but ? ne(sessions.id, but) : undefined))
}

export async function setSessionWorkspace(
  tx: Db,
  id: string,
  workspaceId: WorkspaceId,
): Promise<void> {
  await tx.update(sessions).set({ workspaceId }).where(eq(sessions.id, id))
}
