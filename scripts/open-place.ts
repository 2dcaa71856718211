import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { mergeUpdates } from '#collab/room.ts'
import { BackupError } from '#db/backup.ts'
import { openPglite, openPostgres } from '#db/client.ts'
import { openClipJournal } from '#db/clip-journal.ts'
import { migrate } from '#db/migrate.ts'
import { ConfigError, readConfig } from '../app/server/config.ts'
import { DataFolderInUse, lockDataFolder } from '../app/server/data-lock.ts'
import { loadEnvironment } from '../app/server/environment-file.ts'
import { openStorage } from '../app/server/open-storage.ts'

/** The database and files of this place, as the environment names them, for a command beside the server. */
export async function openPlace() {
  loadEnvironment()
  const config = readConfig(process.env)
  const dataFolder = resolve(config.dataFolder)
  // A Postgres server may be read while others use it; the embedded database may not.
  const lock = config.databaseUrl ? null : await lockDataFolder(dataFolder)
  const database = config.databaseUrl
    ? await openPostgres(config.databaseUrl, (error) => console.error(error.message))
    : await openPglite(join(dataFolder, 'database'))
  await migrate(database)
  if (lock) {
    // Edits of the last second before a server was killed: they move into the database now.
    const journal = await openClipJournal(database, join(dataFolder, 'clip-journal'), {
      merge: mergeUpdates,
      onError: (error) => console.error(error),
      onLetGo: () => {},
    })
    await journal.settled()
    await journal.close()
  }
  const storage = await openStorage(config, dataFolder)
  const secretFile = join(dataFolder, 'secret.key')
  return {
    database,
    storage,
    dataFolder,
    /** The key made on first start; null where the environment gives one, which is then what counts. */
    readSecret: async () =>
      config.secretKey ? null : readFile(secretFile, 'utf8').catch(() => null),
    hasSecret: () => Boolean(config.secretKey) || existsSync(secretFile),
    writeSecret: (secret: string) => writeFile(secretFile, secret, { mode: 0o600 }),
    async close() {
      storage.close?.()
      await database.close()
      lock?.release()
    },
  }
}

/** What whoever runs the command can put right is said in a line; the rest is a bug and shows itself. */
export function sayAndExit(error: unknown): never {
  const known = [BackupError, ConfigError, DataFolderInUse].some((kind) => error instanceof kind)
  if (!known) throw error
  console.error((error as Error).message)
  process.exit(1)
}
