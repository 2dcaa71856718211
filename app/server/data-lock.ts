import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

const Holder = z.object({
  pid: z.number(),
  since: z.iso.datetime(),
  /** Where it serves; missing while it is still starting. */
  url: z.string().optional(),
})
export type Holder = z.infer<typeof Holder>

export type DataLock = {
  /** Tells whoever comes second where this one serves. */
  announce(url: string): Promise<void>
  release(): void
}

/** Another process has the folder. The message says which. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse'
  constructor(
    folder: string,
    readonly holder: Holder | null,
  ) {
    const who = holder
      ? `process ${holder.pid}, since ${localTime(holder.since)}${holder.url ? `, at ${holder.url}` : ', still starting'}`
      : 'another process'
    super(
      `${folder} is in use by ${who}. Stop that one first, or set CLIPROOM_DATA to another folder.`,
    )
  }
}

/**
 * Holds a folder for this process alone: two at once would silently lose each other's work.
 *
 * The lock is the operating system's own, on a file that SQLite (which Node brings) keeps open: it
 * ends with the process however that ends, so none is ever stale, and containers that share the
 * folder on one machine see it although they do not see each other's pids. A pid file would need
 * guessing, and a socket in the folder has a path of 104 characters at most. The file beside it only
 * says who holds the lock; nothing is decided by it.
 */
export async function lockDataFolder(folder: string): Promise<DataLock> {
  await mkdir(folder, { recursive: true })
  const sidecar = join(folder, 'server.json')
  const database = new DatabaseSync(join(folder, 'server.lock'), { timeout: 0 })
  try {
    database.exec('pragma journal_mode = memory')
    database.exec('begin exclusive')
  } catch (error) {
    database.close()
    if (isBusy(error)) throw new DataFolderInUse(folder, await readHolder(sidecar))
    throw error
  }

  const since = new Date().toISOString()
  const say = async (holder: Holder) => {
    // Whoever reads it meanwhile reads the old one or the new one, never half of it.
    await writeFile(`${sidecar}.new`, `${JSON.stringify(holder)}\n`)
    await rename(`${sidecar}.new`, sidecar)
  }
  await say({ pid: process.pid, since })
  return {
    announce: (url) => say({ pid: process.pid, since, url }),
    release: () => database.close(),
  }
}

const SQLITE_BUSY = 5

const isBusy = (error: unknown) =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY

async function readHolder(sidecar: string): Promise<Holder | null> {
  try {
    return Holder.parse(JSON.parse(await readFile(sidecar, 'utf8')))
  } catch {
    // It says nothing that is needed.
    return null
  }
}

const localTime = (iso: string) => new Date(iso).toLocaleString('sv-SE')
