import { z } from 'zod'
import { VideoId } from '#core/ids.ts'
import { jobsOf } from '#db/jobs.ts'
import { getRemovedVideo, getVideo, markVideoRemoved } from '#db/videos.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const OneVideo = z.object({ videoId: VideoId })
export type OneVideo = z.infer<typeof OneVideo>

/** Into the trash. Work on it stops: nobody waits for it any more. */
export async function removeVideo(
  { db, queue, user }: Pick<CommandContext, 'db' | 'queue' | 'user'>,
  { videoId }: OneVideo,
): Promise<void> {
  requireEditor(await getVideo(db, videoId, user.id))
  await db.transaction(async (tx) => {
    await markVideoRemoved(tx, videoId, true)
    await queue.cancelAll({ type: 'video', id: videoId }, tx)
  })
}

/** Out of the trash. Work that was stopped by putting it there is asked for again. */
export async function restoreVideo(
  { db, queue, user }: Pick<CommandContext, 'db' | 'queue' | 'user'>,
  { videoId }: OneVideo,
): Promise<void> {
  requireEditor(await getRemovedVideo(db, videoId, user.id))
  await db.transaction(async (tx) => {
    await markVideoRemoved(tx, videoId, false)
    const [newest] = await jobsOf(tx, { type: 'video', id: videoId })
    if (newest?.status === 'cancelled') await queue.retry(newest.id, { tx, userId: user.id })
  })
}
