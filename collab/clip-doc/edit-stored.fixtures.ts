import * as Y from 'yjs'
import type { ClipId } from '#core/ids.ts'
import type { Db } from '#db/client.ts'
import { appendClipUpdates, readClipUpdates } from '#db/clip-updates.ts'
import { type ClipDoc, loadClip, yDoc } from './clip-doc.ts'

/** Edits a clip's log as the collaboration server does for a clip nobody has open. */
export const editStored =
  (db: Db) =>
  async (clipId: ClipId, verbs: (doc: ClipDoc) => void): Promise<void> => {
    const doc = loadClip(await readClipUpdates(db, clipId))
    const written: Uint8Array[] = []
    yDoc(doc).on('update', (update: Uint8Array) => written.push(update))
    verbs(doc)
    if (written.length > 0) await appendClipUpdates(db, clipId, [Y.mergeUpdates(written)])
  }
