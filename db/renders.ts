import { and, desc, eq, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import { ClipProject } from '#core/clip-project.ts'
import { AppError } from '#core/errors.ts'
import { ExportSettings } from '#core/export-settings.ts'
import type { ClipId, GuestId, JobId, RenderId, UserId } from '#core/ids.ts'
import type { JobStatus } from '#core/job.ts'
import type { Language } from '#core/second-language.ts'
import type { Shape } from '#core/shape.ts'
import type { Ms } from '#core/time.ts'
import type { Db } from './client.ts'
import { users } from './schema/accounts.ts'
import { clips } from './schema/clips.ts'
import { processingJobs, renders } from './schema/jobs.ts'
import { clipDownloads } from './schema/review.ts'
import { transcriptions } from './schema/transcripts.ts'
import { videos } from './schema/videos.ts'
import { projects, type Role, workspaceMembers } from './schema/workspaces.ts'

/** One export as people see it: how far its job is, and which files it left. */
export type RenderState = {
  id: RenderId
  clipId: ClipId
  jobId: JobId | null
  shape: Shape
  /** The clip as it was exported. */
  project: ClipProject
  settings: ExportSettings
  askedBy: string
  status: JobStatus
  progress: number
  step: string | null
  etaMs: number | null
  errorMessage: string | null
  hasVideo: boolean
  hasSubtitles: boolean
  bytes: number | null
  durationMs: Ms | null
  createdAt: Date
  completedAt: Date | null
}

const selectStates = (db: Db) =>
  db
    .select({
      render: renders,
      askedBy: users.fullName,
      status: processingJobs.status,
      progress: processingJobs.progress,
      step: processingJobs.step,
      etaMs: processingJobs.etaMs,
      errorMessage: processingJobs.errorMessage,
    })
    .from(renders)
    .innerJoin(users, eq(users.id, renders.userId))
    .leftJoin(processingJobs, eq(processingJobs.id, renders.jobId))

type StateRow = Awaited<ReturnType<typeof selectStates>>[number]

const readState = ({ render, askedBy, status, progress, step, etaMs, errorMessage }: StateRow) => ({
  id: render.id,
  clipId: render.clipId,
  jobId: render.jobId,
  shape: render.aspectRatio,
  project: ClipProject.parse(render.project),
  settings: ExportSettings.parse(render.settings),
  askedBy,
  // The files are the truth: a job's books may be cleared, its export stays.
  status: render.completedAt ? ('done' as const) : (status ?? 'failed'),
  progress: render.completedAt ? 100 : (progress ?? 0),
  step,
  etaMs,
  errorMessage,
  hasVideo: render.storagePath !== null,
  hasSubtitles: render.subtitlesPath !== null,
  bytes: render.fileSizeBytes,
  durationMs: render.durationMs,
  createdAt: render.createdAt,
  completedAt: render.completedAt,
})

const captionLanguage = sql<Language | null>`${renders.project}->>'captionLanguage'`
const isOpen = and(
  isNull(renders.completedAt),
  inArray(processingJobs.status, ['pending', 'running']),
)

/** How many past exports a clip shows. */
const SHOWN = 40

/**
 * A clip's exports, newest first: the newest of each shape, language and kind, every one that is not
 * over, and so many others of the `past`. Access is decided where the clip is read.
 */
export async function rendersOfClip(
  db: Db,
  clipId: ClipId,
  { past = SHOWN }: { past?: number } = {},
): Promise<RenderState[]> {
  const newestFirst = sql`order by ${renders.createdAt} desc, ${renders.id} desc`
  const kind = sql`${renders.aspectRatio}, ${captionLanguage}, ${renders.settings}`
  const ranked = db
    .select({
      id: renders.id,
      ofKind: sql<number>`row_number() over (partition by ${kind} ${newestFirst})`.as('of_kind'),
      ofAll: sql<number>`row_number() over (${newestFirst})`.as('of_all'),
    })
    .from(renders)
    .where(eq(renders.clipId, clipId))
    .as('ranked')
  const rows = await selectStates(db)
    .innerJoin(ranked, eq(ranked.id, renders.id))
    .where(or(eq(ranked.ofKind, 1), lte(ranked.ofAll, past), isOpen))
    .orderBy(ranked.ofAll)
  return rows.map(readState)
}

/** One of the clip's exports, however old. */
export async function renderOfClip(db: Db, clipId: ClipId, id: RenderId): Promise<RenderState> {
  const [row] = await selectStates(db).where(and(eq(renders.clipId, clipId), eq(renders.id, id)))
  if (!row) throw new AppError('render.not-found')
  return readState(row)
}

/** Exports of the clip in these shapes and this language that are there or under way, newest first. */
export async function rendersIn(
  db: Db,
  clipId: ClipId,
  { shapes, language }: { shapes: Shape[]; language: Language | null },
): Promise<RenderState[]> {
  const rows = await selectStates(db)
    .where(
      and(
        eq(renders.clipId, clipId),
        inArray(renders.aspectRatio, shapes),
        sql`${captionLanguage} is not distinct from ${language}`,
        or(isNotNull(renders.completedAt), isOpen),
      ),
    )
    .orderBy(desc(renders.createdAt), desc(renders.id))
  return rows.map(readState)
}

export type RenderPlace = {
  id: RenderId
  clipId: ClipId
  jobId: JobId | null
  role: Role
}

/** The export, if `userId` may see its clip. A stranger's is "not found". */
export async function getRender(db: Db, id: RenderId, userId: UserId): Promise<RenderPlace> {
  const [row] = await db
    .select({
      id: renders.id,
      clipId: renders.clipId,
      jobId: renders.jobId,
      role: workspaceMembers.role,
    })
    .from(renders)
    .innerJoin(clips, and(eq(clips.id, renders.clipId), isNull(clips.deletedAt)))
    .innerJoin(videos, and(eq(videos.id, clips.videoId), isNull(videos.deletedAt)))
    .innerJoin(projects, and(eq(projects.id, videos.projectId), isNull(projects.deletedAt)))
    .innerJoin(
      workspaceMembers,
      and(
        eq(workspaceMembers.workspaceId, projects.workspaceId),
        eq(workspaceMembers.userId, userId),
      ),
    )
    .where(eq(renders.id, id))
  if (!row) throw new AppError('render.not-found')
  return row
}

/** A finished export by what it may be called. */
export type NamedExport = {
  id: RenderId
  clipId: ClipId
  title: string
  shape: Shape
  /** Of its captions; null: as it is spoken. */
  language: Language | null
  /** What is spoken in it, where that is known. */
  spoken: Language | null
  settings: ExportSettings
}

/** The finished exports of clips, by what they may be called. Access is decided where the clips are read. */
export async function namedExports(db: Db, clipIds: ClipId[]): Promise<NamedExport[]> {
  const rows = await db
    .select({
      id: renders.id,
      clipId: renders.clipId,
      title: clips.name,
      shape: renders.aspectRatio,
      language: captionLanguage,
      // An import may leave it open.
      spoken: sql<Language | null>`nullif(${transcriptions.language}, 'und')`,
      settings: renders.settings,
    })
    .from(renders)
    .innerJoin(clips, eq(clips.id, renders.clipId))
    .leftJoin(transcriptions, eq(transcriptions.id, clips.transcriptionId))
    .where(and(inArray(renders.clipId, clipIds), isNotNull(renders.completedAt)))
  return rows.map((row) => ({ ...row, settings: ExportSettings.parse(row.settings) }))
}

/** Somebody took a file of the clip along: a guest, or one of the workspace. */
export async function countDownload(
  db: Db,
  clipId: ClipId,
  guestId: GuestId | null,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.insert(clipDownloads).values({ clipId, guestId })
    await tx
      .update(clips)
      .set({ downloadCount: sql`${clips.downloadCount} + 1`, updatedAt: sql`${clips.updatedAt}` })
      .where(eq(clips.id, clipId))
  })
}

