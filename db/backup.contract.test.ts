import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { backUp, restore } from './backup.ts'
import type { Database, Db } from './client.ts'
import { makeStudio } from './clips.fixtures.ts'
import { tableNames } from './dump.ts'
import { appliedMigrationCount, migrateDown, migrationCount } from './migrate.ts'
import { clipUpdates } from './schema/live-documents.ts'
import { videos } from './schema/videos.ts'
import { auditLog } from './schema/workspaces.ts'
import { folderStorage } from './storage.ts'
import { freshDatabase, makeDatabase } from './test-database.ts'

async function folder() {
  const root = await mkdtemp(join(tmpdir(), 'cliproom-backup-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  return root
}

/** Every row of every table, in an order of its own. */
async function everything(db: Db) {
  const all: Record<string, string[]> = {}
  for (const table of await tableNames(db)) {
    const found = await db.execute(
      sql.raw(`select to_jsonb(t)::text as row from "${table}" t order by 1`),
    )
    all[table] = (found as unknown as { rows: { row: string }[] }).rows.map(({ row }) => row)
  }
  return all
}

async function place(database: Database) {
  const root = await folder()
  const storage = folderStorage(join(root, 'files'))
  const kept: string[] = []
  return {
    database,
    storage,
    root,
    secretKey: 'a key\n',
    kept,
    keepSecret: async (s: string) => void kept.push(s),
  }
}

/** A place with people, a video of two files, bytes, computed columns and awkward letters. */
async function studio() {
  const from = await place(await freshDatabase())
  const { db } = from.database
  const made = await makeStudio(db)
  await db.update(videos).set({ title: 'Ünïcode „quotes“ \\ and\nlines\t😀' })
  await db
    .insert(auditLog)
    .values({ workspaceId: made.workspaceId, userId: made.owner, action: 'x' })
  for (const [key, content] of [
    ['videos/a/source', Buffer.alloc(300_000, 7)],
    ['videos/a/empty', Buffer.of()],
    ['videos/a/.proxy.mp4.part', Buffer.of(1)],
    ['renders/r/work/part.mp4', Buffer.of(1)],
    ['cache/exports/x', Buffer.of(1)],
  ] as const) {
    await writeFile(await from.storage.place(key), content)
  }
  const file = join(await folder(), 'backup.tar')
  return { ...from, ...made, file }
}

test('what was backed up comes back, row for row and byte for byte, and numbers go on', async () => {
  const from = await studio()
  const counted = await backUp(from, from.file)
  expect(counted).toMatchObject({ files: 2, bytes: 300_000 })
  // Secrets are in it: it is for its owner alone.
  expect((await stat(from.file)).mode & 0o777).toBe(0o600)

  const other = await makeDatabase()
  onTestFinished(other.dispose)
  const to = await place(other.database)
  expect(await restore(to, from.file)).toEqual(counted)
  expect(await everything(to.database.db)).toEqual(await everything(from.database.db))
  expect(await readFile(await to.storage.place('videos/a/source'))).toEqual(
    Buffer.alloc(300_000, 7),
  )
  expect(await to.storage.size('videos/a/empty')).toBe(0)
  expect(await to.storage.size('cache/exports/x')).toBeNull()
  expect(to.kept).toEqual(['a key\n'])
  const insert = { workspaceId: from.workspaceId, userId: from.owner, action: 'y' }
  const [next] = await to.database.db.insert(auditLog).values(insert).returning()
  const [highest] = await from.database.db.insert(auditLog).values(insert).returning()
  expect(next?.id).toBe(highest?.id)
  // The ties are back: what belongs to nobody is refused.
  const nobody = { clipId: crypto.randomUUID() as never, update: new Uint8Array(1) }
  await expect(to.database.db.insert(clipUpdates).values(nobody as never)).rejects.toThrow()
})

test('a place that has something keeps it, and is not written to', async () => {
  const from = await studio()
  await backUp(from, from.file)
  const before = await everything(from.database.db)
  await expect(restore(from, from.file)).rejects.toThrow('something in this database already')
  expect(await everything(from.database.db)).toEqual(before)
})

test.each<[string, (file: string) => Promise<unknown>, RegExp]>([
  [
    'cut off',
    async (file) => truncate(file, Math.floor((await stat(file)).size * 0.7)),
    /damaged|cut off/,
  ],
  [
    'changed in the middle',
    async (file) => {
      const bytes = await readFile(file)
      bytes[bytes.indexOf(Buffer.alloc(1000, 7)) + 500] = 8
      await writeFile(file, bytes)
    },
    /videos\/a\/source is not as it was written/,
  ],
  [
    'something else',
    (file) => writeFile(file, 'a picture of a cat'),
    /not a backup of Cliproom|cut off/,
  ],
  ['not there', (file) => rm(file), /There is no file/],
])('a backup that is %s is refused before anything is loaded', async (_, harm, says) => {
  const from = await studio()
  await backUp(from, from.file)
  await harm(from.file)
  const other = await makeDatabase()
  onTestFinished(other.dispose)
  const to = await place(other.database)
  await expect(restore(to, from.file)).rejects.toThrow(says)
  expect((await everything(to.database.db)).users).toEqual([])
  expect(await to.storage.size('videos/a/source')).toBeNull()
})

test('a backup of an earlier version is brought up to this one', async () => {
  const from = await studio()
  await migrateDown(from.database)
  const counted = await backUp(from, from.file)
  const other = await makeDatabase()
  onTestFinished(other.dispose)
  const to = await place(other.database)
  expect(await restore(to, from.file)).toEqual(counted)
  expect(await appliedMigrationCount(to.database)).toBe(migrationCount())
})

test('a backup is never half a file under its name', async () => {
  const from = await studio()
  await appendFile(`${from.file}.part`, '')
  await expect(backUp(from, from.file)).rejects.toThrow('EEXIST')
  await rm(`${from.file}.part`)
  const broken = {
    ...from,
    storage: { ...from.storage, size: async () => Promise.reject(new Error('disk')) },
  }
  await expect(backUp(broken, from.file)).rejects.toThrow('disk')
  await expect(stat(from.file)).rejects.toThrow('ENOENT')
  await expect(stat(`${from.file}.part`)).rejects.toThrow('ENOENT')
})
