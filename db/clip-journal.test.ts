import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asc, eq, sql } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import type { ClipId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import type { Database } from './client.ts'
import { openClipJournal } from './clip-journal.ts'
import {
  appendClipUpdates,
  compactClipUpdates,
  moveUpdates,
  readClipUpdates,
} from './clip-updates.ts'
import { makeStudio } from './clips.fixtures.ts'
import { insertClip } from './clips.ts'
import { DamagedJournal } from './journal-file.ts'
import { clips } from './schema/clips.ts'
import { clipUpdates } from './schema/live-documents.ts'
import { freshDatabase } from './test-database.ts'

/** A database with two clips, and a journal beside it that may be opened again and again. */
async function setUp() {
  const database = await freshDatabase()
  const { db } = database
  const { videoId, transcriptionId, owner, editor } = await makeStudio(db)
  const newClip = async () => {
    const id = await insertClip(db, {
      videoId,
      userId: owner,
      transcriptionId,
      suggestion: null,
      title: 'A talk',
      from: ms(0),
      to: ms(1000),
      shape: '9:16',
    })
    if (!id) throw new Error('no clip')
    await appendClipUpdates(db, id, [bytes(0)])
    return id
  }
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-journal-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'clip-journal')
  const troubles: unknown[] = []
  const letGo: number[] = []
  return {
    database,
    db,
    path,
    troubles,
    letGo,
    owner,
    editor,
    first: await newClip(),
    second: await newClip(),
    async open(on: Database = database) {
      const journal = await openClipJournal(on, path, {
        merge: concat,
        onError: (error) => troubles.push(error),
        onLetGo: (count) => letGo.push(count),
      })
      onTestFinished(() => journal.close().catch(() => {}))
      return journal
    },
    rows: async () => {
      const rows = await db.select().from(clipUpdates).orderBy(asc(clipUpdates.id))
      return rows.map(({ clipId, update, userId }) => ({ clipId, update: [...update], userId }))
    },
  }
}

/** Enough of a merge to see what was merged, and in which order. */
const concat = (updates: Uint8Array[]) => new Uint8Array(Buffer.concat(updates))
const bytes = (...values: number[]) => new Uint8Array(values)
const read = async (db: Database['db'], clipId: ClipId) =>
  (await readClipUpdates(db, clipId)).map((update) => [...update])

test('an update is read at once, in a transaction too, and is in the database once it has settled', async () => {
  const { db, first, second, owner, editor, open, rows } = await setUp()
  const journal = await open()
  await journal.append([
    { clipId: first, update: bytes(1), userId: owner },
    { clipId: second, update: bytes(2, 0, 255), userId: editor },
    { clipId: first, update: bytes(3), userId: null },
  ])
  expect(await read(db, first)).toEqual([[0], [1], [3]])
  await db.transaction(async (tx) => {
    expect(await read(tx, second)).toEqual([[0], [2, 0, 255]])
  })
  await journal.settled()
  expect((await rows()).slice(2)).toEqual([
    { clipId: first, update: [1], userId: owner },
    { clipId: second, update: [2, 0, 255], userId: editor },
    { clipId: first, update: [3], userId: null },
  ])
  expect(await read(db, first)).toEqual([[0], [1], [3]])
})

test('what one person did to a clip meanwhile is one row, and nobody else’s is in it', async () => {
  const { first, second, owner, editor, open, rows } = await setUp()
  const journal = await open()
  const row = (clipId: ClipId, value: number, userId = owner) => ({
    clipId,
    update: bytes(value),
    userId,
  })
  await journal.append([row(first, 1), row(first, 2, editor), row(second, 3)])
  await journal.append([row(first, 4), row(first, 5, editor)])
  await journal.settled()
  await journal.append([row(first, 6)])
  await journal.settled()
  expect((await rows()).slice(2)).toEqual([
    { clipId: first, update: [1, 4], userId: owner },
    { clipId: first, update: [2, 5], userId: editor },
    { clipId: second, update: [3], userId: owner },
    { clipId: first, update: [6], userId: owner },
  ])
})

test('it moves by itself, and the file is empty then', async () => {
  const { first, open, rows, path } = await setUp()
  const journal = await open()
  await journal.append([{ clipId: first, update: bytes(1), userId: null }])
  expect((await readFile(path)).byteLength).toBeGreaterThan(0)
  await expect.poll(async () => (await rows()).length).toBe(3)
  await expect.poll(async () => (await readFile(path)).byteLength).toBe(0)
})

