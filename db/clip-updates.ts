import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { ClipId, UserId } from '#core/ids.ts'
import type { Database, Db } from './client.ts'
import type { EmbeddedEngine } from './embedded-database.ts'
import { clipJournal, clipReplicas, clipUpdates } from './schema/live-documents.ts'
import { notYetMoved } from './unmoved-updates.ts'

/**
 * The durable log of live documents. Rows are opaque here: what is in them, and how several become
 * one, is the business of who wrote them. Access is decided where the clip is read.
 */

export type ClipUpdate = {
  clipId: ClipId
  update: Uint8Array
  /** Null: the server's own. */
  userId: UserId | null
}

/** Where processes on one database hear of rows that another has appended. */
export const CLIP_LOG = 'clip_log'

/** Appends updates of any clips, in order, in one statement: one round trip and one flush to disk. */
export type AppendUpdates = (rows: readonly ClipUpdate[]) => Promise<void>

const APPEND = `
  insert into clip_updates (clip_id, update, user_id)
  select clip_id, decode(hex, 'hex'), user_id
  from unnest($1::uuid[], $2::text[], $3::uuid[]) as row (clip_id, hex, user_id)`

/** Tells the other processes on this database which rows there are now, in the same commit. */
const APPEND_AND_TELL = `
  with added as (${APPEND} returning id, clip_id),
  clips as (
    select clip_id::text || ':' || string_agg(id::text, ',') as said, row_number() over () / 50 as part
    from added group by clip_id
  )
  select pg_notify('${CLIP_LOG}', $4 || ' ' || string_agg(said, ' ')) from clips group by part`

/** Takes rows over from a journal, and with them the number of the last one. */
const MOVE = `
  with moved as (update clip_journal set moved = $4)
  insert into clip_updates (clip_id, update, user_id)
  select clip_id, decode(hex, 'hex'), user_id
  from unnest($1::uuid[], $2::text[], $3::uuid[]) with ordinality as row (clip_id, hex, user_id, nth)
  where exists (select from clips where clips.id = row.clip_id)
  order by nth`

/**
 * Every edit of everybody comes through here, so it goes past the query builder: prepared once, a
 * group costs a fifth of what it does otherwise.
 * On a Postgres server it is announced, in the name of `node`.
 */
export function appendTo({ engine }: Pick<Database, 'engine'>, node: string): AppendUpdates {
  if (engine.kind === 'postgres') {
    return async (rows) => {
      const values = [...columns(rows), node]
      await engine.pool.query({ name: 'append_clip_updates', text: APPEND_AND_TELL, values })
    }
  }
  const { pglite } = engine
  return (rows) => execute(pglite, 'append_clip_updates', APPEND, literals(rows))
}

const prepared = new WeakMap<EmbeddedEngine, Map<string, Promise<unknown>>>()

async function execute(
  pglite: EmbeddedEngine,
  name: string,
  text: string,
  values: (string | number)[],
) {
  const known = prepared.get(pglite) ?? new Map<string, Promise<unknown>>()
  prepared.set(pglite, known)
  let ready = known.get(name)
  if (!ready) {
    ready = pglite.exec(`prepare ${name} as ${text}`)
    known.set(name, ready)
    ready.catch(() => known.delete(name))
  }
  await ready
  await pglite.exec(`execute ${name}(${values.join()})`)
}

/** The number of the last row that came over from a journal. */
export async function movedUpTo(db: Db): Promise<number> {
  await db.insert(clipJournal).values({ id: 1, moved: 0 }).onConflictDoNothing()
  const [row] = await db.select({ moved: clipJournal.moved }).from(clipJournal)
  return row?.moved ?? 0
}

/**
 * Takes rows over from a journal, in order; `upTo` is the number of the last. All or nothing. Those of
 * a clip that has been deleted meanwhile are left out: they went with it.
 */
export async function moveUpdates(
  { engine }: Pick<Database, 'engine'>,
  rows: readonly ClipUpdate[],
  upTo: number,
): Promise<void> {
  if (engine.kind !== 'pglite') throw new Error('a journal is for the embedded engine')
  await execute(engine.pglite, 'move_clip_updates', MOVE, [...literals(rows), upTo])
}

