import { z } from 'zod'
import { VideoId } from '#core/ids.ts'
import { TRANSLATE_CLIPS } from '#core/job.ts'
import { jobsOf } from '#db/jobs.ts'
import { getVideo } from '#db/videos.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const RetryVideo = z.object({ videoId: VideoId })
export type RetryVideo = z.infer<typeof RetryVideo>

/** Asks again for the work that stopped. Where nothing stopped there is nothing to ask for. */
export async function retryVideo(
  { db, queue, user }: Pick<CommandContext, 'db' | 'queue' | 'user'>,
  { videoId }: RetryVideo,
): Promise<void> {
  requireEditor(await getVideo(db, videoId, user.id))
  await db.transaction(async (tx) => {
    const jobs = await jobsOf(tx, { type: 'video', id: videoId })
    const newest = jobs.find(({ type }) => type !== TRANSLATE_CLIPS)
    if (newest?.status !== 'failed' && newest?.status !== 'cancelled') return
    await queue.retry(newest.id, { tx, userId: user.id })
  })
}
