import { z } from 'zod'
import { onBehalfOf } from '#collab/clip-doc/on-behalf.ts'
import { tighten } from '#collab/clip-doc/range-verbs.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import { AppError } from '#core/errors.ts'
import { ClipId } from '#core/ids.ts'
import { Strength, type Tightening, TighteningKind } from '#core/tighten/find-tightenings.ts'
import { allOf, lengthWithout, tightenClip } from '#core/tighten/tighten-clip.ts'
import { clipSource } from '#db/clip-source.ts'
import { getClip } from '#db/clips.ts'
import { changeClip } from './change-clip.server.ts'
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
  const wanted = ids && new Set(ids)
  const { answer } = await changeClip({ db, collab }, clipId, (doc, source) => {
    const project = readClip(doc, source)
    const cut = tightenClip(project, source.words, source.language ?? 'und', strength).filter(
      (one) =>
        (wanted ? wanted.has(one.id) : one.sure) &&
        (kinds === undefined || kinds.includes(one.kind)),
    )
    if (cut.length === 0) return { cut, savedMs: 0 }
    const chosen = allOf(cut)
    const lengthBefore = lengthWithout(project, { words: [], pauses: [] })
    const savedMs = lengthBefore - lengthWithout(project, chosen)
    onBehalfOf(doc, user.id, 'tighten', (origin) => tighten(doc, chosen, origin))
    return { cut, savedMs }
  })
  return answer
}
