import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { type JobId, VideoId } from '#core/ids.ts'
import { Ms } from '#core/time.ts'
import { getVideo } from '#db/videos.ts'
import { makePoster as posterJob } from '#pipeline/jobs/make-poster.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const MakePoster = z.object({ videoId: VideoId, at: Ms.optional() })
export type MakePoster = z.infer<typeof MakePoster>

/** Has the picture that stands for a video taken again. */
export async function makePoster(
  { db, queue, user }: Pick<CommandContext, 'db' | 'queue' | 'user'>,
  { videoId, at }: MakePoster,
): Promise<JobId> {
  const video = await getVideo(db, videoId, user.id)
  requireEditor(video)
  // Before it was read nothing is known of it, and ingest takes one of its own.
  if (!video.metadata.hasVideo || !video.metadata.proxy) throw new AppError('video.not-read')
  if (at !== undefined && at >= (video.durationMs ?? 0)) throw new AppError('clip.outside-video')
  return db.transaction((tx) =>
    queue.enqueue(
      posterJob,
      { videoId, ...(at !== undefined && { at }) },
      { tx, userId: user.id, entity: { type: 'video', id: videoId } },
    ),
  )
}