export type Appended = { node: string; clips: { clipId: ClipId; ids: number[] }[] }

/** What was announced: by whom, and which rows of which clips. */
export function readAppended(payload: string): Appended {
  const [node = '', ...clips] = payload.split(' ')
  return {
    node,
    clips: clips.map((said) => {
      const [clipId, ids = ''] = said.split(':')
      return { clipId: clipId as ClipId, ids: ids.split(',').map(Number) }
    }),
  }
}

/** These rows of a clip's log; fewer where some are not there any more, being part of another now. */
export async function readClipRows(db: Db, clipId: ClipId, ids: number[]): Promise<Uint8Array[]> {
  const rows = await db
    .select({ update: clipUpdates.update })
    .from(clipUpdates)
    .where(and(eq(clipUpdates.clipId, clipId), inArray(clipUpdates.id, ids)))
    .orderBy(asc(clipUpdates.id))
  return rows.map(({ update }) => update)
}

/** The columns as array literals. Ids are UUIDs by their type and the rest is hex: nothing to escape. */
const columns = (rows: readonly ClipUpdate[]): string[] => [
  `{${rows.map(({ clipId }) => clipId).join()}}`,
  `{${rows.map(({ update }) => hex(update)).join()}}`,
  `{${rows.map(({ userId }) => userId ?? 'NULL').join()}}`,
]

const literals = (rows: readonly ClipUpdate[]) => columns(rows).map((column) => `'${column}'`)

const hex = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  Buffer.from(buffer, byteOffset, byteLength).toString('hex')

/** Appends what the server itself writes to one clip, in a transaction of the caller's: its seed. */
export async function appendClipUpdates(
  db: Db,
  clipId: ClipId,
  updates: Uint8Array[],
): Promise<void> {
  if (updates.length > 0) {
    await db.insert(clipUpdates).values(updates.map((update) => ({ clipId, update })))
  }
}

export type ReplicaClaim = { clipId: ClipId; replica: number; userId: UserId }

/**
 * Notes whose a client number is. Who comes first owns it for good; returns the claims that came too
 * late, be it by a moment and in another process.
 */
export async function claimReplicas(db: Db, claims: ReplicaClaim[]): Promise<ReplicaClaim[]> {
  if (claims.length === 0) return []
  await db.insert(clipReplicas).values(claims).onConflictDoNothing()
  const owners = await db
    .select()
    .from(clipReplicas)
    .where(
      and(
        inArray(
          clipReplicas.clipId,
          claims.map(({ clipId }) => clipId),
        ),
        inArray(
          clipReplicas.replica,
          claims.map(({ replica }) => replica),
        ),
      ),
    )
  const key = ({ clipId, replica }: Pick<ReplicaClaim, 'clipId' | 'replica'>) =>
    `${clipId} ${replica}`
  const ownerOf = new Map(owners.map((row) => [key(row), row.userId]))
  return claims.filter((claim) => ownerOf.get(key(claim)) !== claim.userId)
}

/**
 * A clip's log, oldest first, with what is in the journal alone. Empty where there is no such clip. An
 * update may be there twice, which does no harm.
 */
export async function readClipUpdates(db: Db, clipId: ClipId): Promise<Uint8Array[]> {
  // Looked at first: what moves meanwhile is then in both, and nothing in neither.
  const unmoved = notYetMoved.of(clipId)
  const rows = await db
    .select({ update: clipUpdates.update })
    .from(clipUpdates)
    .where(eq(clipUpdates.clipId, clipId))
    .orderBy(asc(clipUpdates.id))
  // A clip is born with its first row, so one without has been deleted.
  return rows.length === 0 ? [] : [...rows.map(({ update }) => update), ...unmoved]
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
 * Works on a clip's log while nobody else rewrites it: another process that wants to waits here. What
 * people append meanwhile is not held up.
 */
export function withClipLog<T>(
  db: Db,
  clipId: ClipId,
  work: (log: {
    read(): Promise<Uint8Array[]>
    append(updates: Uint8Array[]): Promise<void>
  }) => Promise<T>,
): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`clip-updates ${clipId}`}, 0))`,
    )
    return work({
      read: () => readClipUpdates(tx, clipId),
      append: (updates) => appendClipUpdates(tx, clipId, updates),
    })
  })
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
