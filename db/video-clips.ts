import { and, asc, eq, isNull } from 'drizzle-orm'
import type { ClipId, SuggestionId, UserId, VideoId } from '#core/ids.ts'
import type { Ms } from '#core/time.ts'
import type { Db } from './client.ts'
import { users } from './schema/accounts.ts'
import { clips } from './schema/clips.ts'

/** A clip as its video's page lists it. */
export type VideoClip = {
  id: ClipId
  suggestionId: SuggestionId | null
  title: string
  from: Ms
  to: Ms
  durationMs: Ms | null
  status: 'draft' | 'rendering' | 'ready' | 'failed'
  by: { id: UserId; name: string }
}

/** The clips made from a video, oldest first: the first is clip 1. Access is decided where the video is read. */
export const videoClips = (db: Db, videoId: VideoId): Promise<VideoClip[]> =>
  db
    .select({
      id: clips.id,
      suggestionId: clips.suggestionId,
      title: clips.name,
      from: clips.startMs,
      to: clips.endMs,
      durationMs: clips.durationMs,
      status: clips.status,
      by: { id: users.id, name: users.fullName },
    })
    .from(clips)
    .innerJoin(users, eq(users.id, clips.userId))
    .where(and(eq(clips.videoId, videoId), isNull(clips.deletedAt)))
    .orderBy(asc(clips.createdAt), asc(clips.id))
