import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { sql } from 'drizzle-orm'
import { extract, type Pack, pack } from 'tar-stream'
import { z } from 'zod'
import type { Database, Db } from './client.ts'
import { dumpTable, loadRows, tableNames, withoutTies } from './dump.ts'
import { appliedMigrationCount, migrate, migrateDown, migrationCount } from './migrate.ts'
import type { Storage } from './storage.ts'

/** A backup that cannot be made or loaded, in words for whoever runs it. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

const Manifest = z.object({
  format: z.literal(1),
  made: z.iso.datetime(),
  /** How many migrations its database had had. */
  migrations: z.number().int(),
})

const MANIFEST = 'manifest.json'
/** Last of all: an archive without it was cut off. */
const CHECKSUMS = 'checksums.json'
const SECRET = 'secret.key'

/** What is made again by itself, or belongs to work that was under way. */
const isPassing = (key: string) =>
  key.startsWith('cache/') ||
  key.split('/').some((part) => part.startsWith('.') || part === 'work') ||
  key.endsWith('.part')

export type BackupCount = { tables: number; rows: number; files: number; bytes: number }

/**
 * Writes everything into one tar archive: all rows as they were at one moment, the files, and the key
 * that the rows' secrets are sealed with. The archive is as secret as the server itself.
 */
