import {
  and,
  count,
  desc,
  eq,
  inArray,
  isNotNull,
  isNull,
  lt,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { ProjectId, UserId, VideoId, WorkspaceId } from '#core/ids.ts'
import type { Ms } from '#core/time.ts'
import type { Db } from './client.ts'
import { users } from './schema/accounts.ts'
import { videos } from './schema/videos.ts'
import { auditLog, projects, workspaceMembers } from './schema/workspaces.ts'

/** Something in the trash of a workspace. */
export type Trashed = {
  deletedAt: Date
  /** Who put it there; null where nobody wrote it down, or their account is gone. */
  by: string | null
  name: string
} & (
  | { kind: 'project'; id: ProjectId; videoCount: number }
  | { kind: 'video'; id: VideoId; project: string; durationMs: Ms | null }
)

/** Where a page of the trash ended. */
export type TrashCursor = { deletedAt: Date; id: string }

/** What was deleted from a workspace, last first. A project's videos lie in it and are not named. */
export async function trashOf(
  db: Db,
  workspaceId: WorkspaceId,
  userId: UserId,
  { before, limit }: { before?: TrashCursor | undefined; limit: number },
): Promise<{ things: Trashed[]; next: TrashCursor | null }> {
  const membership = and(
    eq(workspaceMembers.workspaceId, projects.workspaceId),
    eq(workspaceMembers.userId, userId),
  )
  const from = (table: typeof projects | typeof videos): SQL | undefined =>
    and(
      eq(projects.workspaceId, workspaceId),
      isNotNull(table.deletedAt),
      before &&
        or(
          lt(table.deletedAt, before.deletedAt),
          and(eq(table.deletedAt, before.deletedAt), sql`${table.id}::text < ${before.id}`),
        ),
    )
  const last = (table: typeof projects | typeof videos) => [
    desc(table.deletedAt),
    desc(sql`${table.id}::text`),
  ]
  const goneProjects = await db
    .select({
      id: projects.id,
      name: projects.name,
      deletedAt: sql<Date>`${projects.deletedAt}`.mapWith(projects.deletedAt),
      videoCount: count(videos.id),
    })
    .from(projects)
    .innerJoin(workspaceMembers, membership)
    .leftJoin(videos, and(eq(videos.projectId, projects.id), isNull(videos.deletedAt)))
    .where(from(projects))
    .groupBy(projects.id)
    .orderBy(...last(projects))
    .limit(limit + 1)
  const goneVideos = await db
    .select({
      id: videos.id,
      name: videos.title,
      deletedAt: sql<Date>`${videos.deletedAt}`.mapWith(videos.deletedAt),
      project: projects.name,
      durationMs: videos.durationMs,
    })
    .from(videos)
    .innerJoin(projects, and(eq(projects.id, videos.projectId), isNull(projects.deletedAt)))
    .innerJoin(workspaceMembers, membership)
    .where(from(videos))
    .orderBy(...last(videos))
    .limit(limit + 1)
  const all = [
    ...goneProjects.map((row) => ({ kind: 'project' as const, ...row })),
    ...goneVideos.map((row) => ({ kind: 'video' as const, ...row })),
  ].sort((a, b) => +b.deletedAt - +a.deletedAt || (a.id < b.id ? 1 : -1))
  const page = all.slice(0, limit)
  const who = await whoDeleted(
    db,
    workspaceId,
    page.map(({ id }) => id),
  )
  const end = page.at(-1)
  return {
    things: page.map((thing) => ({ ...thing, by: who.get(thing.id) ?? null })),
    next: all.length > limit && end ? { deletedAt: end.deletedAt, id: end.id } : null,
  }
}

/** Who deleted each last, as it was noted. */
async function whoDeleted(
  db: Db,
  workspaceId: WorkspaceId,
  ids: string[],
): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map()
  const what = sql<string>`coalesce(${auditLog.data} ->> 'videoId', ${auditLog.data} ->> 'projectId')`
  const rows = await db
    .selectDistinctOn([what], { what, by: users.fullName })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.userId))
    .where(
      and(
        eq(auditLog.workspaceId, workspaceId),
        inArray(auditLog.action, ['video.deleted', 'project.deleted']),
        inArray(what, ids),
      ),
    )
    .orderBy(what, desc(auditLog.id))
  return new Map(rows.map(({ what, by }) => [what, by]))
}
