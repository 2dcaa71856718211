import { and, asc, eq, inArray } from 'drizzle-orm'
import type { StyleId, UserId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { styleReplicas, styleUpdates } from './schema/live-documents.ts'

/** Where processes on one database hear of drafts: `<process> <style>` changed, or `deleted <style>`. */
export const STYLE_DRAFTS = 'style_drafts'

/** The durable log of a written style's draft. Rows are opaque here. */

/** Oldest first. Empty where there is no such style. */
export async function readStyleUpdates(db: Db, styleId: StyleId): Promise<Uint8Array[]> {
  const rows = await db
    .select({ update: styleUpdates.update })
    .from(styleUpdates)
    .where(eq(styleUpdates.styleId, styleId))
    .orderBy(asc(styleUpdates.id))
  return rows.map(({ update }) => update)
}

export async function appendStyleUpdates(
  db: Db,
  styleId: StyleId,
  updates: Uint8Array[],
  userId: UserId | null = null,
): Promise<void> {
  if (updates.length > 0)
    await db.insert(styleUpdates).values(updates.map((update) => ({ styleId, update, userId })))
}

export async function readStyleReplicas(db: Db, styleId: StyleId): Promise<Map<number, UserId>> {
  const rows = await db.select().from(styleReplicas).where(eq(styleReplicas.styleId, styleId))
  return new Map(rows.map(({ replica, userId }) => [replica, userId]))
}

/** Notes whose client numbers are; gives those that are another's already. */
export async function claimStyleReplicas(
  db: Db,
  styleId: StyleId,
  replicas: number[],
  userId: UserId,
): Promise<number[]> {
  if (replicas.length === 0) return []
  await db
    .insert(styleReplicas)
    .values(replicas.map((replica) => ({ styleId, replica, userId })))
    .onConflictDoNothing()
  const owners = await db
    .select()
    .from(styleReplicas)
    .where(and(eq(styleReplicas.styleId, styleId), inArray(styleReplicas.replica, replicas)))
  return owners.filter((row) => row.userId !== userId).map(({ replica }) => replica)
}

/** Makes one row of a draft's rows. Null where there is nothing to merge. */
export function compactStyleUpdates(
  db: Db,
  styleId: StyleId,
  merge: (updates: Uint8Array[]) => Uint8Array,
): Promise<{ before: number; after: number } | null> {
  return db.transaction(async (tx) => {
    const rows = await tx
      .select({ id: styleUpdates.id, update: styleUpdates.update })
      .from(styleUpdates)
      .where(eq(styleUpdates.styleId, styleId))
      .orderBy(asc(styleUpdates.id))
      // Another process that merges waits, and then finds them gone.
      .for('update')
    const [first, ...rest] = rows
    if (!first || rest.length === 0) return null
    const update = merge(rows.map((row) => row.update))
    await tx.update(styleUpdates).set({ update, userId: null }).where(eq(styleUpdates.id, first.id))
    await tx.delete(styleUpdates).where(
      inArray(
        styleUpdates.id,
        rest.map(({ id }) => id),
      ),
    )
    return {
      before: rows.reduce((sum, row) => sum + row.update.byteLength, 0),
      after: update.byteLength,
    }
  })
}
