import { Document } from '@hocuspocus/server'
import { expect, test } from 'vitest'
import { clipDocName } from '#core/ids.ts'
import { appendClipUpdates, readClipUpdates } from '#db/clip-updates.ts'
import { clipUpdates } from '#db/schema/live-documents.ts'
import { freshDatabase } from '#db/test-database.ts'
import { seeded } from './clip-doc/clip-doc.fixtures.ts'
import { CLIP_SCHEMA, clipDocOf, loadClip, yDoc } from './clip-doc/clip-doc.ts'
import { schemaOf } from './clip-doc/migrate.ts'
import { version1 } from './clip-doc/version-1.fixtures.ts'
import { makeClip } from './clip-row.fixtures.ts'
import { isOutdated, migrateLog } from './migrate-log.ts'
import { Refusal } from './refusal.ts'
import { openRoom } from './room.ts'

async function oldClip() {
  const { db } = await freshDatabase()
  const { clipId } = await makeClip(db)
  await db.delete(clipUpdates)
  await appendClipUpdates(db, clipId, [version1])
  return { db, clipId }
}

test('an old clip is migrated once, however often and by however many it is opened', async () => {
  const { db, clipId } = await oldClip()
  const logs = await Promise.all([migrateLog(db, clipId), migrateLog(db, clipId)])
  for (const log of logs) expect(schemaOf(loadClip(log))).toBe(CLIP_SCHEMA)
  const stored = await readClipUpdates(db, clipId)
  expect(stored).toHaveLength(2)
  expect(isOutdated(loadClip(stored))).toBe(false)
})

test('whoever opens an old clip gets the new one, and so does the next', async () => {
  const { db, clipId } = await oldClip()
  for (let i = 0; i < 2; i++) {
    const document = new Document(clipDocName(clipId))
    const room = await openRoom(db, clipId, document)
    expect(schemaOf(clipDocOf(document))).toBe(CLIP_SCHEMA)
    expect(room.rows).toBe(2)
  }
})

test('a clip that a newer server wrote is not opened', () => {
  const doc = loadClip([seeded()])
  yDoc(doc)
    .getMap('meta')
    .set('schema', CLIP_SCHEMA + 1)
  expect(() => isOutdated(doc)).toThrow(Refusal)
})
