import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'

export type FileLock = { release(): void }

const SQLITE_BUSY = 5

/** A file that nobody refers to is closed when memory is tidied up, and its lock with it. */
const held = new Set<DatabaseSync>()

/**
 * Holds `path` for this process alone; null where another holds it, for longer than `waitMs`.
 *
 * The lock is the operating system's own, on a file that SQLite (which Node brings) keeps open: it
 * ends with the process however that ends, so none is ever stale, and containers that share the file
 * on one machine see it although they do not see each other's pids. A pid file would need guessing,
 * and a socket has a path of 104 characters at most.
 */
export async function fileLock(path: string, { waitMs = 0 } = {}): Promise<FileLock | null> {
  const until = Date.now() + waitMs
  for (;;) {
    const lock = tryLock(path)
    if (lock || Date.now() >= until) return lock
    await wait(200)
  }
}

function tryLock(path: string): FileLock | null {
  const file = new DatabaseSync(path, { timeout: 0 })
  try {
    file.exec('pragma journal_mode = memory')
    file.exec('begin exclusive')
    held.add(file)
    return {
      release() {
        held.delete(file)
        file.close()
      },
    }
  } catch (error) {
    file.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return null
    throw error
  }
}
