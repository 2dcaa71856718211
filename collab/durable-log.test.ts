import { expect, test } from 'vitest'
import type { ClipId } from '#core/ids.ts'
import { appendTo, readClipUpdates } from '#db/clip-updates.ts'
import { freshDatabase } from '#db/test-database.ts'
import { makeClip } from './clip-row.fixtures.ts'
import { createDurableLog } from './durable-log.ts'

test('updates that come together are stored in order, and one bad clip costs the others nothing', async () => {
  const database = await freshDatabase()
  const { db } = database
  const { clipId, studio } = await makeClip(db)
  const log = createDurableLog(appendTo(database, 'here'))
  const row = (id: ClipId, byte: number) => ({
    clipId: id,
    update: new Uint8Array([byte]),
    userId: studio.owner,
  })
  const nowhere = '00000000-0000-4000-8000-000000000000' as ClipId
  const results = await Promise.allSettled([
    log.append(row(clipId, 1)),
    log.append(row(clipId, 2)),
    log.append(row(nowhere, 9)),
    log.append(row(clipId, 3)),
  ])
  expect(results.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ])
  await log.drained()
  const [, ...stored] = await readClipUpdates(db, clipId)
  expect(stored.map((update) => [...update])).toEqual([[1], [2], [3]])
})
