import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Database } from './client.ts'
import { migrate, migrateDown, migrationCount } from './migrate.ts'
import { freshDatabase } from './test-database.ts'

async function shape({ db }: Database) {
  const columns = await db.execute(sql`
    select table_name, column_name, data_type, is_nullable, column_default
    from information_schema.columns where table_schema = 'public' order by 1, 2`)
  const indexes = await db.execute(sql`
    select indexdef from pg_indexes where schemaname = 'public' order by 1`)
  const rows = (result: unknown) => (result as { rows: unknown[] }).rows
  return { columns: rows(columns), indexes: rows(indexes) }
}

test('every migration has a way back, and the way forward again leads to the same schema', async () => {
  const database = await freshDatabase()
  const before = await shape(database)

  for (let i = 0; i < migrationCount(); i++) expect(await migrateDown(database)).not.toBeNull()
  expect(await migrateDown(database)).toBeNull()
  expect((await shape(database)).columns).toEqual([])

  await migrate(database)
  expect(await shape(database)).toEqual(before)
})

test('migrating twice changes nothing', async () => {
  const database = await freshDatabase()
  const before = await shape(database)
  await migrate(database)
  expect(await shape(database)).toEqual(before)
})

test('a notification reaches a listener once its transaction commits', async () => {
  const { db, listen } = await freshDatabase()
  const heard: string[] = []
  const stop = await listen('a_channel', (payload) => heard.push(payload))
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_notify('a_channel', 'first')`)
    expect(heard).toEqual([])
  })
  await expect.poll(() => heard).toEqual(['first'])
  await stop()
})
