import { z } from 'zod'
import { type FlatClip, flatten } from '#collab/clip-doc/flat-clip.ts'
import { AppError } from '#core/errors.ts'
import { ClipId, ClipVersionId } from '#core/ids.ts'
import { renameVersion as writeName } from '#db/clip-versions.ts'
import { getClip } from '#db/clips.ts'
import type { CommandContext } from './command-context.ts'
import { keepVersion } from './keep-version.server.ts'
import { readVersion } from './read-version.server.ts'
import { requireEditor } from './require-editor.server.ts'

const Name = z.string().trim().min(1).max(120)

export const NameVersion = z.object({ clipId: ClipId, name: Name })
export type NameVersion = z.infer<typeof NameVersion>

/** Keeps the clip as it is now under a name, with a number of its own. */
export async function nameVersion(
  { db, collab, user }: Pick<CommandContext, 'db' | 'collab' | 'user'>,
  { clipId, name }: NameVersion,
): Promise<{ versionId: ClipVersionId }> {
  requireEditor(await getClip(db, clipId, user.id))
  await collab.settleVersions(clipId)
  let now: FlatClip | undefined
  await collab.edit(clipId, (doc) => {
    now = flatten(doc)
  })
  if (!now) throw new AppError('clip.not-found')
  const versionId = await keepVersion(db, {
    clipId,
    kind: 'named',
    name,
    decisions: now,
    people: [user.id],
    edits: 0,
    startedAt: new Date(),
  })
  if (!versionId) throw new Error('a named version was not kept')
  return { versionId }
}

export const RenameVersion = z.object({ versionId: ClipVersionId, name: Name })
export type RenameVersion = z.infer<typeof RenameVersion>

/** Gives a version a name, or another: one that was kept by itself is a named one from then on. */
export async function renameVersion(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { versionId, name }: RenameVersion,
): Promise<void> {
  const { version, clip } = await readVersion(db, versionId, user.id)
  requireEditor(clip)
  await writeName(db, version, name)
}
