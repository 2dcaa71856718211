import { z } from 'zod'
import { setShape, setTitle } from '#collab/clip-doc/look-verbs.ts'
import { trimPiece } from '#collab/clip-doc/piece-verbs.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import { AppError } from '#core/errors.ts'
import { ClipId } from '#core/ids.ts'
import { Shape } from '#core/shape.ts'
import { Ms } from '#core/time.ts'
import { getClip } from '#db/clips.ts'
import { changeClip } from './change-clip.server.ts'
import type { CommandContext } from './command-context.ts'
import { RenameClip } from './rename-clip.server.ts'
import { requireEditor } from './require-editor.server.ts'

export const EditClip = z.object({
  clipId: ClipId,
  title: RenameClip.shape.title.optional(),
  shape: Shape.optional(),
  /** Where its first piece begins and its last ends, source time. */
  from: Ms.optional(),
  to: Ms.optional(),
})
export type EditClip = z.infer<typeof EditClip>

/** Changes a clip by the verbs people use in the editor: whoever has it open sees it change. */
export async function editClip(
  { db, collab, user }: Pick<CommandContext, 'db' | 'collab' | 'user'>,
  { clipId, title, shape, from, to }: EditClip,
): Promise<void> {
  const clip = await getClip(db, clipId, user.id)
  requireEditor(clip)
  const origin = { source: 'editor' as const, userId: user.id }
  await changeClip({ db, collab }, clipId, (doc, source) => {
    if ((from ?? clip.from) >= (to ?? clip.to) || (to ?? 0) > source.durationMs) {
      throw new AppError('clip.outside-video')
    }
    if (title !== undefined) setTitle(doc, title, origin)
    if (shape !== undefined) setShape(doc, shape, origin)
    const { pieces } = readClip(doc, source)
    const [first, last] = [pieces[0], pieces.at(-1)]
    if (first && first === last) {
      if (from !== undefined || to !== undefined) {
        const edges = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
        trimPiece(doc, first.id, edges, origin)
      }
    } else {
      if (first && from !== undefined) trimPiece(doc, first.id, { from }, origin)
      if (last && to !== undefined) trimPiece(doc, last.id, { to }, origin)
    }
  })
}
