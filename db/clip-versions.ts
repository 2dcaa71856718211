import { and, desc, eq, lt, max, or, sql } from 'drizzle-orm'
import { AppError } from '#core/errors.ts'
import type { ClipId, ClipVersionId, UserId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { clipUpdates, clipVersions } from './schema/live-documents.ts'
import { namesOf } from './users.ts'

/**
 * States of clips that people can come back to. What is in them is the business of who wrote them.
 * Access is decided where the clip is read.
 */

/** `quiet`: a group of edits came to rest. `restore`: what a restore replaced. */
export type VersionKind = 'quiet' | 'restore' | 'named'

export type Person = { id: UserId; name: string }

/** A version as the history shows it. */
export type VersionCard = {
  id: ClipVersionId
  kind: VersionKind
  /** 1, 2, … among the named versions of its clip; null: it has no name. */
  number: number | null
  name: string | null
  /** Who edited since the version before; for a named one, who named it. */
  people: Person[]
  edits: number
  /** What they did, in words; the first are the most telling. */
  say: string[]
  startedAt: Date
  createdAt: Date
}

export type NewVersion = {
  clipId: ClipId
  kind: VersionKind
  name?: string
  decisions: unknown
  people: UserId[]
  edits: number
  say: string[]
  startedAt: Date
}

/** Keeps a state of a clip, and where its log stood. Named versions are numbered in order. */
export function insertVersion(db: Db, version: NewVersion): Promise<ClipVersionId> {
  const { clipId } = version
  return db.transaction(async (tx) => {
    const number = await nextNumber(tx, clipId)
    const [log] = await tx
      .select({ id: max(clipUpdates.id) })
      .from(clipUpdates)
      .where(eq(clipUpdates.clipId, clipId))
    const [row] = await tx
      .insert(clipVersions)
      .values({
        ...version,
        name: version.name ?? null,
        number: version.kind === 'named' ? number : null,
        logId: log?.id ?? 0,
      })
      .returning({ id: clipVersions.id })
    if (!row) throw new Error('a version was not kept')
    return row.id
  })
}

/** Among the named versions of a clip. Two who name one at once get two: the other waits for this end. */
async function nextNumber(tx: Db, clipId: ClipId): Promise<number> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`clip-versions ${clipId}`}, 0))`,
  )
  const [last] = await tx
    .select({ number: max(clipVersions.number) })
    .from(clipVersions)
    .where(eq(clipVersions.clipId, clipId))
  return (last?.number ?? 0) + 1
}

/** A clip's versions, newest first; those before `before` where the list goes on. */
export async function listVersions(
  db: Db,
  clipId: ClipId,
  { limit, before }: { limit: number; before?: ClipVersionId },
): Promise<VersionCard[]> {
  const [from] = before
    ? await db
        .select({ id: clipVersions.id, createdAt: clipVersions.createdAt })
        .from(clipVersions)
        .where(and(eq(clipVersions.id, before), eq(clipVersions.clipId, clipId)))
    : []
  if (before && !from) throw new AppError('version.not-found')
  const { id, kind, number, name, people, edits, say, startedAt, createdAt } = clipVersions
  const rows = await db
    .select({ id, kind, number, name, people, edits, say, startedAt, createdAt })
    .from(clipVersions)
    .where(
      and(
        eq(clipVersions.clipId, clipId),
        from &&
          or(
            lt(createdAt, from.createdAt),
            and(eq(createdAt, from.createdAt), lt(clipVersions.id, from.id)),
          ),
      ),
    )
    .orderBy(desc(createdAt), desc(clipVersions.id))
    .limit(limit)
  const names = await namesOf(
    db,
    rows.flatMap((row) => row.people),
  )
  return rows.map((row) => ({
    ...row,
    people: row.people.map((person) => ({ id: person, name: names.get(person) ?? '' })),
  }))
}

/** One version with what it holds. */
export async function getVersion(db: Db, id: ClipVersionId) {
  const [version] = await db.select().from(clipVersions).where(eq(clipVersions.id, id))
  if (!version) throw new AppError('version.not-found')
  return version
}

/** The newest version of a clip with what it holds; null: there is none. */
export async function lastVersion(db: Db, clipId: ClipId) {
  const [version] = await db
    .select()
    .from(clipVersions)
    .where(eq(clipVersions.clipId, clipId))
    .orderBy(desc(clipVersions.createdAt), desc(clipVersions.id))
    .limit(1)
  return version ?? null
}

/** Gives a version a name; one that was kept by itself is a named one from then on, with a number. */
export async function renameVersion(
  db: Db,
  { id, clipId }: { id: ClipVersionId; clipId: ClipId },
  name: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const number = await nextNumber(tx, clipId)
    await tx
      .update(clipVersions)
      .set({ name, kind: 'named', number: sql`coalesce(${clipVersions.number}, ${number}::int)` })
      .where(eq(clipVersions.id, id))
  })
}
