import { and, eq, isNull, sql } from 'drizzle-orm'
import { AppError } from '#core/errors.ts'
import type { UserId, VideoId } from '#core/ids.ts'
import type { VideoMetadata, VideoStatus } from '#core/video.ts'
import type { Db } from './client.ts'
import { notifyChange } from './notify.ts'
import { processingJobs } from './schema/jobs.ts'
import { videos } from './schema/videos.ts'
import { projects } from './schema/workspaces.ts'

/** A video's row while its bytes arrive. The upload and the video share their id. */
export type UploadRow = {
  id: VideoId
  userId: UserId
  status: VideoStatus
  storagePath: string
  fileSizeBytes: number | null
  createdAt: Date
  metadata: VideoMetadata
}

const columns = {
  id: videos.id,
  userId: videos.userId,
  status: videos.status,
  storagePath: videos.storagePath,
  fileSizeBytes: videos.fileSizeBytes,
  createdAt: videos.createdAt,
  metadata: videos.metadata,
}

/** The upload, if it is this person's own: nobody goes on with another's. */
export async function getUpload(db: Db, id: VideoId, userId: UserId): Promise<UploadRow> {
  const [row] = await db
    .select(columns)
    .from(videos)
    .where(and(eq(videos.id, id), eq(videos.userId, userId), isNull(videos.deletedAt)))
  if (!row) throw new AppError('video.not-found')
  return row
}

/** Whatever a client is still sending, in the trash or not. What a job fetches is the job's. */
export async function uploadsUnderWay(db: Db): Promise<UploadRow[]> {
  return db
    .select(columns)
    .from(videos)
    .where(
      and(
        eq(videos.status, 'uploading'),
        sql`not exists (select 1 from ${processingJobs} where ${processingJobs.entityId} = ${videos.id}
          and ${processingJobs.jobType} = 'import-video'
          and ${processingJobs.status} in ('pending', 'running'))`,
      ),
    )
}

/** All bytes are here. False where somebody else said so first, or the upload is gone. */
export async function markUploaded(
  tx: Db,
  id: VideoId,
  fileSizeBytes: number,
  /** Where what was fetched told of a better one. */
  title: string | null = null,
): Promise<boolean> {
  const rows = await tx
    .update(videos)
    .set({ status: 'ingesting', fileSizeBytes, ...(title && { title }) })
    .where(and(eq(videos.id, id), eq(videos.status, 'uploading')))
    .returning({ id: videos.id })
  if (rows.length > 0) await notifyChange(tx, { kind: 'video', id })
  return rows.length > 0
}

/** Whether the row is there, in the trash or not. */
export async function videoExists(db: Db, id: VideoId): Promise<boolean> {
  const rows = await db.select({ id: videos.id }).from(videos).where(eq(videos.id, id))
  return rows.length > 0
}

/** An upload that was given up leaves nothing behind. False where it was over already. */
export async function deleteUpload(tx: Db, id: VideoId): Promise<boolean> {
  const [row] = await tx
    .delete(videos)
    .where(and(eq(videos.id, id), eq(videos.status, 'uploading')))
    .returning({ projectId: videos.projectId })
  if (!row) return false
  const [project] = await tx
    .select({ workspaceId: projects.workspaceId })
    .from(projects)
    .where(eq(projects.id, row.projectId))
  // The row is gone, so the change itself has to say whom it concerns.
  if (project) await notifyChange(tx, { kind: 'video', id, workspaceId: project.workspaceId })
  return true
}
