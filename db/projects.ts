import { and, asc, count, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { AppError } from '#core/errors.ts'
import type { ProjectId, UserId, WorkspaceId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { videos } from './schema/videos.ts'
import { projects, type Role, workspaceMembers } from './schema/workspaces.ts'

export type Project = {
  id: ProjectId
  name: string
  workspaceId: WorkspaceId
  /** What whoever asked may do there. */
  role: Role
}

export type ProjectCard = { id: ProjectId; name: string; videoCount: number }

/** As programs are told of it. */
export type ProjectFacts = ProjectCard & {
  description: string
  createdAt: Date
  updatedAt: Date
  deletedAt: Date | null
}

const columns = {
  id: projects.id,
  name: projects.name,
  workspaceId: projects.workspaceId,
  role: workspaceMembers.role,
}

const membership = (userId: UserId) =>
  and(eq(workspaceMembers.workspaceId, projects.workspaceId), eq(workspaceMembers.userId, userId))

/** The project, if `userId` may see it. A stranger's is "not found": we never confirm it exists. */
export async function getProject(db: Db, id: ProjectId, userId: UserId): Promise<Project> {
  const [project] = await db
    .select(columns)
    .from(projects)
    .innerJoin(workspaceMembers, membership(userId))
    .where(and(eq(projects.id, id), isNull(projects.deletedAt)))
  if (!project) throw new AppError('project.not-found')
  return project
}

/** As getProject, among those put in the trash. */
export async function getRemovedProject(db: Db, id: ProjectId, userId: UserId): Promise<Project> {
  const [project] = await db
    .select(columns)
    .from(projects)
    .innerJoin(workspaceMembers, membership(userId))
    .where(and(eq(projects.id, id), isNotNull(projects.deletedAt)))
  if (!project) throw new AppError('project.not-found')
  return project
}

/** A workspace's projects by name, with how many videos each holds. */
export async function listProjects(
  db: Db,
  workspaceId: WorkspaceId,
  userId: UserId,
): Promise<ProjectCard[]> {
  return projectCards(db, workspaceId, userId).orderBy(sql`lower(${projects.name})`, projects.id)
}

export const PROJECT_SORTS = ['created_at', 'name'] as const

/** A page of a workspace's projects, and how many there are. */
export async function pagedProjects(
  db: Db,
  workspaceId: WorkspaceId,
  userId: UserId,
  asked: {
    page: number
    per_page: number
    sort_by: (typeof PROJECT_SORTS)[number]
    sort_order: 'asc' | 'desc'
    /** Those in the trash instead. */
    removed: boolean
  },
): Promise<{ rows: ProjectFacts[]; total: number }> {
  const where = and(eq(projects.workspaceId, workspaceId), inTrash(asked.removed))
  const by = { created_at: projects.createdAt, name: sql`lower(${projects.name})` }[asked.sort_by]
  const direction = asked.sort_order === 'asc' ? asc : desc
  const [counted] = await db
    .select({ n: count() })
    .from(projects)
    .innerJoin(workspaceMembers, membership(userId))
    .where(where)
  const rows = await projectFacts(db, userId, where)
    .orderBy(direction(by), direction(projects.id))
    .limit(asked.per_page)
    .offset((asked.page - 1) * asked.per_page)
  return { rows, total: counted?.n ?? 0 }
}

const inTrash = (removed: boolean) =>
  removed ? isNotNull(projects.deletedAt) : isNull(projects.deletedAt)

const projectCards = (db: Db, workspaceId: WorkspaceId, userId: UserId) =>
  db
    .select({ id: projects.id, name: projects.name, videoCount: count(videos.id) })
    .from(projects)
    .innerJoin(workspaceMembers, membership(userId))
    .leftJoin(videos, and(eq(videos.projectId, projects.id), isNull(videos.deletedAt)))
    .where(and(eq(projects.workspaceId, workspaceId), isNull(projects.deletedAt)))
    .groupBy(projects.id)

const projectFacts = (db: Db, userId: UserId, which: SQL | undefined) =>
  db
    .select({
      id: projects.id,
      name: projects.name,
      description: projects.description,
      videoCount: count(videos.id),
      createdAt: projects.createdAt,
      updatedAt: projects.updatedAt,
      deletedAt: projects.deletedAt,
    })
    .from(projects)
    .innerJoin(workspaceMembers, membership(userId))
    .leftJoin(videos, and(eq(videos.projectId, projects.id), isNull(videos.deletedAt)))
    .where(which)
    .groupBy(projects.id)

/** One project as programs are told of it. A stranger's is "not found". */
export async function readProject(db: Db, id: ProjectId, userId: UserId): Promise<ProjectFacts> {
  const [found] = await projectFacts(db, userId, and(eq(projects.id, id), inTrash(false)))
  if (!found) throw new AppError('project.not-found')
  return found
}

/**
 * Where an upload goes that names no project: the one last put to use, or null where there is none.
 * The sample's only where there is no other.
 */
export async function latestProject(
  db: Db,
  workspaceId: WorkspaceId,
  userId: UserId,
): Promise<ProjectId | null> {
  const holdsSample = sql`coalesce(bool_or((${videos.metadata} ->> 'sample')::boolean), false)`
  const [row] = await db
    .select({ id: projects.id })
    .from(projects)
    .innerJoin(workspaceMembers, membership(userId))
    .leftJoin(videos, and(eq(videos.projectId, projects.id), isNull(videos.deletedAt)))
    .where(and(eq(projects.workspaceId, workspaceId), isNull(projects.deletedAt)))
    .groupBy(projects.id)
    .orderBy(
      asc(holdsSample),
      desc(sql`coalesce(max(${videos.createdAt}), ${projects.createdAt})`),
      desc(projects.id),
    )
    .limit(1)
  return row?.id ?? null
}

export async function insertProject(
  tx: Db,
  project: { workspaceId: WorkspaceId; userId: UserId; name: string; description?: string },
): Promise<ProjectId> {
  const [row] = await tx.insert(projects).values(project).returning({ id: projects.id })
  if (!row) throw new Error('the project row was not written')
  return row.id
}

export async function renameProject(
  tx: Db,
  id: ProjectId,
  change: { name?: string; description?: string },
): Promise<void> {
  await tx.update(projects).set(change).where(eq(projects.id, id))
}

/** Puts a project in the trash, or takes it out again. Its videos go and come with it. */
export async function markProjectRemoved(tx: Db, id: ProjectId, removed: boolean): Promise<void> {
  await tx
    .update(projects)
    .set({ deletedAt: removed ? new Date() : null })
    .where(eq(projects.id, id))
}
