import { asc, eq, sql } from 'drizzle-orm'
import type { ClipId, UserId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { clipReplicas, clipUpdates } from './schema.ts'

/**
 * The durable log of live documents. Rows are opaque here: what is in them, and how several become
 * one, is the business of who wrote them. Access is decided where the clip is read.
 */

export type ClipUpdate = {
  clipId: ClipId
  update: Uint8Array
  /** Null: the server's own. */
  userId: UserId | null
  /** Client numbers this person writes under for the first time in this clip. */
  replicas: number[]
}

/** Appends updates of any clips, in order, in one statement: one round trip and one flush to disk. */
export async function appendUpdates(db: Db, rows: ClipUpdate[]): Promise<void> {
  if (rows.length === 0) return
  const claims = rows.flatMap(({ clipId, userId, replicas }) =>
    userId === null ? [] : replicas.map((replica) => ({ clipId, userId, replica })),
  )
  const claimed = sql`
    with claimed as (
      insert into clip_replicas (clip_id, replica, user_id)
      select * from unnest(
        ${sql.param(claims.map(({ clipId }) => clipId))}::uuid[],
        ${sql.param(claims.map(({ replica }) => replica))}::bigint[],
        ${sql.param(claims.map(({ userId }) => userId))}::uuid[]
      )
      on conflict do nothing
    )`
  // Claims are rare, once a page; most appends are spared them.
  await db.execute(sql`${claims.length > 0 ? claimed : sql.empty()}
    insert into clip_updates (clip_id, update, user_id)
    select clip_id, decode(hex, 'hex'), user_id
    from unnest(
      ${sql.param(rows.map(({ clipId }) => clipId))}::uuid[],
      ${sql.param(rows.map(({ update }) => Buffer.from(update).toString('hex')))}::text[],
      ${sql.param(rows.map(({ userId }) => userId))}::uuid[]
    ) with ordinality as row (clip_id, hex, user_id, place)
    order by place`)
}

/** Appends what the server itself writes to one clip: its seed, a pipeline's edit. */
export const appendClipUpdates = (db: Db, clipId: ClipId, updates: Uint8Array[]): Promise<void> =>
  appendUpdates(
    db,
    updates.map((update) => ({ clipId, update, userId: null, replicas: [] })),
  )

/** A clip's log, oldest first. Empty where there is no such clip. */
export async function readClipUpdates(db: Db, clipId: ClipId): Promise<Uint8Array[]> {
  const rows = await db
    .select({ update: clipUpdates.update })
    .from(clipUpdates)
    .where(eq(clipUpdates.clipId, clipId))
    .orderBy(asc(clipUpdates.id))
  return rows.map(({ update }) => update)
}

/** Whose each client number is. */
export async function readClipReplicas(db: Db, clipId: ClipId): Promise<Map<number, UserId>> {
  const rows = await db
    .select({ replica: clipReplicas.replica, userId: clipReplicas.userId })
    .from(clipReplicas)
    .where(eq(clipReplicas.clipId, clipId))
  return new Map(rows.map(({ replica, userId }) => [replica, userId]))
}

/**
 * Makes one row of a clip's rows and returns how many and how many bytes they were, or null where another process is at it or
 * there is nothing to merge. It merges what is stored, never what is in memory, and deletes exactly
 * the rows it has read: whatever is appended meanwhile stays. The merged row takes the place of the
 * oldest, so that rows still come after all they build on.
 */
export function compactClipUpdates(
  db: Db,
  clipId: ClipId,
  merge: (updates: Uint8Array[]) => Uint8Array,
): Promise<{ rows: number; before: number; after: number } | null> {
  return db.transaction(async (tx) => {
    const locked = await tx.execute(
      sql`select pg_try_advisory_xact_lock(hashtextextended(${`clip-updates ${clipId}`}, 0)) as ok`,
    )
    if (!(locked as unknown as { rows: { ok: boolean }[] }).rows[0]?.ok) return null
    const rows = await tx
      .select({ id: clipUpdates.id, update: clipUpdates.update })
      .from(clipUpdates)
      .where(eq(clipUpdates.clipId, clipId))
      .orderBy(asc(clipUpdates.id))
    const [first, ...rest] = rows
    if (!first || rest.length === 0) return null
    const update = merge(rows.map((row) => row.update))
    await tx.update(clipUpdates).set({ update, userId: null }).where(eq(clipUpdates.id, first.id))
    await tx.execute(
      sql`delete from clip_updates where id = any(${sql.param(rest.map(({ id }) => id))}::bigint[])`,
    )
    const before = rows.reduce((sum, row) => sum + row.update.byteLength, 0)
    return { rows: rows.length, before, after: update.byteLength }
  })
}
