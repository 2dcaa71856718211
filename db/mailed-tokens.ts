import { and, eq, gt, lt, sql } from 'drizzle-orm'
import type { UserId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { mailedTokens } from './schema/accounts.ts'

export type MailedPurpose = (typeof mailedTokens.$inferSelect)['purpose']

/** Keeps a token that was mailed. Earlier ones for the same purpose no longer count. */
export async function insertMailedToken(
  tx: Db,
  token: { hash: string; userId: UserId; purpose: MailedPurpose; email: string; expiresAt: Date },
): Promise<void> {
  await tx
    .delete(mailedTokens)
    .where(and(eq(mailedTokens.userId, token.userId), eq(mailedTokens.purpose, token.purpose)))
  await tx.delete(mailedTokens).where(lt(mailedTokens.expiresAt, sql`now()`))
  await tx.insert(mailedTokens).values(token)
}

/** Uses a token up; null where it is unknown, used, over, or for something else. */
export async function takeMailedToken(
  tx: Db,
  hash: string,
  purposes: MailedPurpose[],
): Promise<{ userId: UserId; email: string; purpose: MailedPurpose } | null> {
  const [row] = await tx
    .delete(mailedTokens)
    .where(and(eq(mailedTokens.hash, hash), gt(mailedTokens.expiresAt, sql`now()`)))
    .returning()
  return row && purposes.includes(row.purpose) ? row : null
}
