import { randomUUID } from 'node:crypto'
import { copyFile, link, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'

/** Parts of earlier exports. Losing it costs time, never data; many processes may use one at once. */
export type ExportCache = {
  /** Puts the part of this name at `to`, where it stays whatever becomes of the cache. False: unknown. */
  take(name: string, to: string): Promise<boolean>
  /** Keeps a finished file under this name. A cache that cannot take it is no reason to fail. */
  keep(name: string, file: string): Promise<void>
  /** Removes what was not used for longest until the rest fits. */
  trim(): Promise<void>
}

type Limits = { maxBytes: number; maxAgeMs: number }

/** What a cache holds where nobody says otherwise. */
export const CACHE_LIMITS: Limits = { maxBytes: 4 * 1024 ** 3, maxAgeMs: 7 * 24 * 3_600_000 }
/** A file being written for longer than this belongs to nobody any more. */
const ABANDONED_MS = 3_600_000
/** Trimmed somewhat below its limit, so that not every export has to trim. */
const TRIM_TO = 0.9
const PART = '.part'

export async function openExportCache(
  folder: string,
  { maxBytes, maxAgeMs }: Limits = CACHE_LIMITS,
): Promise<ExportCache> {
  await mkdir(folder, { recursive: true })
  const place = (name: string) => join(folder, name)
  return {
    async take(name, to) {
      try {
        await linkOrCopy(place(name), to)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
        throw error
      }
      const now = new Date()
      // Removed since: ours is a file of its own by now.
      await utimes(place(name), now, now).catch(() => {})
      return true
    },
    async keep(name, file) {
      // Written aside and renamed, so that nobody ever takes half a file.
      const part = place(`${name}.${randomUUID()}${PART}`)
      try {
        await linkOrCopy(file, part)
        await rename(part, place(name))
      } catch {
        await rm(part, { force: true })
      } finally {
        // Renaming one link of a file to another of the same file leaves both.
        await rm(part, { force: true })
      }
    },
    async trim() {
      const now = Date.now()
      const found = await Promise.all(
        (await readdir(folder)).map(async (name) => {
          const known = await stat(place(name)).catch(() => null)
          return known?.isFile() ? { name, size: known.size, used: known.mtimeMs } : null
        }),
      )
      const files = found.filter((file) => file !== null).sort((a, b) => a.used - b.used)
      let bytes = files.reduce((sum, file) => sum + file.size, 0)
      const full = bytes > maxBytes
      for (const { name, size, used } of files) {
        const stale = now - used > (name.endsWith(PART) ? ABANDONED_MS : maxAgeMs)
        if (!stale && !(full && bytes > maxBytes * TRIM_TO)) continue
        await rm(place(name), { force: true })
        bytes -= size
      }
    },
  }
}

/** For exports that are to leave nothing: everything is made anew. */
export const noExportCache: ExportCache = {
  take: async () => false,
  keep: async () => {},
  trim: async () => {},
}

/** A second name for the same bytes where the disk can do it. Both sides only ever read them. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  await link(from, to).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'EEXIST') throw error
    await copyFile(from, to)
  })
}
