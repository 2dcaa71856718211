import { and, asc, count, eq, inArray, isNotNull, isNull, ne, type SQL, sql } from 'drizzle-orm'
import { AppError, type ErrorCode } from '#core/errors.ts'
import type { ProjectId, UserId, VideoId, WorkspaceId } from '#core/ids.ts'
import type { Ms } from '#core/time.ts'
import {
  filterStatuses,
  type VideoCard,
  type VideoFilter,
  type VideoMetadata,
  type VideoStatus,
} from '#core/video.ts'
import type { Db } from './client.ts'
import { newestJobs } from './jobs.ts'
import { notifyChange } from './notify.ts'
import { users } from './schema/accounts.ts'
import { clips, suggestions } from './schema/clips.ts'
import { transcriptions } from './schema/transcripts.ts'
import { videos } from './schema/videos.ts'
import { projects, type Role, workspaceMembers } from './schema/workspaces.ts'
import { searchTerms, tsQuery } from './search-query.ts'

/** One video with where it lives, and what whoever asked may do there. */
export type Video = {
  id: VideoId
  projectId: ProjectId
  projectName: string
  workspaceId: WorkspaceId
  role: Role
  userId: UserId
  title: string
  filename: string
  status: VideoStatus
  errorCode: ErrorCode | null
  errorMessage: string | null
  durationMs: Ms | null
  width: number | null
  height: number | null
  metadata: VideoMetadata
}

/** What a list of videos is asked for. */
export type VideoListing = {
  workspaceId: WorkspaceId
  projectId?: ProjectId | undefined
  filter?: VideoFilter | undefined
  /** Words of the title or the file's name. */
  typed?: string | undefined
}

export type VideoCounts = Record<VideoFilter, number>

/** Where a page of the list ended. */
export type VideoCursor = { changedAt: number; id: VideoId }

const membership = (userId: UserId) =>
  and(eq(workspaceMembers.workspaceId, projects.workspaceId), eq(workspaceMembers.userId, userId))

/** The video, if `userId` may see it. A stranger's is "not found": we never confirm it exists. */
export const getVideo = (db: Db, id: VideoId, userId: UserId): Promise<Video> =>
  findVideo(db, userId, and(eq(videos.id, id), isNull(videos.deletedAt)))

/** As getVideo, among those put in the trash. */
export const getRemovedVideo = (db: Db, id: VideoId, userId: UserId): Promise<Video> =>
  findVideo(db, userId, and(eq(videos.id, id), isNotNull(videos.deletedAt)))

async function findVideo(db: Db, userId: UserId, where: SQL | undefined): Promise<Video> {
  const [video] = await db
    .select({
      id: videos.id,
      projectId: projects.id,
      projectName: projects.name,
      workspaceId: projects.workspaceId,
      role: workspaceMembers.role,
      userId: videos.userId,
      title: videos.title,
      filename: videos.originalFilename,
      status: videos.status,
      errorCode: videos.errorCode,
      errorMessage: videos.errorMessage,
      durationMs: videos.durationMs,
      width: videos.width,
      height: videos.height,
      metadata: videos.metadata,
    })
    .from(videos)
    .innerJoin(projects, and(eq(projects.id, videos.projectId), isNull(projects.deletedAt)))
    .innerJoin(workspaceMembers, membership(userId))
    .where(where)
  if (!video) throw new AppError('video.not-found')
  return video
}

/** A clip edited counts as its video changed. Whole ms, so that a page ends where the next begins. */
const changedAt = sql<number>`floor(extract(epoch from greatest(
  ${videos.updatedAt},
  (select max(${clips.updatedAt}) from ${clips}
    where ${clips.videoId} = ${videos.id} and ${clips.deletedAt} is null)
)) * 1000)::float8`

const listed = (listing: VideoListing) => {
  const terms = searchTerms(listing.typed ?? '')
  return and(
    isNull(videos.deletedAt),
    eq(projects.workspaceId, listing.workspaceId),
    listing.projectId ? eq(projects.id, listing.projectId) : undefined,
    terms.length > 0 ? sql`${videos.searchText} @@ ${tsQuery(terms)}` : undefined,
  )
}

/** One page of a workspace's videos, last changed first. */
export async function listVideos(
  db: Db,
  userId: UserId,
  listing: VideoListing & { cursor?: VideoCursor | undefined; limit: number },
): Promise<{ videos: VideoCard[]; next: VideoCursor | null }> {
  const { cursor, limit, filter = 'all' } = listing
  const rows = await cardRows(
    db,
    userId,
    and(
      listed(listing),
      filter === 'all' ? undefined : inArray(videos.status, [...filterStatuses[filter]]),
      cursor && sql`(${changedAt}, ${videos.id}) < (${cursor.changedAt}, ${cursor.id}::uuid)`,
    ),
    limit + 1,
  )
  const page = await withWork(db, rows.slice(0, limit))
  const last = page.at(-1)
  return {
    videos: page,
    next: rows.length > limit && last ? { changedAt: last.changedAt, id: last.id } : null,
  }
}

/** How many videos each filter would show. */
export async function countVideos(
  db: Db,
  userId: UserId,
  listing: VideoListing,
): Promise<VideoCounts> {
  const rows = await db
    .select({ status: videos.status, n: count() })
    .from(videos)
    .innerJoin(projects, and(eq(projects.id, videos.projectId), isNull(projects.deletedAt)))
    .innerJoin(workspaceMembers, membership(userId))
    .where(listed(listing))
    .groupBy(videos.status)
  const of = (filter: VideoFilter) =>
    rows.reduce(
      (sum, { status, n }) => (filterStatuses[filter].includes(status) ? sum + n : sum),
      0,
    )
  return {
    all: of('all'),
    working: of('working'),
    ready: of('ready'),
    'needs-you': of('needs-you'),
  }
}

