import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { VideoId } from '#core/ids.ts'
import { TRANSLATE_CLIPS } from '#core/job.ts'
import { AskedMoments } from '#core/moments/moments.ts'
import { jobsOf } from '#db/jobs.ts'
import { newestTranscription } from '#db/transcripts.ts'
import { lockVideo, markVideo } from '#db/video-work.ts'
import { getVideo } from '#db/videos.ts'
import { suggestMoments } from '#pipeline/jobs/suggest-moments.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const SteerSuggestions = z.object({
  videoId: VideoId,
  /** What to look for; nothing set looks for the best of all, as at first. */
  options: AskedMoments.default({}),
})
export type SteerSuggestions = z.infer<typeof SteerSuggestions>

/** Looks for moments again, as somebody wishes. A search that is still under way gives way to this one. */
export async function steerSuggestions(
  { db, queue, user }: Pick<CommandContext, 'db' | 'queue' | 'user'>,
  { videoId, options }: SteerSuggestions,
): Promise<void> {
  requireEditor(await getVideo(db, videoId, user.id))
  await db.transaction(async (tx) => {
    const video = await lockVideo(tx, videoId)
    if (!video) throw new AppError('video.not-found')
    if (!(await newestTranscription(tx, videoId))) throw new AppError('transcript.missing')
    // While the words are still being heard or weighed, the search that follows would replace this one.
    if (video.status !== 'ready' && video.status !== 'analysing' && video.status !== 'failed')
      throw new AppError('video.busy')
    const entity = { type: 'video' as const, id: videoId }
    for (const job of await jobsOf(tx, entity)) {
      const isOpen = job.status === 'pending' || job.status === 'running'
      if (isOpen && job.type === suggestMoments.name) await queue.cancel(job.id, tx)
      else if (isOpen && job.type !== TRANSLATE_CLIPS) throw new AppError('video.busy')
    }
    await markVideo(tx, videoId, 'analysing')
    await queue.enqueue(
      suggestMoments,
      { videoId, options },
      { tx, userId: user.id, entity, priority: 8 },
    )
  })
}
