import { setImmediate } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Database, type Db, openPglite } from './client.ts'
import type { EmbeddedEngine } from './embedded-database.ts'
import { workspaces } from './schema/workspaces.ts'
import { databaseFolder } from './test-database.ts'

type Open = Database & { pglite: EmbeddedEngine }

async function open(): Promise<Open> {
  const database = await openPglite(await databaseFolder())
  if (database.engine.kind !== 'pglite') throw new Error('openPglite opened another engine')
  return { ...database, pglite: database.engine.pglite }
}

/** Starting an engine takes most of a second: the tests share one and leave no row behind. */
let shared: Open
beforeAll(async () => {
  shared = await open()
})
afterEach(async () => void (await shared.db.delete(workspaces)))
afterAll(() => shared.close())

const add = (db: Db, name: string) => db.insert(workspaces).values({ name })
const names = async (db: Db) =>
  (await db.select().from(workspaces).orderBy(workspaces.name)).map(({ name }) => name)

test('the loop turns while a statement is at work', async () => {
  const { pglite } = shared
  let turns = 0
  let working = true
  const sleep = pglite.query('select pg_sleep(0.2)').finally(() => {
    working = false
  })
  while (working) {
    await setImmediate()
    turns++
  }
  await sleep
  expect(turns).toBeGreaterThan(100)
})

test('values come back as they were put in', async () => {
  const { db } = shared
  const { rows } = (await db.execute(sql`
    select ${'Zoë "quoted"'} as text, ${7}::int as number, ${'{"a":[1,null]}'}::jsonb as json,
      ${Buffer.from([0, 255])}::bytea as bytes, null as nothing,
      '2026-03-01T10:00:00Z'::timestamptz at time zone 'UTC' as time`)) as unknown as {
    rows: Record<string, unknown>[]
  }
  expect(rows).toEqual([
    {
      text: 'Zoë "quoted"',
      number: 7,
      json: { a: [1, null] },
      bytes: new Uint8Array([0, 255]),
      nothing: null,
      time: '2026-03-01 10:00:00',
    },
  ])
})

test('a transaction is whole or nothing, and says why it was nothing', async () => {
  const { db } = shared
  await db.transaction((tx) => add(tx, 'kept'))
  const because = new Error('changed my mind')
  const refused = db.transaction(async (tx) => {
    await add(tx, 'taken back')
    throw because
  })
  await expect(refused).rejects.toBe(because)
  expect(await names(db)).toEqual(['kept'])
})

test('a savepoint takes back its own part alone', async () => {
  const { db } = shared
  await db.transaction(async (tx) => {
    await add(tx, 'outer')
    const inner = tx.transaction(async (deeper) => {
      await add(deeper, 'inner')
      throw new Error('only this')
    })
    await expect(inner).rejects.toThrow('only this')
  })
  expect(await names(db)).toEqual(['outer'])
})

test('what is asked outside of a transaction waits until it is over', async () => {
  const { db } = shared
  let goOn = () => {}
  const told = new Promise<void>((resolve) => {
    goOn = resolve
  })
  const transaction = db.transaction(async (tx) => {
    await add(tx, 'first')
    await told
    await tx.update(workspaces).set({ name: 'second' }).where(eq(workspaces.name, 'first'))
  })
  const outside = names(db)
  goOn()
  await transaction
  expect(await outside).toEqual(['second'])
})

test('a transaction that Postgres gave up is not taken for one that was kept', async () => {
  const { db } = shared
  const aborted = db.transaction(async (tx) => {
    await add(tx, 'lost')
    await tx.execute(sql`select 1 / 0`).catch(() => {})
  })
  await expect(aborted).rejects.toThrow()
  expect(await names(db)).toEqual([])
})

test('an error keeps what Postgres says of it, and the next statement is answered', async () => {
  const { pglite } = shared
  await pglite.exec('create temp table once (id int primary key); insert into once values (1)')
  await expect(pglite.query('insert into once values ($1)', [1])).rejects.toMatchObject({
    message: 'duplicate key value violates unique constraint "once_pkey"',
    code: '23505',
    constraint: 'once_pkey',
  })
  expect((await pglite.query('select id from once')).rows).toEqual([{ id: 1 }])
})

test('a value that cannot be sent is refused alone', async () => {
  const { pglite } = shared
  await expect(pglite.query('select $1', [() => {}])).rejects.toThrow('could not be cloned')
  expect((await pglite.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})

test('once it is closed everything asked is refused', async () => {
  const { pglite, close } = await open()
  await close()
  await expect(pglite.query('select 1')).rejects.toThrow('The database is closed.')
  await expect(pglite.transaction(async () => {})).rejects.toThrow('The database is closed.')
})