test('a write that was cut short is said, and what is before it moves', async () => {
  const { db, first, open, path, letGo } = await setUp()
  const journal = await open()
  await journal.append([{ clipId: first, update: bytes(1), userId: null }])
  const whole = await readFile(path)
  await journal.close()
  await writeFile(path, Buffer.concat([whole, whole.subarray(0, 5)]))
  await open()
  expect(letGo).toEqual([5])
  expect(await read(db, first)).toEqual([[0], [1]])
})

test('what a killed process has left moves when the next one starts, however often that is cut short', async () => {
  const { database, db, first, owner, editor, open, rows, path } = await setUp()
  const journal = await open()
  // Two people in turns, so that the rows stay apart; and more than go into one statement.
  const updates = Array.from({ length: 80 }, (_, i) => new Uint8Array(2100).fill(i))
  await journal.append(
    updates.map((update, i) => ({ clipId: first, update, userId: i % 2 ? owner : editor })),
  )
  const left = await readFile(path)
  await journal.settled()
  const expected = [[0], ...updates.map((update) => [...update])]
  expect(await read(db, first)).toEqual(expected)

  // It was killed after all had moved and before the file was emptied.
  await writeFile(path, left)
  await (await open()).close()
  expect(await read(db, first)).toEqual(expected)

  // And one whose rows have been made one meanwhile.
  await compactClipUpdates(db, first, concat)
  await writeFile(path, left)
  await (await open()).close()
  expect(await read(db, first)).toEqual([expected.flat()])

  // Half of it had moved: the database notes how far with the rows themselves.
  const again = await open()
  const more = Array.from({ length: 4 }, (_, i) => ({
    clipId: first,
    update: bytes(2, i),
    userId: i < 2 ? owner : editor,
  }))
  await again.append(more)
  const whole = await readFile(path)
  await again.settled()
  await db.delete(clipUpdates)
  await appendClipUpdates(db, first, [bytes(0)])
  await moveUpdates(database, more.slice(0, 2), updates.length + 2)
  await writeFile(path, whole)
  await (await open()).close()
  expect((await rows()).map(({ update }) => update)).toEqual([[0], [2, 0], [2, 1], [2, 2, 2, 3]])
})

test('numbers go on after a restart', async () => {
  const { db, first, open } = await setUp()
  for (const value of [1, 2, 3]) {
    const journal = await open()
    await journal.append([{ clipId: first, update: bytes(value), userId: null }])
    await journal.close()
  }
  expect(await read(db, first)).toEqual([[0], [1], [2], [3]])
})

test('edits of a clip that was deleted meanwhile go with it, and the others move', async () => {
  const { db, first, second, open, rows } = await setUp()
  const journal = await open()
  await journal.append([
    { clipId: first, update: bytes(1), userId: null },
    { clipId: second, update: bytes(2), userId: null },
  ])
  await db.delete(clips).where(eq(clips.id, first))
  expect(await read(db, first)).toEqual([])
  await journal.settled()
  expect(await rows()).toEqual([
    { clipId: second, update: [0], userId: null },
    { clipId: second, update: [2], userId: null },
  ])
})

test('while the database takes nothing, edits are kept and read, and move once it does', async () => {
  const { db, first, open, rows, troubles } = await setUp()
  const journal = await open()
  await db.execute(sql`alter table clip_updates add constraint shut check (false) not valid`)
  onTestFinished(async () => {
    await db.execute(sql`alter table clip_updates drop constraint if exists shut`)
  })
  await journal.append([{ clipId: first, update: bytes(1), userId: null }])
  await expect.poll(() => troubles.length).toBe(1)
  expect(await read(db, first)).toEqual([[0], [1]])
  await expect(journal.settled()).rejects.toThrow('shut')
  await db.execute(sql`alter table clip_updates drop constraint shut`)
  await expect.poll(async () => (await rows()).length).toBe(3)
})

test('a damaged journal is said at the start, and nothing is lost by it', async () => {
  const { db, first, open, path } = await setUp()
  const journal = await open()
  const updates = [bytes(1), bytes(2)]
  await journal.append(updates.map((update) => ({ clipId: first, update, userId: null })))
  const left = await readFile(path)
  await journal.settled()
  left[20] = (left[20] as number) ^ 1
  await writeFile(path, left)
  await expect(open()).rejects.toThrow(DamagedJournal)
  expect(await readFile(path)).toEqual(left)
  expect(await read(db, first)).toEqual([[0], [1, 2]])
})