export async function insertRender(
  tx: Db,
  render: {
    clipId: ClipId
    userId: UserId
    shape: Shape
    project: ClipProject
    settings: ExportSettings
  },
): Promise<RenderId> {
  const { clipId, userId, shape, project, settings } = render
  const [row] = await tx
    .insert(renders)
    .values({ clipId, userId, aspectRatio: shape, project, settings })
    .returning({ id: renders.id })
  if (!row) throw new Error('the render row was not written')
  return row.id
}

export async function setRenderJob(tx: Db, id: RenderId, jobId: JobId): Promise<void> {
  await tx.update(renders).set({ jobId }).where(eq(renders.id, id))
}

/** The export a job makes, for whoever may see that job. */
export async function renderOfJob(
  db: Db,
  jobId: JobId,
): Promise<{
  id: RenderId
  clipId: ClipId
  settings: ExportSettings
  storagePath: string | null
  fileSizeBytes: number | null
  durationMs: Ms | null
} | null> {
  const [row] = await db
    .select({
      id: renders.id,
      clipId: renders.clipId,
      settings: renders.settings,
      storagePath: renders.storagePath,
      fileSizeBytes: renders.fileSizeBytes,
      durationMs: renders.durationMs,
    })
    .from(renders)
    .where(eq(renders.jobId, jobId))
  return row ? { ...row, settings: ExportSettings.parse(row.settings) } : null
}
