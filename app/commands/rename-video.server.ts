import { z } from 'zod'
import { VideoId } from '#core/ids.ts'
import { getVideo, renameVideo as writeTitle } from '#db/videos.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const RenameVideo = z.object({
  videoId: VideoId,
  title: z.string().trim().min(1).max(200),
})
export type RenameVideo = z.infer<typeof RenameVideo>

export async function renameVideo(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { videoId, title }: RenameVideo,
): Promise<void> {
  requireEditor(await getVideo(db, videoId, user.id))
  await db.transaction((tx) => writeTitle(tx, videoId, title))
}
