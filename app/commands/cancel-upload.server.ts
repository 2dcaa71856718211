import { AppError } from '#core/errors.ts'
import type { VideoId } from '#core/ids.ts'
import { deleteUpload, getUpload } from '#db/uploads.ts'
import type { CommandContext } from './command-context.ts'

/**
 * Gives an upload up. Its row goes first and its bytes after, by whoever gathered them: what is left
 * of a crash in between are bytes that belong to nobody, and those are swept.
 */
export async function cancelUpload(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { videoId }: { videoId: VideoId },
): Promise<void> {
  await getUpload(db, videoId, user.id)
  if (!(await db.transaction((tx) => deleteUpload(tx, videoId)))) {
    throw new AppError('video.not-found')
  }
}
