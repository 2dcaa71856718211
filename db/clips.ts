import { isDeepStrictEqual } from 'node:util'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { CaptionStyle } from '#core/caption-style.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { clipLength, cutList } from '#core/cut-list.ts'
import { AppError } from '#core/errors.ts'
import type {
  ClipId,
  ProjectId,
  SuggestionId,
  TranscriptionId,
  UserId,
  VideoId,
  WorkspaceId,
} from '#core/ids.ts'
import type { Shape } from '#core/shape.ts'
import { type Ms, ms } from '#core/time.ts'
import type { VideoMetadata } from '#core/video.ts'
import type { Db } from './client.ts'
import { notifyChange } from './notify.ts'
import { clipStyles, clips } from './schema/clips.ts'
import { videos } from './schema/videos.ts'
import { projects, type Role, workspaceMembers } from './schema/workspaces.ts'

/** A clip as lists show it. The live document is the truth; these are its last known values. */
export type ClipCard = {
  id: ClipId
  videoId: VideoId
  transcriptionId: TranscriptionId | null
  suggestionId: SuggestionId | null
  title: string
  from: Ms
  to: Ms
  durationMs: Ms | null
  shape: Shape
  createdAt: Date
  updatedAt: Date
}

/** A clip with where it lives, and what whoever asked may do there. */
export type ClipPlace = ClipCard & {
  videoTitle: string
  video: {
    durationMs: Ms | null
    width: number | null
    height: number | null
    metadata: VideoMetadata
  }
  projectId: ProjectId
  projectName: string
  workspaceId: WorkspaceId
  role: Role
}

const card = {
  id: clips.id,
  videoId: clips.videoId,
  transcriptionId: clips.transcriptionId,
  suggestionId: clips.suggestionId,
  title: clips.name,
  from: clips.startMs,
  to: clips.endMs,
  durationMs: clips.durationMs,
  shape: clips.aspectRatio,
  createdAt: clips.createdAt,
  updatedAt: clips.updatedAt,
}

/** The clip, if `userId` may see it. A stranger's clip is "not found": we never confirm it exists. */
export async function getClip(db: Db, id: ClipId, userId: UserId): Promise<ClipPlace> {
  const [clip] = await db
    .select({
      ...card,
      videoTitle: videos.title,
      video: {
        durationMs: videos.durationMs,
        width: videos.width,
        height: videos.height,
        metadata: videos.metadata,
      },
      projectId: projects.id,
      projectName: projects.name,
      workspaceId: projects.workspaceId,
      role: workspaceMembers.role,
    })
    .from(clips)
    .innerJoin(videos, and(eq(videos.id, clips.videoId), isNull(videos.deletedAt)))
    .innerJoin(projects, and(eq(projects.id, videos.projectId), isNull(projects.deletedAt)))
    .innerJoin(
      workspaceMembers,
      and(
        eq(workspaceMembers.workspaceId, projects.workspaceId),
        eq(workspaceMembers.userId, userId),
      ),
    )
    .where(and(eq(clips.id, id), isNull(clips.deletedAt)))
  if (!clip) throw new AppError('clip.not-found')
  return clip
}

/** The row of a new clip; null where the suggestion has a clip already. */
/** A video's clips, the oldest first. Access is decided where the video is read. */
export const clipsOfVideo = (
  db: Db,
  videoId: VideoId,
): Promise<Pick<ClipCard, 'id' | 'title' | 'durationMs'>[]> =>
  db
    .select({ id: clips.id, title: clips.name, durationMs: clips.durationMs })
    .from(clips)
    .where(and(eq(clips.videoId, videoId), isNull(clips.deletedAt)))
    .orderBy(clips.createdAt, clips.id)

export async function insertClip(
  tx: Db,
  clip: {
    videoId: VideoId
    userId: UserId
    transcriptionId: TranscriptionId | null
    suggestion: { id: SuggestionId; score: number; reason: string | null } | null
    title: string
    from: Ms
    to: Ms
    /** Of all its pieces; left out: it is one. */
    durationMs?: Ms
    shape: Shape
  },
): Promise<ClipId | null> {
  const [row] = await tx
    .insert(clips)
    .values({
      videoId: clip.videoId,
      userId: clip.userId,
      transcriptionId: clip.transcriptionId,
      suggestionId: clip.suggestion?.id ?? null,
      name: clip.title,
      startMs: clip.from,
      endMs: clip.to,
      durationMs: clip.durationMs ?? ms(clip.to - clip.from),
      aspectRatio: clip.shape,
      viralityScore: clip.suggestion?.score ?? null,
      isAiSuggested: clip.suggestion !== null,
      suggestionReason: clip.suggestion?.reason ?? null,
    })
    .onConflictDoNothing({ target: clips.suggestionId, where: sql`deleted_at is null` })
    .returning({ id: clips.id })
  return row?.id ?? null
}

export async function clipOfSuggestion(db: Db, id: SuggestionId): Promise<ClipId | null> {
  const [row] = await db
    .select({ id: clips.id })
    .from(clips)
    .where(and(eq(clips.suggestionId, id), isNull(clips.deletedAt)))
  return row?.id ?? null
}

/**
 * Brings the row up to the document. False where it already said so: an edit that changes none of it
 * wakes nobody.
 */
export async function mirrorClip(tx: Db, id: ClipId, project: ClipProject): Promise<boolean> {
  const [old] = await tx
    .select({ ...card, style: clipStyles.style })
    .from(clips)
    .leftJoin(clipStyles, eq(clipStyles.clipId, clips.id))
    .where(eq(clips.id, id))
    .for('update', { of: clips })
  if (!old) return false
  const { shape, style } = project
  const title = project.title || old.title
  const durationMs = clipLength(cutList(project))
  // A clip that lost everything keeps the place where it was.
  const playing = project.pieces.filter((piece) => piece.from < piece.to)
  const from = playing.length > 0 ? ms(Math.min(...playing.map((piece) => piece.from))) : old.from
  const to = playing.length > 0 ? ms(Math.max(...playing.map((piece) => piece.to))) : old.to
  const same =
    old.title === title &&
    old.shape === shape &&
    old.from === from &&
    old.to === to &&
    old.durationMs === durationMs &&
    isDeepStrictEqual(old.style, style)
  if (same) return false
  await tx
    .update(clips)
    .set({ name: title, aspectRatio: shape, startMs: from, endMs: to, durationMs })
    .where(eq(clips.id, id))
  await writeStyle(tx, id, style)
  await notifyChange(tx, { kind: 'clip', id, videoId: old.videoId })
  return true
}

export async function writeStyle(tx: Db, clipId: ClipId, style: CaptionStyle): Promise<void> {
  const values = {
    style,
    captionEnabled: style.enabled,
    captionSize: Math.round(48 * style.size),
    captionBgColor: style.guard,
    ...(style.maxWords !== null && { captionMaxWords: style.maxWords }),
    ...(style.base !== null && { captionColor: style.base }),
  }
  await tx
    .insert(clipStyles)
    .values({ clipId, ...values })
    .onConflictDoUpdate({ target: clipStyles.clipId, set: values })
}

export async function markClipDeleted(tx: Db, id: ClipId): Promise<void> {
  const [row] = await tx
    .update(clips)
    .set({ deletedAt: new Date() })
    .where(eq(clips.id, id))
    .returning({ videoId: clips.videoId })
  if (row) await notifyChange(tx, { kind: 'clip', id, videoId: row.videoId })
}
