import { deleteUpload, uploadsUnderWay } from '#db/uploads.ts'
import { finishUpload } from '../commands/finish-upload.server.ts'
import type { AppServices } from './context.ts'
import type { UploadFolder } from './upload-folder.ts'

/** An upload nobody goes on with is kept this long. */
const KEPT_MS = 7 * 24 * 3600 * 1000
/** A row is written a moment before its first byte. */
const JUST_STARTED_MS = 60_000

/**
 * Puts right what a crash or a person who never came back left of uploads: finishes those that have
 * all their bytes, and removes rows without bytes, bytes without rows, and what is too old.
 */
export async function sweepUploads(
  services: Pick<AppServices, 'db' | 'queue' | 'storage' | 'log'>,
  folder: UploadFolder,
  now = Date.now(),
): Promise<void> {
  const { db, storage, log } = services
  const rows = await uploadsUnderWay(db)
  for (const row of rows) {
    const state = await folder.stateOf(row.id)
    const moved = (await storage.size(row.storagePath)) !== null
    const { directUpload } = row.metadata
    if (directUpload && !moved) {
      if (!isOver(row.createdAt, KEPT_MS, now)) continue
      await db.transaction((tx) => deleteUpload(tx, row.id))
      await storage.direct?.abort(row.storagePath, directUpload)
      log.info({ videoId: row.id }, 'Removed an upload nobody went on with')
    } else if (moved || (state && state.offset === state.size)) {
      await finishUpload(services, row, folder.bytesOf(row.id))
      await folder.forget(row.id)
      log.info({ videoId: row.id }, 'Finished an upload that was cut off at its end')
    } else if (isOver(state?.modified ?? row.createdAt, state ? KEPT_MS : JUST_STARTED_MS, now)) {
      await db.transaction((tx) => deleteUpload(tx, row.id))
      await folder.forget(row.id)
      log.info({ videoId: row.id }, 'Removed an upload nobody went on with')
    }
  }
  // Bytes first, then rows: an upload that begins meanwhile has its row before its first byte.
  const gathered = await folder.ids()
  const known = new Set<string>((await uploadsUnderWay(db)).map(({ id }) => id))
  for (const id of gathered) if (!known.has(id)) await folder.forget(id)
}

const isOver = (since: Date, afterMs: number, now: number) => now - since.getTime() > afterMs
