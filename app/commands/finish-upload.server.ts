import { rename } from 'node:fs/promises'
import type { Db } from '#db/client.ts'
import { type Storage, videoKey } from '#db/storage.ts'
import { markUploaded, type UploadRow, videoExists } from '#db/uploads.ts'
import { ingestVideo } from '#pipeline/jobs/ingest-video.ts'
import type { Queue } from '#pipeline/queue.ts'

/**
 * All bytes have come: the file takes its place, and ingest is asked for in the transaction that says
 * so. Doing it twice is fine, and so is dying between the two: at the next start the file is found in
 * its place and only the rest is done.
 */
export async function finishUpload(
  { db, queue, storage }: { db: Db; queue: Queue; storage: Storage },
  upload: Pick<UploadRow, 'id' | 'userId' | 'storagePath'>,
  /** Where the bytes were gathered. */
  gathered: string,
): Promise<void> {
  const place = await storage.place(upload.storagePath)
  await rename(gathered, place).then(
    () => storage.keep(upload.storagePath),
    (error: NodeJS.ErrnoException) => {
      // Moved before, by a process that got no further.
      if (error.code !== 'ENOENT') throw error
    },
  )
  await takeUpload({ db, queue, storage }, upload)
}

/** The file of an upload is in its place: work on it begins. */
export async function takeUpload(
  { db, queue, storage }: { db: Db; queue: Queue; storage: Storage },
  upload: Pick<UploadRow, 'id' | 'userId' | 'storagePath'>,
): Promise<void> {
  const bytes = await storage.size(upload.storagePath)
  if (bytes === null) throw new Error(`the bytes of upload ${upload.id} are nowhere`)
  const marked = await db.transaction(async (tx) => {
    if (!(await markUploaded(tx, upload.id, bytes))) return false
    await queue.enqueue(
      ingestVideo,
      { videoId: upload.id },
      { tx, userId: upload.userId, entity: { type: 'video', id: upload.id } },
    )
    return true
  })
  // Given up while its last bytes were on their way: then nothing of it stays.
  if (!marked && !(await videoExists(db, upload.id))) {
    await storage.remove(videoKey(upload.id))
  }
}
