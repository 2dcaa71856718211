import { and, count, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { AssetId, ClipId, RenderId, UserId, VideoId, WorkspaceId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { identities, mailedTokens, sessions, tokenFamilies, users } from './schema/accounts.ts'
import { clips } from './schema/clips.ts'
import { renders } from './schema/jobs.ts'
import { assets } from './schema/looks.ts'
import { apiKeys } from './schema/programs.ts'
import { videos } from './schema/videos.ts'
import { projects, workspaceMembers, workspaces } from './schema/workspaces.ts'

/** What a person may take along: no file, no secret, nothing of anybody else. */
export async function accountExport(db: Db, userId: UserId) {
  const [account] = await db
    .select({
      id: users.id,
      email: users.email,
      fullName: users.fullName,
      emailVerified: users.emailVerified,
      createdAt: users.createdAt,
    })
    .from(users)
    .where(eq(users.id, userId))
  const mine = await db
    .select({ id: workspaces.id, name: workspaces.name, role: workspaceMembers.role })
    .from(workspaceMembers)
    .innerJoin(workspaces, eq(workspaces.id, workspaceMembers.workspaceId))
    .where(eq(workspaceMembers.userId, userId))
  const made = await db
    .select({
      id: videos.id,
      title: videos.title,
      filename: videos.originalFilename,
      project: projects.name,
      createdAt: videos.createdAt,
    })
    .from(videos)
    .innerJoin(projects, eq(projects.id, videos.projectId))
    .where(and(eq(videos.userId, userId), isNull(videos.deletedAt)))
  const cut = await db
    .select({ id: clips.id, name: clips.name, videoId: clips.videoId, createdAt: clips.createdAt })
    .from(clips)
    .where(and(eq(clips.userId, userId), isNull(clips.deletedAt)))
  const signedIn = await db
    .select({ userAgent: sessions.userAgent, createdAt: sessions.createdAt })
    .from(sessions)
    .where(eq(sessions.userId, userId))
  return { account, workspaces: mine, videos: made, clips: cut, sessions: signedIn }
}

/** Workspaces where a person is alone, and those where they are the only owner among others. */
export async function soleWorkspaces(
  tx: Db,
  userId: UserId,
): Promise<{ alone: WorkspaceId[]; lastOwnerOf: WorkspaceId[] }> {
  const mine = tx
    .select({ id: workspaceMembers.workspaceId })
    .from(workspaceMembers)
    .where(eq(workspaceMembers.userId, userId))
  const rows = await tx
    .select({
      id: workspaceMembers.workspaceId,
      people: count(),
      owners: sql<number>`count(*) filter (where ${workspaceMembers.role} = 'owner')::int`,
      owns: sql<boolean>`bool_or(${workspaceMembers.userId} = ${userId} and ${workspaceMembers.role} = 'owner')`,
    })
    .from(workspaceMembers)
    .innerJoin(users, and(eq(users.id, workspaceMembers.userId), isNull(users.deletedAt)))
    .where(inArray(workspaceMembers.workspaceId, mine))
    .groupBy(workspaceMembers.workspaceId)
  return {
    alone: rows.filter(({ people }) => people === 1).map(({ id }) => id),
    lastOwnerOf: rows
      .filter(({ people, owners, owns }) => people > 1 && owns && owners === 1)
      .map(({ id }) => id),
  }
}

/** What lies in workspaces, to be taken away with them. */
export async function contentsOf(
  tx: Db,
  workspaceIds: WorkspaceId[],
): Promise<{ videos: VideoId[]; clips: ClipId[]; renders: RenderId[]; assets: AssetId[] }> {
  if (workspaceIds.length === 0) return { videos: [], clips: [], renders: [], assets: [] }
  const inVideos = await tx
    .select({ id: videos.id })
    .from(videos)
    .innerJoin(projects, eq(projects.id, videos.projectId))
    .where(inArray(projects.workspaceId, workspaceIds))
  const videoIds = inVideos.map(({ id }) => id)
  const inClips = await tx
    .select({ id: clips.id })
    .from(clips)
    .where(inArray(clips.videoId, videoIds))
  const clipIds = inClips.map(({ id }) => id)
  const made = await tx
    .select({ id: renders.id })
    .from(renders)
    .where(inArray(renders.clipId, clipIds))
  const kept = await tx
    .select({ id: assets.id })
    .from(assets)
    .where(inArray(assets.workspaceId, workspaceIds))
  return {
    ...{ videos: videoIds, clips: clipIds },
    ...{ renders: made.map(({ id }) => id), assets: kept.map(({ id }) => id) },
  }
}

/** Takes a person's name, address and ways in away. What they made in others' workspaces stays. */
export async function eraseUser(tx: Db, userId: UserId, alone: WorkspaceId[]): Promise<void> {
  const now = new Date()
  await tx
    .update(users)
    .set({
      deletedAt: now,
      email: `deleted-${userId}`,
      fullName: 'Somebody who left',
      passwordHash: 'none',
      avatarUrl: null,
    })
    .where(eq(users.id, userId))
  await tx.delete(sessions).where(eq(sessions.userId, userId))
  await tx.delete(identities).where(eq(identities.userId, userId))
  await tx.delete(mailedTokens).where(eq(mailedTokens.userId, userId))
  await tx.update(tokenFamilies).set({ revokedAt: now }).where(eq(tokenFamilies.userId, userId))
  await tx.update(apiKeys).set({ revokedAt: now }).where(eq(apiKeys.userId, userId))
  if (alone.length > 0) {
    // It is named after its person where nobody named it.
    const gone = { deletedAt: now, name: 'A workspace that is gone' }
    await tx.update(workspaces).set(gone).where(inArray(workspaces.id, alone))
    await tx
      .update(projects)
      .set({ deletedAt: now })
      .where(and(inArray(projects.workspaceId, alone), isNull(projects.deletedAt)))
    const theirs = tx
      .select({ id: projects.id })
      .from(projects)
      .where(inArray(projects.workspaceId, alone))
    await tx
      .update(videos)
      .set({ deletedAt: now })
      .where(and(inArray(videos.projectId, theirs), isNull(videos.deletedAt)))
  }
  await tx.delete(workspaceMembers).where(eq(workspaceMembers.userId, userId))
}
