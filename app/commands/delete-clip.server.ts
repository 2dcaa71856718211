import { z } from 'zod'
import { ClipId } from '#core/ids.ts'
import { getClip, markClipDeleted } from '#db/clips.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const DeleteClip = z.object({ clipId: ClipId })
export type DeleteClip = z.infer<typeof DeleteClip>

/** Takes a clip away, and stops what is being made of it. Live editors hear of it by the change. */
export async function deleteClip(
  { db, queue, user }: Pick<CommandContext, 'db' | 'queue' | 'user'>,
  { clipId }: DeleteClip,
): Promise<void> {
  requireEditor(await getClip(db, clipId, user.id))
  await db.transaction(async (tx) => {
    await queue.cancelAll({ type: 'clip', id: clipId }, tx)
    await markClipDeleted(tx, clipId)
  })
}
