import { z } from 'zod'
import { loadClip } from '#collab/clip-doc/clip-doc.ts'
import { copyClip } from '#collab/clip-doc/copy-clip.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import { AppError } from '#core/errors.ts'
import { ClipId } from '#core/ids.ts'
import { clipSource } from '#db/clip-source.ts'
import { appendClipUpdates, readClipUpdates } from '#db/clip-updates.ts'
import { getClip, insertClip, mirrorClip, writeStyle } from '#db/clips.ts'
import { notifyChange } from '#db/notify.ts'
import type { CommandContext } from './command-context.ts'
import { RenameClip } from './rename-clip.server.ts'
import { requireEditor } from './require-editor.server.ts'

export const DuplicateClip = z.object({ clipId: ClipId, title: RenameClip.shape.title.optional() })
export type DuplicateClip = z.infer<typeof DuplicateClip>

/** A second clip as the first is now: cuts, corrections and style. From here on they part. */
export async function duplicateClip(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { clipId, title }: DuplicateClip,
): Promise<{ clipId: ClipId }> {
  const clip = await getClip(db, clipId, user.id)
  requireEditor(clip)
  const source = await clipSource(db, clipId)
  const updates = await readClipUpdates(db, clipId)
  if (!source || updates.length === 0) throw new AppError('clip.not-found')
  const name = (title ?? `${clip.title} (copy)`).slice(0, 200)
  const first = copyClip(updates, name)
  const project = readClip(loadClip([first]), source)
  return db.transaction(async (tx) => {
    const id = await insertClip(tx, {
      videoId: clip.videoId,
      userId: user.id,
      transcriptionId: clip.transcriptionId,
      // A suggestion opens one clip, the first.
      suggestion: null,
      title: name,
      from: clip.from,
      to: clip.to,
      shape: clip.shape,
    })
    if (!id) throw new Error('the copy was not written')
    await writeStyle(tx, id, project.style)
    await appendClipUpdates(tx, id, [first])
    await mirrorClip(tx, id, project)
    await notifyChange(tx, { kind: 'clip', id, videoId: clip.videoId })
    return { clipId: id }
  })
}
