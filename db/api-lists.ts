import { and, asc, count, desc, eq, ilike, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { ErrorCode } from '#core/errors.ts'
import type { ClipId, ProjectId, SuggestionId, UserId, VideoId, WorkspaceId } from '#core/ids.ts'
import type { Shape } from '#core/shape.ts'
import type { Ms } from '#core/time.ts'
import type { VideoMetadata, VideoStatus } from '#core/video.ts'
import type { Db } from './client.ts'
import { clips } from './schema/clips.ts'
import { videos } from './schema/videos.ts'
import { projects, workspaceMembers } from './schema/workspaces.ts'
import { searchTerms, tsQuery } from './search-query.ts'

/** Numbered pages, as programs ask for them. The site's own lists are in videos.ts and video-clips.ts. */
export type Paged<Sort extends string> = {
  page: number
  per_page: number
  sort_by: Sort
  sort_order: 'asc' | 'desc'
}

const membership = (userId: UserId) =>
  and(eq(workspaceMembers.workspaceId, projects.workspaceId), eq(workspaceMembers.userId, userId))

/** Every column programs are told of a video. */
export type VideoRow = {
  id: VideoId
  projectId: ProjectId
  userId: UserId
  workspaceId: WorkspaceId
  title: string
  originalFilename: string
  status: VideoStatus
  errorCode: ErrorCode | null
  errorMessage: string | null
  durationMs: Ms | null
  width: number | null
  height: number | null
  fps: number | null
  codec: string | null
  bitrate: number | null
  fileSizeBytes: number | null
  metadata: VideoMetadata
  createdAt: Date
  updatedAt: Date
  deletedAt: Date | null
}

const videoColumns = {
  id: videos.id,
  projectId: videos.projectId,
  userId: videos.userId,
  workspaceId: projects.workspaceId,
  title: videos.title,
  originalFilename: videos.originalFilename,
  status: videos.status,
  errorCode: videos.errorCode,
  errorMessage: videos.errorMessage,
  durationMs: videos.durationMs,
  width: videos.width,
  height: videos.height,
  fps: videos.fps,
  codec: videos.codec,
  bitrate: videos.bitrate,
  fileSizeBytes: videos.fileSizeBytes,
  metadata: videos.metadata,
  createdAt: videos.createdAt,
  updatedAt: videos.updatedAt,
  deletedAt: videos.deletedAt,
}

const videoSorts = {
  created_at: videos.createdAt,
  updated_at: videos.updatedAt,
  title: sql`lower(${videos.title})`,
  duration_seconds: videos.durationMs,
  file_size_bytes: videos.fileSizeBytes,
  status: videos.status,
} as const
export const VIDEO_SORTS = [
  'created_at',
  'updated_at',
  'title',
  'duration_seconds',
  'file_size_bytes',
  'status',
] as const
export type VideoSort = (typeof VIDEO_SORTS)[number]

export async function pagedVideos(
  db: Db,
  userId: UserId,
  asked: Paged<VideoSort> & {
    workspaceId: WorkspaceId
    projectId?: ProjectId | undefined
    status?: VideoStatus | undefined
    search?: string | undefined
    /** Those in the trash instead. */
    removed: boolean
  },
): Promise<{ rows: VideoRow[]; total: number }> {
  const terms = searchTerms(asked.search ?? '')
  const where = and(
    asked.removed ? isNotNull(videos.deletedAt) : isNull(videos.deletedAt),
    eq(projects.workspaceId, asked.workspaceId),
    asked.projectId && eq(videos.projectId, asked.projectId),
    asked.status && eq(videos.status, asked.status),
    terms.length > 0 ? sql`${videos.searchText} @@ ${tsQuery(terms)}` : undefined,
  )
  const [counted] = await db
    .select({ n: count() })
    .from(videos)
    .innerJoin(projects, and(eq(projects.id, videos.projectId), isNull(projects.deletedAt)))
    .innerJoin(workspaceMembers, membership(userId))
    .where(where)
  const rows = await db
    .select(videoColumns)
    .from(videos)
    .innerJoin(projects, and(eq(projects.id, videos.projectId), isNull(projects.deletedAt)))
    .innerJoin(workspaceMembers, membership(userId))
    .where(where)
    .orderBy(...order(videoSorts[asked.sort_by], asked.sort_order, videos.id))
    .limit(asked.per_page)
    .offset((asked.page - 1) * asked.per_page)
  return { rows, total: counted?.n ?? 0 }
}

/** One video's row. Access is decided where the video is read. */
export async function videoRow(db: Db, id: VideoId): Promise<VideoRow | null> {
  const [row] = await db
    .select(videoColumns)
    .from(videos)
    .innerJoin(projects, eq(projects.id, videos.projectId))
    .where(eq(videos.id, id))
  return row ?? null
}

/** Every column programs are told of a clip. */
export type ClipRow = {
  id: ClipId
  videoId: VideoId
  userId: UserId
  suggestionId: SuggestionId | null
  name: string
  startMs: Ms
  endMs: Ms
  durationMs: Ms | null
  aspectRatio: Shape
  viralityScore: number | null
  status: 'draft' | 'rendering' | 'ready' | 'failed'
  isAiSuggested: boolean
  suggestionReason: string | null
  viewCount: number
  downloadCount: number
  createdAt: Date
  updatedAt: Date
}

const clipColumns = {
  id: clips.id,
  videoId: clips.videoId,
  userId: clips.userId,
  suggestionId: clips.suggestionId,
  name: clips.name,
  startMs: clips.startMs,
  endMs: clips.endMs,
  durationMs: clips.durationMs,
  aspectRatio: clips.aspectRatio,
  viralityScore: clips.viralityScore,
  status: clips.status,
  isAiSuggested: clips.isAiSuggested,
  suggestionReason: clips.suggestionReason,
  viewCount: clips.viewCount,
  downloadCount: clips.downloadCount,
  createdAt: clips.createdAt,
  updatedAt: clips.updatedAt,
}

const clipSorts = {
  created_at: clips.createdAt,
  updated_at: clips.updatedAt,
  name: sql`lower(${clips.name})`,
  duration_seconds: clips.durationMs,
  virality_score: clips.viralityScore,
  status: clips.status,
} as const
export const CLIP_SORTS = [
  'created_at',
  'updated_at',
  'name',
  'duration_seconds',
  'virality_score',
  'status',
] as const
export type ClipSort = (typeof CLIP_SORTS)[number]

export async function pagedClips(
  db: Db,
  userId: UserId,
  asked: Paged<ClipSort> & {
    workspaceId: WorkspaceId
    projectId?: ProjectId | undefined
    videoId?: VideoId | undefined
    status?: ClipRow['status'] | undefined
    isAiSuggested?: boolean | undefined
    search?: string | undefined
  },
): Promise<{ rows: ClipRow[]; total: number }> {
  const typed = asked.search?.trim()
  const where = and(
    isNull(clips.deletedAt),
    isNull(videos.deletedAt),
    isNull(projects.deletedAt),
    eq(projects.workspaceId, asked.workspaceId),
    asked.projectId && eq(videos.projectId, asked.projectId),
    asked.videoId && eq(clips.videoId, asked.videoId),
    asked.status && eq(clips.status, asked.status),
    asked.isAiSuggested === undefined ? undefined : eq(clips.isAiSuggested, asked.isAiSuggested),
    typed
      ? or(ilike(clips.name, pattern(typed)), ilike(clips.suggestionReason, pattern(typed)))
      : undefined,
  )
  const [counted] = await db
    .select({ n: count() })
    .from(clips)
    .innerJoin(videos, eq(videos.id, clips.videoId))
    .innerJoin(projects, eq(projects.id, videos.projectId))
    .innerJoin(workspaceMembers, membership(userId))
    .where(where)
  const rows = await db
    .select(clipColumns)
    .from(clips)
    .innerJoin(videos, eq(videos.id, clips.videoId))
    .innerJoin(projects, eq(projects.id, videos.projectId))
    .innerJoin(workspaceMembers, membership(userId))
    .where(where)
    .orderBy(...order(clipSorts[asked.sort_by], asked.sort_order, clips.id))
    .limit(asked.per_page)
    .offset((asked.page - 1) * asked.per_page)
  return { rows, total: counted?.n ?? 0 }
}

/** One clip's row. Access is decided where the clip is read. */
export async function clipRow(db: Db, id: ClipId): Promise<ClipRow | null> {
  const [row] = await db.select(clipColumns).from(clips).where(eq(clips.id, id))
  return row ?? null
}

/** What is typed is looked for as it stands: its own % and _ are letters. */
const pattern = (typed: string) => `%${typed.slice(0, 200).replace(/[\\%_]/g, '\\$&')}%`

/** Ties are broken by id, so that no row is on two pages. Nothing known comes last either way. */
function order(
  by: SQL | Parameters<typeof asc>[0],
  direction: 'asc' | 'desc',
  id: Parameters<typeof asc>[0],
) {
  return direction === 'asc'
    ? [sql`${by} asc nulls last`, asc(id)]
    : [sql`${by} desc nulls last`, desc(id)]
}
