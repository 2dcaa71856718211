import { z } from 'zod'
import { setTitle } from '#collab/clip-doc/look-verbs.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { AppError } from '#core/errors.ts'
import { ClipId } from '#core/ids.ts'
import { clipSource } from '#db/clip-source.ts'
import { getClip, mirrorClip } from '#db/clips.ts'
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
  const source = await clipSource(db, clipId)
  if (!source) throw new AppError('clip.not-found')
  let renamed: ClipProject | undefined
  await collab.edit(clipId, (doc) => {
    setTitle(doc, title, { source: 'editor', userId: user.id })
    renamed = readClip(doc, source)
  })
  // Nobody may have it open, and then nobody tells of the change.
  const project = renamed
  if (project) await db.transaction((tx) => mirrorClip(tx, clipId, project))
}
