import { type FlatClip, flatChanges } from '#collab/clip-doc/flat-clip.ts'
import { clipDiff } from '#core/clip-diff.ts'
import type { ClipVersionId } from '#core/ids.ts'
import type { Db } from '#db/client.ts'
import { insertVersion, lastVersion, type NewVersion } from '#db/clip-versions.ts'
import { currentFlat, readFlat, sourceOf } from './read-version.server.ts'

/**
 * Keeps a state of a clip as a version that says what changed since the one before. One that nobody
 * named and that is no different from that is not worth keeping: null. Access is the caller's.
 */
export async function keepVersion(
  db: Db,
  version: Omit<NewVersion, 'say' | 'decisions'> & { decisions: FlatClip },
): Promise<ClipVersionId | null> {
  const { clipId, decisions, kind } = version
  const last = await lastVersion(db, clipId)
  if (!last) return insertVersion(db, { ...version, say: [] })
  const before = currentFlat(last.decisions as FlatClip)
  if (kind !== 'named' && flatChanges(before, decisions).length === 0) return null
  const source = await sourceOf(db, clipId)
  const { say } = clipDiff(readFlat(before, source), readFlat(decisions, source))
  return insertVersion(db, { ...version, say })
}
