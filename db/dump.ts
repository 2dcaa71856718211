import { sql } from 'drizzle-orm'
import type { Db } from './client.ts'

/*
 * All rows as JSON, and back: the same on the embedded database and on a server, so that what was
 * saved of one may be loaded into the other.
 */

const ROWS_AT_ONCE = 200

const rowsOf = async <T>(tx: Db, statement: ReturnType<typeof sql>): Promise<T[]> =>
  ((await tx.execute(statement)) as unknown as { rows: T[] }).rows

const quoted = (name: string) => sql.raw(`"${name.replaceAll('"', '""')}"`)

export async function tableNames(tx: Db): Promise<string[]> {
  const rows = await rowsOf<{ name: string }>(
    tx,
    sql`select tablename as name from pg_tables where schemaname = 'public' order by tablename`,
  )
  return rows.map(({ name }) => name)
}

/** A table's rows, a few hundred at a time, as lines of JSON. Within a transaction: it is one moment. */
export async function* dumpTable(tx: Db, table: string): AsyncIterable<string> {
  const computed = await rowsOf<{ name: string }>(
    tx,
    sql`select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = ${table} and is_generated = 'ALWAYS'`,
  )
  // What the database works out itself is worked out again.
  const left = computed.map(({ name }) => `'${name.replaceAll("'", "''")}'`).join(',')
  await tx.execute(
    sql`declare dumping no scroll cursor for
      select (to_jsonb(t) - array[${sql.raw(left)}]::text[])::text as row from ${quoted(table)} t`,
  )
  for (;;) {
    const rows = await rowsOf<{ row: string }>(tx, sql.raw(`fetch ${ROWS_AT_ONCE} from dumping`))
    if (rows.length === 0) break
    yield `${rows.map(({ row }) => row).join('\n')}\n`
  }
  await tx.execute(sql`close dumping`)
}

/** Puts lines of JSON back as rows of a table. */
export async function loadRows(tx: Db, table: string, lines: string): Promise<void> {
  const rows = lines.split('\n').filter((line) => line !== '')
  const columns = await rowsOf<{ name: string }>(
    tx,
    sql`select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'
      order by ordinal_position`,
  )
  if (columns.length === 0) throw new Error(`this database has no table ${table}`)
  const names = sql.join(
    columns.map(({ name }) => quoted(name)),
    sql`, `,
  )
  await tx.execute(sql`insert into ${quoted(table)} (${names})
    select ${names} from jsonb_populate_recordset(null::${quoted(table)}, ${`[${rows.join(',')}]`}::jsonb)`)
}

/**
 * Loads with the ties between tables undone: rows come in any order. Tied again at the end, every row
 * is checked, and numbers go on after the highest.
 */
export async function withoutTies(tx: Db, load: () => Promise<void>): Promise<void> {
  const ties = await rowsOf<{ table: string; name: string; definition: string }>(
    tx,
    sql`select c.conrelid::regclass::text as table, c.conname as name,
        pg_get_constraintdef(c.oid) as definition
      from pg_constraint c join pg_namespace n on n.oid = c.connamespace
      where c.contype = 'f' and n.nspname = 'public'`,
  )
  for (const { table, name } of ties) {
    await tx.execute(sql`alter table ${sql.raw(table)} drop constraint ${quoted(name)}`)
  }
  await load()
  for (const { table, name, definition } of ties) {
    await tx.execute(
      sql`alter table ${sql.raw(table)} add constraint ${quoted(name)} ${sql.raw(definition)}`,
    )
  }
  const numbered = await rowsOf<{ table: string; column: string; sequence: string }>(
    tx,
    sql`select table_name as table, column_name as column,
        pg_get_serial_sequence(quote_ident(table_name), column_name) as sequence
      from information_schema.columns where table_schema = 'public'
      and pg_get_serial_sequence(quote_ident(table_name), column_name) is not null`,
  )
  for (const { table, column, sequence } of numbered) {
    await tx.execute(
      sql`select setval(${sequence}, coalesce((select max(${quoted(column)}) from ${quoted(table)}), 0) + 1, false)`,
    )
  }
}
