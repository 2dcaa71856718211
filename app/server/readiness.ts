import { sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { appliedMigrationCount, migrationCount } from '#db/migrate.ts'
import { tryDataFolder } from './data-folder.ts'

export type Readiness = { ready: boolean; parts: Record<string, 'ready' | string> }

/** Longer than this and a part counts as not answering: whoever asks has a time limit too. */
const PATIENCE_MS = 3_000

/** Looks at every part the server needs; each says `ready`, or why not. */
export async function readiness(look: {
  database: Database
  dataFolder: string
  /** Left out where this process does not work. */
  workerRunning?: () => boolean
}): Promise<Readiness> {
  const checks: Record<string, () => Promise<string>> = {
    database: async () => {
      await look.database.db.execute(sql`select 1`)
      return 'ready'
    },
    migrations: async () => {
      const missing = migrationCount() - (await appliedMigrationCount(look.database))
      return missing === 0 ? 'ready' : `${missing} not applied`
    },
    storage: async () => {
      const room = await tryDataFolder(look.dataFolder)
      return 'missing' in room ? room.missing : 'ready'
    },
  }
  const { workerRunning } = look
  if (workerRunning) checks.worker = async () => (workerRunning() ? 'ready' : 'not running')
  const parts = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await inTime(check)] as const),
  )
  return {
    ready: parts.every(([, state]) => state === 'ready'),
    parts: Object.fromEntries(parts),
  }
}

async function inTime(check: () => Promise<string>): Promise<string> {
  const tooLate = new Promise<string>((resolve) => {
    setTimeout(resolve, PATIENCE_MS, 'does not answer').unref()
  })
  // What went wrong in full is in the log; an outsider learns only which part.
  return Promise.race([check().catch(() => 'does not answer'), tooLate])
}
