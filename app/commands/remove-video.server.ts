import { z } from 'zod'
import { VideoId } from '#core/ids.ts'
import { jobsOf } from '#db/jobs.ts'
import { getRemovedVideo, getVideo, markVideoRemoved, type Video } from '#db/videos.ts'
import { note } from '#db/workspace-people.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const OneVideo = z.object({ videoId: VideoId })
export type OneVideo = z.infer<typeof OneVideo>

/** Into the trash. Work on it stops: nobody waits for it any more. */
export async function removeVideo(
  { db, queue, user }: Pick<CommandContext, 'db' | 'queue' | 'user'>,
  { videoId }: OneVideo,
): Promise<void> {
  const video = await getVideo(db, videoId, user.id)
  requireEditor(video)
  await db.transaction(async (tx) => {
    await markVideoRemoved(tx, videoId, true)
    await note(tx, { ...about(video, user), action: 'video.deleted' })
    await queue.cancelAll({ type: 'video', id: videoId }, tx)
  })
}

/** Out of the trash. Work that was stopped by putting it there is asked for again. */
export async function restoreVideo(
  { db, queue, user }: Pick<CommandContext, 'db' | 'queue' | 'user'>,
  { videoId }: OneVideo,
): Promise<void> {
  const video = await getRemovedVideo(db, videoId, user.id)
  requireEditor(video)
  await db.transaction(async (tx) => {
    await markVideoRemoved(tx, videoId, false)
    await note(tx, { ...about(video, user), action: 'video.brought-back' })
    const [newest] = await jobsOf(tx, { type: 'video', id: videoId })
    if (newest?.status === 'cancelled') await queue.retry(newest.id, { tx, userId: user.id })
  })
}

const about = ({ id: videoId, workspaceId, title }: Video, user: CommandContext['user']) => ({
  ...{ workspaceId, userId: user.id, subject: title },
  data: { videoId },
})
