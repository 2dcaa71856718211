import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { fileLock } from './file-lock.ts'

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

/** Holds a folder for this process alone: two at once would silently lose each other's work. */
export async function lockDataFolder(folder: string): Promise<DataLock> {
  await mkdir(folder, { recursive: true })
  // Says who holds the lock; nothing is decided by it.
  const sidecar = join(folder, 'server.json')
  const lock = await fileLock(join(folder, 'server.lock'))
  if (!lock) throw new DataFolderInUse(folder, await readHolder(sidecar))

  const since = new Date().toISOString()
  const say = async (holder: Holder) => {
    // Whoever reads it meanwhile reads the old one or the new one, never half of it.
    await writeFile(`${sidecar}.new`, `${JSON.stringify(holder)}\n`)
    await rename(`${sidecar}.new`, sidecar)
  }
  await say({ pid: process.pid, since })
  return {
    announce: (url) => say({ pid: process.pid, since, url }),
    release: lock.release,
  }
}

async function readHolder(sidecar: string): Promise<Holder | null> {
  try {
    return Holder.parse(JSON.parse(await readFile(sidecar, 'utf8')))
  } catch {
    // It says nothing that is needed.
    return null
  }
}

const localTime = (iso: string) => new Date(iso).toLocaleString('sv-SE')
