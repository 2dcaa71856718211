import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import { type Database, openPglite, openPostgres } from './client.ts'
import { migrate } from './migrate.ts'

/**
 * A migrated database of this test's own, closed and removed when the test ends. PGlite, copied from
 * a template folder; a Postgres server's where the project is run with CLIPROOM_TEST_ENGINE=postgres,
 * which then needs DATABASE_URL to name a server where databases may be created.
 */
export async function freshDatabase(): Promise<Database> {
  const { database, dispose } = await makeDatabase()
  onTestFinished(dispose)
  return database
}

/** As freshDatabase, for tests that end it themselves (a server process, a kill). */
export async function makeDatabase() {
  return process.env.CLIPROOM_TEST_ENGINE === 'postgres' ? makePostgres() : makePglite()
}

async function makePglite() {
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-db-'))
  await cp(await pgliteTemplate(), folder, { recursive: true })
  const database = await openPglite(folder)
  return {
    database,
    dispose: async () => {
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Made once for each state of the migrations, shared by all test processes. */
async function pgliteTemplate(): Promise<string> {
  const migrations = readMigrationFiles({
    migrationsFolder: join(import.meta.dirname, 'migrations'),
  })
  const version = migrations.map(({ hash }) => hash.slice(0, 6)).join('-')
  const folder = join(tmpdir(), 'cliproom-db-templates', version)
  if (existsSync(folder)) return folder
  const making = `${folder}.${randomBytes(4).toString('hex')}`
  await mkdir(making, { recursive: true })
  const database = await openPglite(making)
  await migrate(database)
  await database.close()
  // Another test process may have finished first; its template is as good as ours.
  await rename(making, folder).catch(() => rm(making, { recursive: true, force: true }))
  return folder
}

async function makePostgres() {
  const server = process.env.DATABASE_URL
  if (!server) throw new Error('CLIPROOM_TEST_ENGINE=postgres needs DATABASE_URL')
  const name = `cliproom_test_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const database = await openPostgres(url.href, () => {})
  await migrate(database)
  return {
    database,
    dispose: async () => {
      await database.close()
      await admin.query(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}
