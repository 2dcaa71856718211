import { and, eq, isNull, sql } from 'drizzle-orm'
import type { AppError } from '#core/errors.ts'
import type { UserId, VideoId, WorkspaceId } from '#core/ids.ts'
import type { Ms } from '#core/time.ts'
import type { VideoMetadata, VideoStatus } from '#core/video.ts'
import type { Db } from './client.ts'
import { notifyChange } from './notify.ts'
import { videos } from './schema/videos.ts'
import { projects } from './schema/workspaces.ts'

/** A video as the pipeline sees it: no access is checked here. People's queries are in videos.ts. */
export type VideoForWork = {
  id: VideoId
  userId: UserId
  workspaceId: WorkspaceId
  title: string
  storagePath: string
  status: VideoStatus
  durationMs: Ms | null
  width: number | null
  height: number | null
  metadata: VideoMetadata
}

const columns = {
  id: videos.id,
  userId: videos.userId,
  workspaceId: projects.workspaceId,
  title: videos.title,
  storagePath: videos.storagePath,
  status: videos.status,
  durationMs: videos.durationMs,
  width: videos.width,
  height: videos.height,
  metadata: videos.metadata,
}

/** Null where the video was deleted while its work waited. */
export async function videoForWork(db: Db, id: VideoId): Promise<VideoForWork | null> {
  const [row] = await db
    .select(columns)
    .from(videos)
    .innerJoin(projects, eq(projects.id, videos.projectId))
    .where(and(eq(videos.id, id), isNull(videos.deletedAt)))
  return row ?? null
}

/** As videoForWork, and nobody else decides what comes next for this video until `tx` ends. */
export async function lockVideo(tx: Db, id: VideoId): Promise<VideoForWork | null> {
  await tx.select({ id: videos.id }).from(videos).where(eq(videos.id, id)).for('update')
  return videoForWork(tx, id)
}

/** What the probe found; the columns lists and players read. */
export type VideoFacts = {
  durationMs: Ms
  width: number | null
  height: number | null
  fps: number | null
  codec: string | null
  bitrate: number | null
  fileSizeBytes: number
}

export async function saveVideoFacts(
  db: Db,
  id: VideoId,
  facts: VideoFacts,
  metadata: VideoMetadata,
): Promise<void> {
  await change(db, id, { ...facts, metadata: merged(metadata) })
}

/** Adds what ingest has just made. People watching see it at once. */
export async function saveVideoPart(
  db: Db,
  id: VideoId,
  metadata: VideoMetadata,
  thumbnailUrl?: string,
): Promise<void> {
  await change(db, id, { metadata: merged(metadata), ...(thumbnailUrl && { thumbnailUrl }) })
}

export async function markVideo(
  tx: Db,
  id: VideoId,
  status: VideoStatus,
  error: AppError | null = null,
): Promise<void> {
  await change(tx, id, {
    status,
    errorCode: error?.code ?? null,
    errorMessage: error?.message ?? null,
  })
}

const merged = (metadata: VideoMetadata) =>
  sql`${videos.metadata} || ${JSON.stringify(metadata)}::jsonb`

async function change(
  db: Db,
  id: VideoId,
  values: Parameters<ReturnType<typeof db.update<typeof videos>>['set']>[0],
): Promise<void> {
  const [row] = await db
    .update(videos)
    .set(values)
    .where(eq(videos.id, id))
    .returning({ projectId: videos.projectId })
  if (!row) return
  const [project] = await db
    .select({ workspaceId: projects.workspaceId })
    .from(projects)
    .where(eq(projects.id, row.projectId))
  await notifyChange(db, {
    kind: 'video',
    id,
    ...(project && { workspaceId: project.workspaceId }),
  })
}
