import { and, desc, eq, inArray, isNotNull, isNull, lt, type SQL } from 'drizzle-orm'
import type { AssetKind } from '#core/asset.ts'
import { AppError } from '#core/errors.ts'
import type { AssetId, UserId, VideoId, WorkspaceId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { assets } from './schema/looks.ts'
import { videos } from './schema/videos.ts'
import { projects, type Role, workspaceMembers } from './schema/workspaces.ts'

export type Asset = {
  id: AssetId
  workspaceId: WorkspaceId
  kind: AssetKind
  name: string
  type: string
  width: number | null
  height: number | null
  /** Of a sound; null for one that was kept before sounds were read to their end. */
  durationMs: number | null
  sizeBytes: number
  createdAt: Date
}

const columns = {
  id: assets.id,
  workspaceId: assets.workspaceId,
  kind: assets.kind,
  name: assets.name,
  type: assets.type,
  width: assets.width,
  height: assets.height,
  durationMs: assets.durationMs,
  sizeBytes: assets.sizeBytes,
  createdAt: assets.createdAt,
}

/** The newest first. Access is the caller's to decide. */
export const assetsOf = (db: Db, workspaceId: WorkspaceId): Promise<Asset[]> =>
  db
    .select(columns)
    .from(assets)
    .where(and(eq(assets.workspaceId, workspaceId), isNull(assets.deletedAt)))
    .orderBy(desc(assets.createdAt), desc(assets.id))

/** The asset, if `userId` is in its workspace, and as what. A stranger's is "not found". */
export const getAsset = (db: Db, id: AssetId, userId: UserId): Promise<Asset & { role: Role }> =>
  findAsset(db, userId, and(eq(assets.id, id), isNull(assets.deletedAt)))

/** One that was deleted, and whose bytes are still kept. */
export const getRemovedAsset = (
  db: Db,
  id: AssetId,
  userId: UserId,
): Promise<Asset & { role: Role }> =>
  findAsset(db, userId, and(eq(assets.id, id), isNotNull(assets.deletedAt)))

async function findAsset(
  db: Db,
  userId: UserId,
  where: SQL | undefined,
): Promise<Asset & { role: Role }> {
  const [row] = await db
    .select({ ...columns, role: workspaceMembers.role })
    .from(assets)
    .innerJoin(
      workspaceMembers,
      and(
        eq(workspaceMembers.workspaceId, assets.workspaceId),
        eq(workspaceMembers.userId, userId),
      ),
    )
    .where(where)
  if (!row) throw new AppError('asset.not-found')
  return row
}

/** Those of these that a video's workspace has: a clip that names another's finds nothing. */
export const assetsForVideo = (
  db: Db,
  videoId: VideoId,
  ids: AssetId[],
): Promise<Pick<Asset, 'id' | 'kind' | 'type'>[]> =>
  db
    .select({ id: assets.id, kind: assets.kind, type: assets.type })
    .from(assets)
    .innerJoin(projects, eq(projects.workspaceId, assets.workspaceId))
    .innerJoin(videos, eq(videos.projectId, projects.id))
    .where(and(eq(videos.id, videoId), inArray(assets.id, ids), isNull(assets.deletedAt)))

export async function insertAsset(
  tx: Db,
  asset: Omit<Asset, 'createdAt'> & { userId: UserId },
): Promise<void> {
  await tx.insert(assets).values(asset)
}

export async function markAssetRemoved(tx: Db, id: AssetId, removed: boolean): Promise<void> {
  await tx
    .update(assets)
    .set({ deletedAt: removed ? new Date() : null })
    .where(eq(assets.id, id))
}

export async function assetsRemovedBefore(db: Db, before: Date): Promise<AssetId[]> {
  const rows = await db.select({ id: assets.id }).from(assets).where(lt(assets.deletedAt, before))
  return rows.map(({ id }) => id)
}

/** Ends a removed one for good. False where somebody brought it back meanwhile. */
export async function deleteRemovedAsset(tx: Db, id: AssetId): Promise<boolean> {
  const gone = await tx
    .delete(assets)
    .where(and(eq(assets.id, id), isNotNull(assets.deletedAt)))
    .returning({ id: assets.id })
  return gone.length > 0
}
