import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ClipId, UserId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import type { Db } from './client.ts'
import {
  appendClipUpdates,
  appendTo,
  claimReplicas,
  compactClipUpdates,
  readClipReplicas,
  readClipUpdates,
} from './clip-updates.ts'
import { makeStudio } from './clips.fixtures.ts'
import { insertClip } from './clips.ts'
import { clipUpdates } from './schema/live-documents.ts'
import { freshDatabase } from './test-database.ts'

const bytes = (...values: number[]) => new Uint8Array(values)
const concat = (updates: Uint8Array[]) => new Uint8Array(Buffer.concat(updates))
const plain = (updates: Uint8Array[]) => updates.map((update) => [...update])

async function makeClips(db: Db, count = 1) {
  const { videoId, transcriptionId, owner, editor } = await makeStudio(db)
  const clips: ClipId[] = []
  for (let i = 0; i < count; i++) {
    const id = await insertClip(db, {
      videoId,
      userId: owner,
      transcriptionId,
      suggestion: null,
      title: `Clip ${i}`,
      from: ms(0),
      to: ms(1000),
      shape: '9:16',
    })
    if (!id) throw new Error('no clip')
    clips.push(id)
  }
  return { clips, first: clips[0] as ClipId, second: clips[1] as ClipId, owner, editor }
}

test('updates of several clips are appended at once and read in the order they were given', async () => {
  const database = await freshDatabase()
  const { db } = database
  const { first, second, owner } = await makeClips(db, 2)
  const append = appendTo(database, 'here')
  const row = (clipId: ClipId, update: Uint8Array) => ({ clipId, update, userId: owner })
  await append([row(first, bytes(1)), row(second, bytes(9)), row(first, bytes(2, 0, 255))])
  await appendClipUpdates(db, first, [bytes(3)])
  await append([])
  const stored = await db.select().from(clipUpdates).orderBy(clipUpdates.id)
  expect(stored.map(({ userId }) => userId)).toEqual([owner, owner, owner, null])
  expect(plain(await readClipUpdates(db, first))).toEqual([[1], [2, 0, 255], [3]])
  expect(plain(await readClipUpdates(db, second))).toEqual([[9]])
})

test('a large update comes back byte for byte', async () => {
  const database = await freshDatabase()
  const { db } = database
  const { first } = await makeClips(db)
  const large = new Uint8Array(randomBytes(3_000_000))
  await appendClipUpdates(db, first, [bytes(1)])
  await appendTo(database, 'here')([{ clipId: first, update: large, userId: null }])
  const [, back] = await readClipUpdates(db, first)
  expect(Buffer.compare(Buffer.from(back as Uint8Array), Buffer.from(large))).toBe(0)
})

test('the first person to use a client number keeps it', async () => {
  const { db } = await freshDatabase()
  const { first, second, owner, editor } = await makeClips(db, 2)
  const most = 2 ** 32 - 1
  const claim = (replica: number, userId: UserId) => ({ clipId: first, replica, userId })
  expect(await claimReplicas(db, [claim(7, owner), claim(most, owner)])).toEqual([])
  expect(await claimReplicas(db, [claim(7, editor), claim(8, editor)])).toEqual([claim(7, editor)])
  expect(await claimReplicas(db, [claim(7, owner)])).toEqual([])
  expect(await readClipReplicas(db, first)).toEqual(
    new Map([
      [7, owner],
      [most, owner],
      [8, editor],
    ]),
  )
  expect(await readClipReplicas(db, second)).toEqual(new Map())
})

test('a group with a clip that is gone is refused as a whole', async () => {
  const database = await freshDatabase()
  const { db } = database
  const { first } = await makeClips(db)
  const nowhere = '00000000-0000-4000-8000-000000000000' as ClipId
  const row = (clipId: ClipId) => ({ clipId, update: bytes(1), userId: null })
  await expect(appendTo(database, 'here')([row(first), row(nowhere)])).rejects.toThrow()
  expect(await readClipUpdates(db, first)).toEqual([])
})

test('compaction leaves one row that holds all, where the oldest was', async () => {
  const { db } = await freshDatabase()
  const { first, second } = await makeClips(db, 2)
  await appendClipUpdates(db, first, [bytes(1), bytes(2), bytes(3)])
  await appendClipUpdates(db, second, [bytes(9)])
  expect(await compactClipUpdates(db, first, concat)).toEqual({ rows: 3, before: 3, after: 3 })
  await appendClipUpdates(db, first, [bytes(4)])
  expect(plain(await readClipUpdates(db, first))).toEqual([[1, 2, 3], [4]])
  expect(await compactClipUpdates(db, second, concat)).toBeNull()
  expect(plain(await readClipUpdates(db, second))).toEqual([[9]])
})

test('what is appended while the log is compacted is kept', async () => {
  const { db } = await freshDatabase()
  const { first } = await makeClips(db)
  await appendClipUpdates(db, first, [bytes(1), bytes(2)])
  let appended: Promise<void> | null = null
  const compacted = compactClipUpdates(db, first, (updates) => {
    appended = appendClipUpdates(db, first, [bytes(3)])
    return concat(updates)
  })
  await compacted
  await appended
  expect(plain(await readClipUpdates(db, first))).toEqual([[1, 2], [3]])
})

test('a merge that fails changes nothing', async () => {
  const { db } = await freshDatabase()
  const { first } = await makeClips(db)
  await appendClipUpdates(db, first, [bytes(1), bytes(2)])
  const fails = () => {
    throw new Error('no')
  }
  await expect(compactClipUpdates(db, first, fails)).rejects.toThrow()
  expect(plain(await readClipUpdates(db, first))).toEqual([[1], [2]])
})
