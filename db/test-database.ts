import { createHash, randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import { type Database, embedded, openPglite, openPostgres } from './client.ts'
import { migrate } from './migrate.ts'
import { openThroughSocket } from './neon-proxy.fixtures.ts'

/**
 * A migrated, empty database of this test's own. PGlite, copied from a template folder and emptied
 * between the tests of a file; a Postgres server's where the project is run with CLIPROOM_TEST_ENGINE=postgres
 * (or neon: by Neon's driver), which then needs DATABASE_URL to name a server where databases may be created.
 */
export async function freshDatabase(): Promise<Database> {
  const { database, dispose } = await makeDatabase()
  onTestFinished(dispose)
  return database
}

/** As freshDatabase, for tests that end it themselves (a server process, a kill). */
export async function makeDatabase() {
  const engine = process.env.CLIPROOM_TEST_ENGINE
  return engine === 'postgres' || engine === 'neon' ? makePostgres(engine) : makePglite()
}

/** Databases of this test file that nobody uses now, emptied. Starting an engine costs most of a second. */
const idle: Database[] = []

/** How many columns each of them was born with. */
const born = new WeakMap<Database, number>()

async function makePglite() {
  const database = idle.pop() ?? (await startPglite())
  return {
    database,
    dispose: async () => {
      if (await emptied(database)) idle.push(database)
      else await database.close().catch(() => {})
    },
  }
}

/** A folder with a migrated, empty database, gone when this process ends. */
export async function databaseFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-db-'))
  await cp(await pgliteTemplate(), folder, { recursive: true })
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function startPglite(): Promise<Database> {
  const folder = await databaseFolder()
  // In the test's own thread: of thousands of statements each would be a quarter of a ms more.
  const database = embedded(await PGlite.create({ dataDir: folder }))
  born.set(database, await countColumns(database))
  return database
}

async function countColumns({ db }: Database): Promise<number> {
  const columns = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from information_schema.columns where table_schema = 'public'`)
  return (columns as unknown as { rows: { count: number }[] }).rows[0]?.count ?? 0
}

/**
 * Leaves the tables as they were born: no rows, numbers from 1, in ours and in the queue's. False
 * where a test closed the engine or took tables away: nobody else may get that one.
 */
async function emptied(database: Database): Promise<boolean> {
  const { db, engine } = database
  if (engine.kind !== 'pglite' || engine.pglite.closed) return false
  const found = await db.execute<{ schema: string; name: string }>(sql`
    select schemaname as schema, tablename as name from pg_tables
    where schemaname = 'public' or (schemaname = 'pgboss' and tablename not in ('version', 'queue'))`)
  const tables = (found as unknown as { rows: { schema: string; name: string }[] }).rows
  // A test of the ways back may have left a table or a column out.
  if ((await countColumns(database)) !== born.get(database)) return false
  // Deleted, not truncated, which makes a new file for every table and index: ten times the time.
  const deletes = tables.map(({ schema, name }) => `delete from only "${schema}"."${name}";`)
  await engine.pglite.exec(`
    begin;
    set local session_replication_role = replica;
    ${deletes.join('\n')}
    do $$ declare one record; begin
      for one in select schemaname, sequencename from pg_sequences
        where last_value is not null and schemaname in ('public', 'pgboss') loop
        execute format('alter sequence %I.%I restart', one.schemaname, one.sequencename);
      end loop;
    end $$;
    commit;`)
  return true
}

/** Made once for each state of the migrations, shared by all test processes. */
async function pgliteTemplate(): Promise<string> {
  const migrations = readMigrationFiles({
    migrationsFolder: join(import.meta.dirname, 'migrations'),
  })
  const hashes = migrations.map(({ hash }) => hash).join()
  const version = createHash('sha256').update(hashes).digest('hex').slice(0, 16)
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

async function makePostgres(engine: 'postgres' | 'neon') {
  const server = process.env.DATABASE_URL
  if (!server) throw new Error(`CLIPROOM_TEST_ENGINE=${engine} needs DATABASE_URL`)
  const name = `cliproom_test_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const database =
    engine === 'neon' ? await openThroughSocket(url.href) : await openPostgres(url.href, () => {})
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
