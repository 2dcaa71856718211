import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import type { Database } from './client.ts'

const migrationsFolder = join(import.meta.dirname, 'migrations')

/** Two processes starting at once must not both migrate. Any number, the same everywhere. */
const MIGRATION_LOCK = 7_150_211

/** Brings the database up to the newest schema. */
export async function migrate({ db, engine }: Database): Promise<void> {
  if (engine.kind === 'pglite') {
    await migratePglite(db as never, { migrationsFolder })
    return
  }
  const client = await engine.pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await migratePg(db as never, { migrationsFolder })
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK])
    client.release()
  }
}

/**
 * Takes back the newest applied migration, by the `.down.sql` beside it, in one transaction.
 * Returns its name, or null where none is applied.
 */
export async function migrateDown({ db }: Database): Promise<string | null> {
  const applied = await db.execute<{ created_at: string }>(
    sql`select created_at from drizzle.__drizzle_migrations order by created_at desc limit 1`,
  )
  const newest = (applied as unknown as { rows: { created_at: string }[] }).rows[0]
  if (!newest) return null
  const journal = JSON.parse(
    await readFile(join(migrationsFolder, 'meta/_journal.json'), 'utf8'),
  ) as { entries: { tag: string; when: number }[] }
  const entry = journal.entries.find(({ when }) => when === Number(newest.created_at))
  if (!entry) throw new Error(`no migration here was made at ${newest.created_at}`)
  const down = await readFile(join(migrationsFolder, `${entry.tag}.down.sql`), 'utf8')
  await db.transaction(async (tx) => {
    for (const statement of down.split('--> statement-breakpoint')) {
      if (statement.trim()) await tx.execute(sql.raw(statement))
    }
    await tx.execute(sql`delete from drizzle.__drizzle_migrations where created_at = ${entry.when}`)
  })
  return entry.tag
}

/** How many migrations this code brings. */
export const migrationCount = () => readMigrationFiles({ migrationsFolder }).length

/** How many migrations the database has had. */
export async function appliedMigrationCount({ db }: Database): Promise<number> {
  const counted = await db.execute(sql`select count(*)::int as n from drizzle.__drizzle_migrations`)
  return (counted as unknown as { rows: { n: number }[] }).rows[0]?.n ?? 0
}
