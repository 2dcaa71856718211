import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** What tus's FileStore writes beside each upload's bytes. */
const Note = z.object({ size: z.number().int().nonnegative() })

/** Where uploads gather their bytes: `<id>`, with tus's own note in `<id>.json`. */
export type UploadFolder = {
  path: string
  bytesOf(id: string): string
  /** How many bytes are here, of how many; null where there is no such upload. */
  stateOf(id: string): Promise<{ offset: number; size: number; modified: Date } | null>
  /** Says how many bytes will come, at most, of an upload that is not tus's. */
  note(id: string, size: number): Promise<void>
  ids(): Promise<string[]>
  /** Removes bytes and note. Nothing there is fine. */
  forget(id: string): Promise<void>
}

/** Whoever opens it is the only process to write there: what came in one piece was cut off with the last. */
export async function openUploadFolder(path: string): Promise<UploadFolder> {
  await mkdir(path, { recursive: true })
  const bytesOf = (id: string) => join(path, id)
  const noteOf = (id: string) => join(path, `${id}.json`)
  for (const name of await readdir(path)) {
    if (!name.endsWith('.json')) continue
    const text = await readFile(join(path, name), 'utf8')
    if (!text.includes('"whole":true')) continue
    await rm(join(path, name.replace(/\.json$/, '')), { force: true })
    await rm(join(path, name), { force: true })
  }
  return {
    path,
    bytesOf,
    async stateOf(id) {
      try {
        const [bytes, note] = await Promise.all([stat(bytesOf(id)), readFile(noteOf(id), 'utf8')])
        const { size } = Note.parse(JSON.parse(note))
        return { offset: bytes.size, size, modified: bytes.mtime }
      } catch {
        // Half of an upload, or a note cut off in the middle: nobody can go on with it.
        return null
      }
    },
    note: (id, size) => writeFile(noteOf(id), JSON.stringify({ size, whole: true })),
    async ids() {
      const names = await readdir(path)
      return [...new Set(names.map((name) => name.replace(/\.json$/, '')))]
    },
    async forget(id) {
      await rm(bytesOf(id), { force: true })
      await rm(noteOf(id), { force: true })
    },
  }
}