export async function backUp(
  world: { database: Database; storage: Storage; secretKey: string | null },
  to: string,
): Promise<BackupCount> {
  const { database, storage, secretKey } = world
  const archive = pack()
  const checksums: Record<string, string> = {}
  const counted: BackupCount = { tables: 0, rows: 0, files: 0, bytes: 0 }
  const add = (name: string, content: string) =>
    new Promise<void>((resolve, reject) => {
      checksums[name] = createHash('sha256').update(content).digest('hex')
      archive.entry({ name, mode: 0o600 }, content, (error) => (error ? reject(error) : resolve()))
    })
  const write = async () => {
    await add(
      MANIFEST,
      JSON.stringify({
        format: 1,
        made: new Date().toISOString(),
        migrations: await appliedMigrationCount(database),
      } satisfies z.infer<typeof Manifest>),
    )
    if (secretKey) await add(SECRET, secretKey)
    await database.db.transaction(
      async (tx) => {
        for (const table of await tableNames(tx)) {
          let part = 0
          for await (const lines of dumpTable(tx, table)) {
            counted.rows += lines.split('\n').length - 1
            await add(`tables/${table}/${String(++part).padStart(6, '0')}.ndjson`, lines)
          }
          if (part > 0) counted.tables++
        }
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    )
    // After the rows: what a row names was there before it.
    for await (const key of storage.list('')) {
      if (isPassing(key)) continue
      const size = await storage.size(key)
      if (size === null) continue
      checksums[`files/${key}`] = await addFile(archive, storage, key, size)
      counted.files++
      counted.bytes += size
    }
    await add(CHECKSUMS, JSON.stringify(checksums))
    archive.finalize()
  }
  const part = `${to}.part`
  try {
    const writing = write().catch((error: Error) => archive.destroy(error))
    await pipeline(archive, createWriteStream(part, { mode: 0o600, flags: 'wx' }))
    await writing
    await rename(part, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await rm(part, { force: true })
    throw error
  }
  return counted
}

async function addFile(archive: Pack, storage: Storage, key: string, size: number) {
  const hash = createHash('sha256')
  const entry = archive.entry({ name: `files/${key}`, size, mode: 0o600 })
  if (size === 0) entry.end(Buffer.of())
  else
    await pipeline(
      // As long as it was when it was measured, also where somebody is writing to it.
      storage.read(key, { start: 0, end: size - 1 }),
      async function* (chunks) {
        for await (const chunk of chunks) {
          hash.update(chunk)
          yield chunk
        }
      },
      entry,
    )
  return hash.digest('hex')
}

/**
 * Loads a backup into an empty place, or nothing of it: the archive is read to its end and checked
 * first, and the rows come in one transaction. An older backup is brought up to this version.
 */
export async function restore(
  world: { database: Database; storage: Storage; keepSecret(secret: string): Promise<void> },
  from: string,
): Promise<BackupCount> {
  const { database, storage, keepSecret } = world
  const { migrations } = await check(from)
  if (migrations > migrationCount()) {
    throw new BackupError('This backup was made by a newer Cliproom. Update this one first.')
  }
  await migrate(database)
  if (!(await isEmpty(database.db))) {
    throw new BackupError(
      'There is something in this database already. Restore into an empty one: another CLIPROOM_DATA, or a new database.',
    )
  }
  while ((await appliedMigrationCount(database)) > migrations) await migrateDown(database)
  const counted: BackupCount = { tables: 0, rows: 0, files: 0, bytes: 0 }
  let secret: string | null = null
  const tables = new Set<string>()
  await database.db.transaction((tx) =>
    withoutTies(tx, async () => {
      await eachEntry(from, async (name, content) => {
        const [kind, ...rest] = name.split('/')
        if (kind === 'tables') {
          const lines = await whole(content)
          const [table = ''] = rest
          tables.add(table)
          counted.rows += lines.split('\n').length - 1
          await loadRows(tx, table, lines)
        } else if (kind === 'files') {
          const key = rest.join('/')
          await pipeline(content, createWriteStream(await storage.place(key)))
          await storage.keep(key)
          counted.files++
          counted.bytes += (await storage.size(key)) ?? 0
        } else if (name === SECRET) secret = await whole(content)
      })
    }),
  )
  if (secret) await keepSecret(secret)
  await migrate(database)
  return { ...counted, tables: tables.size }
}

/** Reads the archive to its end: every entry must be as it was written, and none may lack. */
async function check(from: string): Promise<z.infer<typeof Manifest>> {
  const found: Record<string, string> = {}
  let manifest: z.infer<typeof Manifest> | null = null
  let told: Record<string, string> | null = null
  try {
    await eachEntry(from, async (name, content) => {
      const hash = createHash('sha256')
      let text = ''
      for await (const chunk of content) {
        hash.update(chunk)
        if (name === MANIFEST || name === CHECKSUMS) text += chunk.toString()
      }
      if (name === CHECKSUMS) told = z.record(z.string(), z.string()).parse(JSON.parse(text))
      else found[name] = hash.digest('hex')
      if (name === MANIFEST) manifest = Manifest.parse(JSON.parse(text))
    })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new BackupError(`There is no file ${from}.`)
    throw new BackupError('This is not a backup of Cliproom, or it is damaged.', { cause: error })
  }
  if (!manifest || !told) {
    throw new BackupError('This backup is cut off: its end is missing. Use another one.')
  }
  const wrong = Object.keys({ ...found, ...(told as object) }).filter(
    (name) => found[name] !== (told as unknown as Record<string, string>)[name],
  )
  if (wrong.length > 0) {
    throw new BackupError(
      `This backup is damaged: ${wrong.slice(0, 5).join(', ')} is not as it was written. Use another one.`,
    )
  }
  return manifest
}

type Content = NodeJS.ReadableStream & AsyncIterable<Buffer>

async function eachEntry(
  from: string,
  take: (name: string, content: Content) => Promise<void>,
): Promise<void> {
  const archive = extract()
  const reading = pipeline(createReadStream(from), archive)
  reading.catch(() => {})
  for await (const entry of archive) {
    await take(entry.header.name, entry as unknown as Content)
    entry.resume()
  }
  await reading
}

async function whole(content: Content): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of content) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

async function isEmpty(db: Db): Promise<boolean> {
  const found = await db.execute(sql`select 1 from users limit 1`)
  return (found as unknown as { rows: unknown[] }).rows.length === 0
}
