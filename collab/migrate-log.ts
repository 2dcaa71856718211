import type { ClipId } from '#core/ids.ts'
import type { Db } from '#db/client.ts'
import { withClipLog } from '#db/clip-updates.ts'
import { CLIP_SCHEMA, type ClipDoc, loadClip, yDoc } from './clip-doc/clip-doc.ts'
import { migrateClip, schemaOf } from './clip-doc/migrate.ts'
import { Refusal } from './refusal.ts'

/** Whether a loaded clip was written in an older schema. Throws where it is newer than this server. */
export function isOutdated(doc: ClipDoc): boolean {
  const schema = schemaOf(doc)
  if (schema > CLIP_SCHEMA) throw new Refusal('reload', 'written by a newer version')
  return schema > 0 && schema < CLIP_SCHEMA
}

/**
 * Brings a clip's log to this version's schema and returns it whole. The change is a row like any
 * other, written under the clip's lock: of several processes that open the clip at once, one migrates
 * it and the others read what it wrote.
 */
export const migrateLog = (db: Db, clipId: ClipId): Promise<Uint8Array[]> =>
  withClipLog(db, clipId, async ({ read, append }) => {
    const stored = await read()
    const doc = loadClip(stored)
    const written: Uint8Array[] = []
    yDoc(doc).on('update', (update: Uint8Array) => written.push(update))
    migrateClip(doc)
    await append(written)
    return [...stored, ...written]
  })
