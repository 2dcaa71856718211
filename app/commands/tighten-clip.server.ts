import { z } from 'zod'
import { onBehalfOf } from '#collab/clip-doc/on-behalf.ts'
import { tighten } from '#collab/clip-doc/range-verbs.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { AppError } from '#core/errors.ts'
import { ClipId } from '#core/ids.ts'
import { Strength, type Tightening, TighteningKind } from '#core/tighten/find-tightenings.ts'
import { allOf, lengthWithout, tightenClip } from '#core/tighten/tighten-clip.ts'
import { clipSource } from '#db/clip-source.ts'
import { getClip, mirrorClip } from '#db/clips.ts'
import type { CommandContext } from './command-context.ts'
import { readStoredClip } from './read-clip.server.ts'
import { requireEditor } from './require-editor.server.ts'

export const TightenClip = z.object({
  clipId: ClipId,
  strength: Strength.default('usual'),
  /** Left out: all kinds. */
  kinds: z.array(TighteningKind).optional(),
  /** Of what was found, these alone; left out: all that is sure. */
  ids: z.array(z.string().max(60)).max(5000).optional(),
})
export type TightenClip = z.infer<typeof TightenClip>

type World = Pick<CommandContext, 'db' | 'collab' | 'user'>

/** What could go from a clip as it is now. Changes nothing. */
export async function findClipTightenings(
  { db, user }: Pick<World, 'db' | 'user'>,
  { clipId, strength }: Pick<TightenClip, 'clipId' | 'strength'>,
): Promise<Tightening[]> {
  await getClip(db, clipId, user.id)
  const source = await clipSource(db, clipId)
  if (!source) throw new AppError('clip.not-found')
  const project = await readStoredClip(db, clipId)
  return tightenClip(project, source.words, source.language ?? 'und', strength)
}

/**
 * Takes fillers, pauses and retakes out of a clip in one step that whoever asked can undo. Without
 * `ids` all that is surely meant to go. An id that is found no more is left alone: somebody else has
 * cut it.
 */
export async function tightenClipNow(
  { db, collab, user }: World,
  { clipId, strength, kinds, ids }: TightenClip,
): Promise<{ cut: Tightening[]; savedMs: number }> {
  requireEditor(await getClip(db, clipId, user.id))
  const source = await clipSource(db, clipId)
  if (!source) throw new AppError('clip.not-found')
  const wanted = ids && new Set(ids)
  let cut: Tightening[] = []
  let savedMs = 0
  let tightened: ClipProject | undefined
  await collab.edit(clipId, (doc) => {
    const project = readClip(doc, source)
    cut = tightenClip(project, source.words, source.language ?? 'und', strength).filter(
      (one) =>
        (wanted ? wanted.has(one.id) : one.sure) &&
        (kinds === undefined || kinds.includes(one.kind)),
    )
    if (cut.length === 0) return
    const chosen = allOf(cut)
    const lengthBefore = lengthWithout(project, { words: [], pauses: [] })
    savedMs = lengthBefore - lengthWithout(project, chosen)
    onBehalfOf(doc, user.id, 'tighten', (origin) => tighten(doc, chosen, origin))
    tightened = readClip(doc, source)
  })
  const project = tightened
  if (project) await db.transaction((tx) => mirrorClip(tx, clipId, project))
  return { cut, savedMs }
}
