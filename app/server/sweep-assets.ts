import { assetsRemovedBefore, deleteRemovedAsset } from '#db/assets.ts'
import type { AppServices } from './context.ts'

/** What somebody deleted can be brought back this long. */
const KEPT_MS = 30 * 24 * 3600 * 1000

/** Ends the pictures and sounds that were deleted long ago, with their bytes. */
export async function sweepAssets(
  { db, storage }: Pick<AppServices, 'db' | 'storage'>,
  now = Date.now(),
): Promise<void> {
  for (const id of await assetsRemovedBefore(db, new Date(now - KEPT_MS)))
    await db.transaction(async (tx) => {
      // Within the transaction: bytes that could not be removed keep their row, and are swept again.
      if (await deleteRemovedAsset(tx, id)) await storage.remove(`assets/${id}`)
    })
}
