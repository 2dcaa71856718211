import type { ClipDoc } from '#collab/clip-doc/clip-doc.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { AppError } from '#core/errors.ts'
import type { ClipId } from '#core/ids.ts'
import { clipSource } from '#db/clip-source.ts'
import { mirrorClip } from '#db/clips.ts'
import type { CommandContext } from './command-context.ts'

export type SourceOfClip = NonNullable<Awaited<ReturnType<typeof clipSource>>>

/**
 * Changes a clip in its live document, where everybody sees it, and then its row: nobody may have it
 * open, and then nobody else tells the row. `change` may throw, and nothing is changed then. Gives back
 * what it gave back, and the clip afterwards. Access is the caller's. Throws 'clip.not-found'.
 */
export async function changeClip<Answer>(
  { db, collab }: Pick<CommandContext, 'db' | 'collab'>,
  clipId: ClipId,
  change: (doc: ClipDoc, source: SourceOfClip) => Answer,
): Promise<{ answer: Answer; project: ClipProject }> {
  const source = await clipSource(db, clipId)
  if (!source) throw new AppError('clip.not-found')
  let done: { answer: Answer; project: ClipProject } | undefined
  await collab.edit(clipId, (doc) => {
    const answer = change(doc, source)
    done = { answer, project: readClip(doc, source) }
  })
  if (!done) throw new AppError('clip.not-found')
  const { project } = done
  await db.transaction((tx) => mirrorClip(tx, clipId, project))
  return done
}
