import { eq } from 'drizzle-orm'
import { type Brand, type BrandField, BrandKit, plainKit } from '#core/brand-kit.ts'
import type { ClipId, UserId, VideoId, WorkspaceId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { users } from './schema/accounts.ts'
import { clips } from './schema/clips.ts'
import { brandKits } from './schema/looks.ts'
import { videos } from './schema/videos.ts'
import { projects } from './schema/workspaces.ts'

/** A workspace's brand, and who changed it last. */
export type KeptBrand = Brand & { by: string | null; updatedAt: Date | null }

const columns = {
  kit: brandKits.kit,
  locked: brandKits.locked,
  by: users.fullName,
  updatedAt: brandKits.updatedAt,
}
const read = (row: KeptBrand | undefined): KeptBrand =>
  row
    ? // What was kept may be older than the newest field.
      { ...row, kit: BrandKit.parse({ ...plainKit(), ...row.kit }) }
    : { kit: plainKit(), locked: [], by: null, updatedAt: null }

/** Access is the caller's to decide. A workspace that has chosen nothing has a plain one. */
export async function brandOf(db: Db, workspaceId: WorkspaceId): Promise<KeptBrand> {
  const [row] = await db
    .select(columns)
    .from(brandKits)
    .leftJoin(users, eq(users.id, brandKits.changedBy))
    .where(eq(brandKits.workspaceId, workspaceId))
  return read(row)
}

const ofVideo = (db: Db) =>
  db
    .select(columns)
    .from(brandKits)
    .leftJoin(users, eq(users.id, brandKits.changedBy))
    .innerJoin(projects, eq(projects.workspaceId, brandKits.workspaceId))
    .innerJoin(videos, eq(videos.projectId, projects.id))

/** The brand that a clip wears. */
export async function brandOfClip(db: Db, clipId: ClipId): Promise<KeptBrand> {
  const [row] = await ofVideo(db)
    .innerJoin(clips, eq(clips.videoId, videos.id))
    .where(eq(clips.id, clipId))
  return read(row)
}

export async function brandOfVideo(db: Db, videoId: VideoId): Promise<KeptBrand> {
  const [row] = await ofVideo(db).where(eq(videos.id, videoId))
  return read(row)
}

export async function saveBrand(
  tx: Db,
  workspaceId: WorkspaceId,
  { kit, locked, changedBy }: { kit: BrandKit; locked: BrandField[]; changedBy: UserId },
): Promise<void> {
  const values = { kit, locked, changedBy, updatedAt: new Date() }
  await tx
    .insert(brandKits)
    .values({ workspaceId, ...values })
    .onConflictDoUpdate({ target: brandKits.workspaceId, set: values })
}
