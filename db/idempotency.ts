import { and, eq, lt, sql } from 'drizzle-orm'
import type { UserId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { idempotencyKeys } from './schema/programs.ts'

type Id = { userId: UserId; key: string }

const one = ({ userId, key }: Id) =>
  and(eq(idempotencyKeys.userId, userId), eq(idempotencyKeys.key, key))

/** Takes a key, and gives null; or gives what is known of it where it was taken before. */
export async function beginOnce(
  db: Db,
  id: Id,
  fingerprint: string,
): Promise<{ fingerprint: string; status: number | null; body: string | null } | null> {
  await db
    .delete(idempotencyKeys)
    .where(and(one(id), lt(idempotencyKeys.createdAt, sql`now() - interval '1 day'`)))
  const [taken] = await db
    .insert(idempotencyKeys)
    .values({ ...id, fingerprint })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key })
  if (taken) return null
  const [known] = await db.select().from(idempotencyKeys).where(one(id))
  return known ?? null
}

export async function endOnce(db: Db, id: Id, status: number, body: string): Promise<void> {
  await db.update(idempotencyKeys).set({ status, body }).where(one(id))
}

export async function forgetOnce(db: Db, id: Id): Promise<void> {
  await db.delete(idempotencyKeys).where(one(id))
}

/** Removes keys whose day is over. */
export async function sweepOnce(db: Db): Promise<void> {
  await db
    .delete(idempotencyKeys)
    .where(lt(idempotencyKeys.createdAt, sql`now() - interval '1 day'`))
}
