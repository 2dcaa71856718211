import { and, desc, eq, isNull, max, sql } from 'drizzle-orm'
import { AppError } from '#core/errors.ts'
import type { StyleId, UserId, VideoId, WorkspaceId } from '#core/ids.ts'
import type { StyleField } from '#core/written-style.ts'
import type { Db } from './client.ts'
import { clipStyles, clips } from './schema/clips.ts'
import { writtenStyles, writtenStyleVersions } from './schema/looks.ts'
import { videos } from './schema/videos.ts'
import { projects, type Role, workspaceMembers } from './schema/workspaces.ts'
import { STYLE_DRAFTS } from './style-updates.ts'

/** A style somebody wrote, without what it says. */
export type WrittenStyleRow = {
  id: StyleId
  workspaceId: WorkspaceId
  name: string
  /** The newest version that was published; null: there is a draft alone. */
  version: number | null
  createdAt: Date
  updatedAt: Date
}

const newest = sql<number | null>`(
  select max(version) from written_style_versions v where v.style_id = written_styles.id
)`
const columns = {
  id: writtenStyles.id,
  workspaceId: writtenStyles.workspaceId,
  name: writtenStyles.name,
  version: newest,
  createdAt: writtenStyles.createdAt,
  updatedAt: writtenStyles.updatedAt,
}

/** What was changed last comes first. Access is the caller's to decide. */
export const stylesOf = (db: Db, workspaceId: WorkspaceId): Promise<WrittenStyleRow[]> =>
  db
    .select(columns)
    .from(writtenStyles)
    .where(and(eq(writtenStyles.workspaceId, workspaceId), isNull(writtenStyles.deletedAt)))
    .orderBy(desc(writtenStyles.updatedAt), desc(writtenStyles.id))

/** The style, if `userId` is in its workspace, and as what. A stranger's is "not found". */
export async function getStyle(
  db: Db,
  id: StyleId,
  userId: UserId,
): Promise<WrittenStyleRow & { role: Role }> {
  const [row] = await db
    .select({ ...columns, role: workspaceMembers.role })
    .from(writtenStyles)
    .innerJoin(
      workspaceMembers,
      and(
        eq(workspaceMembers.workspaceId, writtenStyles.workspaceId),
        eq(workspaceMembers.userId, userId),
      ),
    )
    .where(and(eq(writtenStyles.id, id), isNull(writtenStyles.deletedAt)))
  if (!row) throw new AppError('style.not-found')
  return row
}

export type StyleVersion = {
  version: number
  source: string
  fields: StyleField[]
  publishedBy: UserId | null
  publishedAt: Date
}

const versionColumns = {
  version: writtenStyleVersions.version,
  source: writtenStyleVersions.source,
  fields: writtenStyleVersions.fields,
  publishedBy: writtenStyleVersions.publishedBy,
  publishedAt: writtenStyleVersions.publishedAt,
}

export const versionsOfStyle = (db: Db, id: StyleId): Promise<StyleVersion[]> =>
  db
    .select(versionColumns)
    .from(writtenStyleVersions)
    .where(eq(writtenStyleVersions.styleId, id))
    .orderBy(desc(writtenStyleVersions.version))

/** One version. Fails with 'style.not-found'. */
export async function styleVersion(db: Db, id: StyleId, version: number): Promise<StyleVersion> {
  const [row] = await db
    .select(versionColumns)
    .from(writtenStyleVersions)
    .where(and(eq(writtenStyleVersions.styleId, id), eq(writtenStyleVersions.version, version)))
  if (!row) throw new AppError('style.not-found')
  return row
}

export async function insertStyle(
  tx: Db,
  style: { workspaceId: WorkspaceId; name: string; createdBy: UserId },
): Promise<StyleId> {
  const [row] = await tx.insert(writtenStyles).values(style).returning({ id: writtenStyles.id })
  if (!row) throw new Error('the style was not written')
  return row.id
}

/** Publishes under the next number. Of two people at once one has the earlier. */
export async function insertStyleVersion(
  tx: Db,
  id: StyleId,
  version: { source: string; fields: StyleField[]; publishedBy: UserId },
): Promise<number> {
  // Whoever else publishes this style waits here.
  await tx.select().from(writtenStyles).where(eq(writtenStyles.id, id)).for('update')
  const [last] = await tx
    .select({ version: max(writtenStyleVersions.version) })
    .from(writtenStyleVersions)
    .where(eq(writtenStyleVersions.styleId, id))
  const next = (last?.version ?? 0) + 1
  await tx.insert(writtenStyleVersions).values({ ...version, styleId: id, version: next })
  await tx.update(writtenStyles).set({ updatedAt: new Date() }).where(eq(writtenStyles.id, id))
  return next
}

export const renameStyle = async (tx: Db, id: StyleId, name: string): Promise<void> =>
  void (await tx
    .update(writtenStyles)
    .set({ name, updatedAt: new Date() })
    .where(eq(writtenStyles.id, id)))

/** It is offered no more; clips that have it keep it. */
/** Every process that has its draft open hears of it. */
export async function markStyleDeleted(tx: Db, id: StyleId): Promise<void> {
  await tx.update(writtenStyles).set({ deletedAt: new Date() }).where(eq(writtenStyles.id, id))
  await tx.execute(sql`select pg_notify(${STYLE_DRAFTS}, ${`deleted ${id}`})`)
}

/** A version that a video's clips may be drawn with; null where its workspace has no such thing. */
export async function styleForVideo(
  db: Db,
  videoId: VideoId,
  { id, version }: { id: string; version: number },
): Promise<{ name: string; version: number; source: string } | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null
  const [row] = await db
    .select({
      name: writtenStyles.name,
      version: writtenStyleVersions.version,
      source: writtenStyleVersions.source,
    })
    .from(writtenStyleVersions)
    .innerJoin(writtenStyles, eq(writtenStyles.id, writtenStyleVersions.styleId))
    .innerJoin(projects, eq(projects.workspaceId, writtenStyles.workspaceId))
    .innerJoin(videos, eq(videos.projectId, projects.id))
    .where(
      and(
        eq(videos.id, videoId),
        eq(writtenStyles.id, id as StyleId),
        eq(writtenStyleVersions.version, version),
      ),
    )
  return row ?? null
}

/** How many clips have each version of a style, as their documents last said. */
export async function clipsWithStyle(
  db: Db,
  id: StyleId,
): Promise<{ version: number; clips: number }[]> {
  const pinned = sql`${clipStyles.style}->'template'`
  const version = sql<number>`(${pinned}->>'version')::int`
  return db
    .select({ version, clips: sql<number>`count(*)::int` })
    .from(clipStyles)
    .innerJoin(clips, eq(clips.id, clipStyles.clipId))
    .where(and(isNull(clips.deletedAt), sql`${pinned}->>'id' = ${id}`))
    .groupBy(version)
}