/** Some videos as lists show them, those `userId` may see. */
export async function videoCards(db: Db, ids: VideoId[], userId: UserId): Promise<VideoCard[]> {
  if (ids.length === 0) return []
  const where = and(inArray(videos.id, ids), isNull(videos.deletedAt))
  return withWork(db, await cardRows(db, userId, where, ids.length))
}

function cardRows(db: Db, userId: UserId, where: SQL | undefined, limit: number) {
  return db
    .select({
      id: videos.id,
      title: videos.title,
      filename: videos.originalFilename,
      status: videos.status,
      errorCode: videos.errorCode,
      errorMessage: videos.errorMessage,
      durationMs: videos.durationMs,
      metadata: videos.metadata,
      project: { id: projects.id, name: projects.name },
      by: { id: users.id, name: users.fullName },
      changedAt,
    })
    .from(videos)
    .innerJoin(projects, and(eq(projects.id, videos.projectId), isNull(projects.deletedAt)))
    .innerJoin(workspaceMembers, membership(userId))
    .innerJoin(users, eq(users.id, videos.userId))
    .where(where)
    .orderBy(sql`${changedAt} desc`, sql`${videos.id} desc`)
    .limit(limit)
}

/** Adds what other tables know, with one question each for the whole page. */
async function withWork(db: Db, rows: Awaited<ReturnType<typeof cardRows>>): Promise<VideoCard[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const newest = db
    .selectDistinctOn([transcriptions.videoId], { id: transcriptions.id })
    .from(transcriptions)
    .where(and(inArray(transcriptions.videoId, ids), eq(transcriptions.status, 'done')))
    .orderBy(transcriptions.videoId, sql`${transcriptions.version} desc`)
  const marks = await db
    .select({
      videoId: suggestions.videoId,
      rank: suggestions.rank,
      from: suggestions.startMs,
      to: suggestions.endMs,
    })
    .from(suggestions)
    .where(and(inArray(suggestions.transcriptionId, newest), isNull(suggestions.dismissedAt)))
    .orderBy(asc(suggestions.startMs))
  const clipCounts = await db
    .select({ videoId: clips.videoId, n: count() })
    .from(clips)
    .where(and(inArray(clips.videoId, ids), isNull(clips.deletedAt)))
    .groupBy(clips.videoId)
  const jobs = await newestJobs(db, 'video', ids)

  return rows.map(({ metadata, ...row }) => {
    const job = jobs.get(row.id)
    return {
      ...row,
      hasPoster: metadata.poster !== undefined,
      filmstrip: metadata.filmstrip
        ? {
            everyMs: metadata.filmstrip.everyMs,
            width: metadata.filmstrip.width,
            height: metadata.filmstrip.height,
            columns: metadata.filmstrip.columns,
            count: metadata.filmstrip.count,
          }
        : null,
      notes: metadata.notes ?? [],
      isSample: metadata.sample === true,
      work: job
        ? {
            id: job.id,
            type: job.type,
            status: job.status,
            progress: job.progress,
            step: job.step,
            etaMs: job.etaMs,
          }
        : null,
      marks: marks
        .filter(({ videoId }) => videoId === row.id)
        .map(({ rank, from, to }) => ({ rank, from, to })),
      clipCount: clipCounts.find(({ videoId }) => videoId === row.id)?.n ?? 0,
    }
  })
}

/** The sample talk of a workspace, where it has one that is neither removed nor broken. */
export async function sampleVideo(db: Db, workspaceId: WorkspaceId): Promise<VideoId | null> {
  const [row] = await db
    .select({ id: videos.id })
    .from(videos)
    .innerJoin(projects, eq(projects.id, videos.projectId))
    .where(
      and(
        eq(projects.workspaceId, workspaceId),
        isNull(projects.deletedAt),
        isNull(videos.deletedAt),
        ne(videos.status, 'failed'),
        sql`${videos.metadata} @> '{"sample":true}'`,
      ),
    )
    .limit(1)
  return row?.id ?? null
}

/** The row of an upload that begins. */
export async function insertVideo(
  tx: Db,
  video: {
    id: VideoId
    projectId: ProjectId
    userId: UserId
    title: string
    filename: string
    storagePath: string
    fileSizeBytes: number | null
  },
): Promise<void> {
  const { filename, ...rest } = video
  await tx.insert(videos).values({ ...rest, originalFilename: filename })
  await notifyChange(tx, { kind: 'video', id: video.id })
}

export async function renameVideo(tx: Db, id: VideoId, title: string): Promise<void> {
  await tx.update(videos).set({ title }).where(eq(videos.id, id))
  await notifyChange(tx, { kind: 'video', id })
}

export async function moveVideo(tx: Db, id: VideoId, projectId: ProjectId): Promise<void> {
  await tx.update(videos).set({ projectId }).where(eq(videos.id, id))
  await notifyChange(tx, { kind: 'video', id })
}

/** Puts a video in the trash, or takes it out again. */
export async function markVideoRemoved(tx: Db, id: VideoId, removed: boolean): Promise<void> {
  await tx
    .update(videos)
    // What is put back keeps its place in the list.
    .set({ deletedAt: removed ? new Date() : null, updatedAt: sql`${videos.updatedAt}` })
    .where(eq(videos.id, id))
  await notifyChange(tx, { kind: 'video', id })
}
