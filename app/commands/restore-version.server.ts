import { z } from 'zod'
import { loadClip } from '#collab/clip-doc/clip-doc.ts'
import { type FlatClip, flatChanges, flatten, restoreFlat } from '#collab/clip-doc/flat-clip.ts'
import { actFor, onBehalfOf } from '#collab/clip-doc/on-behalf.ts'
import { AppError } from '#core/errors.ts'
import { ClipVersionId } from '#core/ids.ts'
import { readClipUpdates } from '#db/clip-updates.ts'
import { changeClip } from './change-clip.server.ts'
import type { CommandContext } from './command-context.ts'
import { keepVersion } from './keep-version.server.ts'
import { readVersion } from './read-version.server.ts'
import { requireEditor } from './require-editor.server.ts'

export const RestoreVersion = z.object({ versionId: ClipVersionId })
export type RestoreVersion = z.infer<typeof RestoreVersion>

/**
 * Brings a clip back to a version, as an edit of its own that everybody sees at once and that whoever
 * asked can undo. What it replaces is kept as a version first. Afterwards the log is read back: it
 * must hold the edit, and say what the version says but for what others have changed since; how many
 * decisions those are is returned.
 */
export async function restoreVersion(
  { db, collab, user }: Pick<CommandContext, 'db' | 'collab' | 'user'>,
  { versionId }: RestoreVersion,
): Promise<{ changed: number; changedSince: number }> {
  const { version, clip, flat } = await readVersion(db, versionId, user.id)
  requireEditor(clip)
  const { clipId } = version
  await collab.settleVersions(clipId)

  let replaced: FlatClip | undefined
  await collab.edit(clipId, (doc) => {
    replaced = flatten(doc)
  })
  if (!replaced || flatChanges(replaced, flat).length === 0) return { changed: 0, changedSince: 0 }
  await keepVersion(db, {
    clipId,
    kind: 'restore',
    decisions: replaced,
    people: [user.id],
    edits: 0,
    startedAt: new Date(),
  })

  const { answer } = await changeClip({ db, collab }, clipId, (doc) => {
    let changed = 0
    onBehalfOf(doc, user.id, 'restore', (origin) => {
      changed = restoreFlat(doc, flat, origin)
    })
    if (flatChanges(flatten(doc), flat).length > 0) throw new AppError('version.not-restored')
    return { changed, act: actFor(doc, user.id) }
  })
  const { changed, act } = answer

  const stored = loadClip(await readClipUpdates(db, clipId))
  if (changed > 0 && actFor(stored, user.id) !== act) throw new AppError('version.not-restored')
  return { changed, changedSince: flatChanges(flatten(stored), flat).length }
}
