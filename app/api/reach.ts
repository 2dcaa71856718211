import { AppError, type ErrorCode } from '#core/errors.ts'
import {
  ClipId,
  CommentId,
  ProjectId,
  SuggestionId,
  TranscriptionId,
  VideoId,
  type WorkspaceId,
} from '#core/ids.ts'
import { findComment } from '#db/clip-comments.ts'
import { type ClipPlace, getClip } from '#db/clips.ts'
import { getProject, getRemovedProject, type Project } from '#db/projects.ts'
import { getSuggestion, type KeptSuggestion } from '#db/suggestions.ts'
import { getTranscription, type TranscriptionState } from '#db/transcripts.ts'
import { getRemovedVideo, getVideo, type Video } from '#db/videos.ts'
import type { AppContext } from '../server/context.ts'
import type { Caller } from './caller.ts'

type Who = { app: AppContext; caller: Caller }

/**
 * Every id of a request goes through here: what it names, if whoever asks may see it. An id that is
 * none, a stranger's, and another workspace's for a key of this one are all "not found".
 */
const within = <T extends { workspaceId: WorkspaceId }>(
  { caller }: Who,
  thing: T,
  missing: ErrorCode,
): T => {
  if (caller.within && thing.workspaceId !== caller.within) throw new AppError(missing)
  return thing
}

/** An id of a request, if it is one at all. */
export const idOf = <T>(
  schema: { safeParse(value: unknown): { success: boolean; data?: T } },
  id: string,
  missing: ErrorCode,
): T => {
  const parsed = schema.safeParse(id)
  if (!parsed.success) throw new AppError(missing)
  return parsed.data as T
}

export const theVideo = (who: Who, id: string): Promise<Video> => findVideo(who, id, getVideo)

/** A video that was deleted. */
export const theRemovedVideo = (who: Who, id: string): Promise<Video> =>
  findVideo(who, id, getRemovedVideo)

async function findVideo(who: Who, id: string, find: typeof getVideo): Promise<Video> {
  const videoId = idOf(VideoId, id, 'video.not-found')
  return within(who, await find(who.app.db, videoId, who.caller.user.id), 'video.not-found')
}

export async function theClip(who: Who, id: string): Promise<ClipPlace> {
  const clipId = idOf(ClipId, id, 'clip.not-found')
  return within(who, await getClip(who.app.db, clipId, who.caller.user.id), 'clip.not-found')
}

/** A comment and the clip it is about. */
export async function theComment(
  who: Who,
  id: string,
): Promise<{ commentId: CommentId; clip: ClipPlace }> {
  const missing = 'comment.not-found'
  const { id: commentId, clipId } = await findComment(who.app.db, idOf(CommentId, id, missing))
  const clip = await theClip(who, clipId).catch(() => {
    throw new AppError(missing)
  })
  return { commentId, clip }
}

export const theProject = (who: Who, id: string): Promise<Project> =>
  findProject(who, id, getProject)

/** A project that was deleted. */
export const theRemovedProject = (who: Who, id: string): Promise<Project> =>
  findProject(who, id, getRemovedProject)

async function findProject(who: Who, id: string, find: typeof getProject): Promise<Project> {
  const projectId = idOf(ProjectId, id, 'project.not-found')
  const found = await find(who.app.db, projectId, who.caller.user.id)
  return within(who, found, 'project.not-found')
}

export async function theSuggestion(who: Who, id: string): Promise<KeptSuggestion> {
  const suggestionId = idOf(SuggestionId, id, 'suggestion.not-found')
  const found = await getSuggestion(who.app.db, suggestionId, who.caller.user.id)
  await theVideo(who, found.videoId)
  return found
}

/** A transcript and the video it belongs to. */
export async function theTranscription(
  who: Who,
  id: string,
): Promise<{ transcription: TranscriptionState; video: Video }> {
  const missing = 'transcription.not-found'
  const transcription = await getTranscription(who.app.db, idOf(TranscriptionId, id, missing))
  if (!transcription) throw new AppError(missing)
  const video = await theVideo(who, transcription.videoId).catch(() => {
    throw new AppError(missing)
  })
  return { transcription, video }
}
