import { z } from 'zod'
import { setTitle } from '#collab/clip-doc/look-verbs.ts'
import { ClipId } from '#core/ids.ts'
import { getClip } from '#db/clips.ts'
import { changeClip } from './change-clip.server.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const RenameClip = z.object({
  clipId: ClipId,
  title: z.string().trim().min(1).max(200),
})
export type RenameClip = z.infer<typeof RenameClip>

/** The name is part of the live document: whoever has the clip open sees it change. */
export async function renameClip(
  { db, collab, user }: Pick<CommandContext, 'db' | 'collab' | 'user'>,
  { clipId, title }: RenameClip,
): Promise<void> {
  requireEditor(await getClip(db, clipId, user.id))
  await changeClip({ db, collab }, clipId, (doc) =>
    setTitle(doc, title, { source: 'editor', userId: user.id }),
  )
}
