import { loadClip } from '#collab/clip-doc/clip-doc.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import { brandWearer } from '#core/brand-kit.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { AppError } from '#core/errors.ts'
import type { ClipId } from '#core/ids.ts'
import { brandOfClip } from '#db/brand-kits.ts'
import type { Db } from '#db/client.ts'
import { clipSource } from '#db/clip-source.ts'
import { readClipUpdates } from '#db/clip-updates.ts'

/**
 * The clip as its durable log has it, every acknowledged edit in it, wearing what its workspace's brand
 * locks. Access is the caller's.
 */
export async function readStoredClip(db: Db, id: ClipId): Promise<ClipProject> {
  const source = await clipSource(db, id)
  if (!source) throw new AppError('clip.not-found')
  const [updates, brand] = await Promise.all([readClipUpdates(db, id), brandOfClip(db, id)])
  return brandWearer(brand)(readClip(loadClip(updates), source))
}
