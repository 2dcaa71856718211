import { and, eq, isNull, or } from 'drizzle-orm'
import { type EngineChoice, usualChoice } from '#core/engine-choice.ts'
import type { UserId, WorkspaceId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { clips } from './schema/clips.ts'
import { videos } from './schema/videos.ts'
import { projects, type Role, workspaceMembers, workspaces } from './schema/workspaces.ts'

/** Makes a workspace that belongs to one person. */
export async function createWorkspace(
  db: Db,
  { name, ownerId }: { name: string; ownerId: UserId },
): Promise<WorkspaceId> {
  const [row] = await db.insert(workspaces).values({ name }).returning({ id: workspaces.id })
  if (!row) throw new Error('the database gave no workspace back')
  await db.insert(workspaceMembers).values({ workspaceId: row.id, userId: ownerId, role: 'owner' })
  return row.id
}

/** Where a person works, and as what; their oldest workspace first. */
export async function listMemberships(
  db: Db,
  userId: UserId,
): Promise<{ workspaceId: WorkspaceId; name: string; role: Role }[]> {
  return db
    .select({
      workspaceId: workspaceMembers.workspaceId,
      name: workspaces.name,
      role: workspaceMembers.role,
    })
    .from(workspaceMembers)
    .innerJoin(workspaces, eq(workspaces.id, workspaceMembers.workspaceId))
    .where(and(eq(workspaceMembers.userId, userId), isNull(workspaces.deletedAt)))
    .orderBy(workspaceMembers.createdAt, workspaceMembers.workspaceId)
}

/**
 * The workspace a video or clip is in, the deleted ones included: whoever looks at one hears that it
 * went. Null where there is no such thing.
 */
export async function workspaceHolding(db: Db, id: string): Promise<WorkspaceId | null> {
  const [row] = await db
    .select({ workspaceId: projects.workspaceId })
    .from(videos)
    .innerJoin(projects, eq(projects.id, videos.projectId))
    .leftJoin(clips, eq(clips.videoId, videos.id))
    .where(or(eq(videos.id, id as never), eq(clips.id, id as never)))
    .limit(1)
  return row?.workspaceId ?? null
}

/** Whether files may be made of clips that nobody approved. */
export async function exportRule(db: Db, id: WorkspaceId): Promise<{ needsApproval: boolean }> {
  const [row] = await db
    .select({ needsApproval: workspaces.exportNeedsApproval })
    .from(workspaces)
    .where(eq(workspaces.id, id))
  return { needsApproval: row?.needsApproval ?? false }
}

export const setExportRule = async (
  tx: Db,
  id: WorkspaceId,
  exportNeedsApproval: boolean,
): Promise<void> =>
  void (await tx.update(workspaces).set({ exportNeedsApproval }).where(eq(workspaces.id, id)))

/** Names and terms that are likely to be said in a workspace's videos. */
export async function customWords(db: Db, id: WorkspaceId): Promise<string[]> {
  const [row] = await db
    .select({ words: workspaces.customWords })
    .from(workspaces)
    .where(eq(workspaces.id, id))
  return row?.words ?? []
}

export const setCustomWords = async (tx: Db, id: WorkspaceId, words: string[]): Promise<void> =>
  void (await tx.update(workspaces).set({ customWords: words }).where(eq(workspaces.id, id)))

/** Which engines a workspace uses, and what it keeps on this machine. */
export async function engineChoice(db: Db, id: WorkspaceId): Promise<EngineChoice> {
  const [row] = await db
    .select({ choice: workspaces.engineChoice })
    .from(workspaces)
    .where(eq(workspaces.id, id))
  return { ...usualChoice, ...row?.choice }
}

export const setEngineChoice = async (
  tx: Db,
  id: WorkspaceId,
  engineChoice: EngineChoice,
): Promise<void> =>
  void (await tx.update(workspaces).set({ engineChoice }).where(eq(workspaces.id, id)))
