import { randomBytes } from 'node:crypto'
import { statfs, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** How much room the folder has, having written to it; or why it cannot be used. */
export async function tryDataFolder(
  folder: string,
): Promise<{ folder: string; freeBytes: number } | { missing: string }> {
  const file = join(folder, `.writable-${randomBytes(4).toString('hex')}`)
  try {
    await writeFile(file, 'x')
    await unlink(file)
    const { bavail, bsize } = await statfs(folder)
    return { folder, freeBytes: bavail * bsize }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    const why =
      code === 'ENOENT'
        ? 'is not there'
        : code === 'ENOSPC'
          ? 'has no space left'
          : 'cannot be written'
    return { missing: `${folder} ${why}.` }
  }
}
