import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { type JobId, VideoId } from '#core/ids.ts'
import { MomentOptions } from '#core/moments/moments.ts'
import { newestTranscription } from '#db/transcripts.ts'
import { lockVideo, markVideo } from '#db/video-work.ts'
import { getVideo } from '#db/videos.ts'
import { analyseVideo } from '#pipeline/jobs/analyse-video.ts'
import { suggestMoments } from '#pipeline/jobs/suggest-moments.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const StartAnalysis = z.object({
  videoId: VideoId,
  /** How many moments, how short and how long; left out: the whole analysis, as after an upload. */
  options: MomentOptions.partial().optional(),
})
export type StartAnalysis = z.infer<typeof StartAnalysis>

/** Looks at a video again: its pictures and its moments, or its moments alone where they are wished for. */
export async function startAnalysis(
  { db, queue, user }: Pick<CommandContext, 'db' | 'queue' | 'user'>,
  { videoId, options }: StartAnalysis,
): Promise<JobId> {
  requireEditor(await getVideo(db, videoId, user.id))
  return db.transaction(async (tx) => {
    const video = await lockVideo(tx, videoId)
    if (!video || !(await newestTranscription(tx, videoId))) {
      throw new AppError('transcript.missing')
    }
    const about = { tx, userId: user.id, entity: { type: 'video' as const, id: videoId } }
    if (options) return queue.enqueue(suggestMoments, { videoId, options }, about)
    await markVideo(tx, videoId, 'analysing')
    return queue.enqueue(analyseVideo, { videoId }, about)
  })
}
