import { and, eq, isNotNull, or } from 'drizzle-orm'
import type { ClipId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { clips } from './schema/clips.ts'
import { videos } from './schema/videos.ts'
import { projects } from './schema/workspaces.ts'

/** The clips that went, of a clip's or a video's id: they, their video or its project are in the trash. */
export async function deletedClips(db: Db, clipOrVideoId: string): Promise<ClipId[]> {
  const rows = await db
    .select({ id: clips.id })
    .from(clips)
    .innerJoin(videos, eq(videos.id, clips.videoId))
    .innerJoin(projects, eq(projects.id, videos.projectId))
    .where(
      and(
        or(eq(clips.id, clipOrVideoId as ClipId), eq(clips.videoId, clipOrVideoId as never)),
        or(isNotNull(clips.deletedAt), isNotNull(videos.deletedAt), isNotNull(projects.deletedAt)),
      ),
    )
  return rows.map(({ id }) => id)
}
