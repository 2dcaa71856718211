import { z } from 'zod'
import { loadClip } from '#collab/clip-doc/clip-doc.ts'
import { docOfFlat, type FlatClip, flatten } from '#collab/clip-doc/flat-clip.ts'
import { migrateClip } from '#collab/clip-doc/migrate.ts'
import type { ClipSource } from '#collab/clip-doc/normalize.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import { type ClipDiff, clipDiff } from '#core/clip-diff.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { AppError, isAppError } from '#core/errors.ts'
import { type ClipId, ClipVersionId, type UserId } from '#core/ids.ts'
import type { Db } from '#db/client.ts'
import { clipSource } from '#db/clip-source.ts'
import { readClipUpdates } from '#db/clip-updates.ts'
import { getVersion } from '#db/clip-versions.ts'
import { getClip } from '#db/clips.ts'
import type { CommandContext } from './command-context.ts'

/** A version and its clip, if `userId` may see it. A stranger's version is "not found". */
export async function readVersion(db: Db, versionId: ClipVersionId, userId: UserId) {
  const version = await getVersion(db, versionId)
  const clip = await getClip(db, version.clipId, userId).catch((error) => {
    throw isAppError(error) ? new AppError('version.not-found') : error
  })
  return { version, clip, flat: currentFlat(version.decisions as FlatClip) }
}

/** The decisions of a version in today's schema. */
export function currentFlat(decisions: FlatClip): FlatClip {
  const doc = docOfFlat(decisions)
  return migrateClip(doc) ? flatten(doc) : decisions
}

export const PreviewVersion = z.object({ versionId: ClipVersionId })
export type PreviewVersion = z.infer<typeof PreviewVersion>

/** The clip as it was then, to look at: nothing is written. */
export async function previewVersion(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { versionId }: PreviewVersion,
): Promise<ClipProject> {
  const { version, flat } = await readVersion(db, versionId, user.id)
  return readFlat(flat, await sourceOf(db, version.clipId))
}

export const CompareVersions = z.object({
  from: ClipVersionId,
  /** Another version of the same clip, or the clip as it is now. */
  to: z.union([ClipVersionId, z.literal('now')]),
})
export type CompareVersions = z.infer<typeof CompareVersions>

/** What lies between two versions of a clip, in words and word by word. */
export async function compareVersions(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { from, to }: CompareVersions,
): Promise<ClipDiff> {
  const { version, flat } = await readVersion(db, from, user.id)
  const { clipId } = version
  const source = await sourceOf(db, clipId)
  const other =
    to === 'now' ? flatten(loadClip(await readClipUpdates(db, clipId))) : await versionOf(to)
  return clipDiff(readFlat(flat, source), readFlat(other, source))

  async function versionOf(id: ClipVersionId) {
    const found = await readVersion(db, id, user.id)
    if (found.version.clipId !== clipId) throw new AppError('version.not-found')
    return found.flat
  }
}

/** The clip that a state's decisions make of its source. */
export const readFlat = (flat: FlatClip, source: ClipSource): ClipProject =>
  readClip(docOfFlat(flat), source)

export async function sourceOf(db: Db, clipId: ClipId): Promise<ClipSource> {
  const source = await clipSource(db, clipId)
  if (!source) throw new AppError('clip.not-found')
  return source
}
