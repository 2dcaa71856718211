import { mkdir } from 'node:fs/promises'
import type { PGlite } from '@electric-sql/pglite'
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import pg from 'pg'
import { EmbeddedDatabase, type EmbeddedEngine } from './embedded-database.ts'
import { directUrl, isNeon, neonPool } from './neon.ts'

/** Either engine, or a transaction on it: a query asks for no more than this. */
export type Db = PgDatabase<PgQueryResultHKT>

/** An open database with what Drizzle does not cover: notifications, and the raw engine for the queue. */
export type Database = {
  db: Db
  engine:
    | { kind: 'pglite'; pglite: EmbeddedEngine }
    | { kind: 'postgres'; pool: pg.Pool; url: string }
  /**
   * Calls back with the payload of each NOTIFY on `channel` until the returned function is called, and
   * `onResumed` where the connection was lost in between, and with it what was said meanwhile.
   */
  listen(
    channel: string,
    onPayload: (payload: string) => void,
    onResumed?: () => void,
  ): Promise<() => Promise<void>>
  close(): Promise<void>
}

/**
 * Opens PGlite on a folder, or in memory without one, in a thread of its own. PGlite takes no lock on
 * its folder and two processes silently lose rows: whoever calls this holds our own lock on `folder`
 * first.
 */
export async function openPglite(folder?: string): Promise<Database> {
  if (folder) await mkdir(folder, { recursive: true })
  return embedded(await EmbeddedDatabase.open(folder))
}

export const embedded = (pglite: EmbeddedEngine): Database => ({
  // Of PGlite it calls what the engine has.
  db: drizzlePglite(pglite as unknown as PGlite) as unknown as Db,
  engine: { kind: 'pglite', pglite },
  async listen(channel, onPayload) {
    const unlisten = await pglite.listen(channel, onPayload)
    // PGlite's own takes a transaction.
    return () => unlisten()
  },
  close: () => pglite.close(),
})

/** Ms between two tries to get a lost connection for listening back. */
const RESUME_MS = 1000

/** Opens a Postgres server, Neon's by its own driver. `onError` hears of connections lost while idle; the pool opens new ones. */
export async function openPostgres(
  address: string,
  onError: (error: Error) => void,
  given?: pg.Pool,
): Promise<Database> {
  const url = isNeon(address) ? directUrl(address) : address
  const pool =
    given ?? (isNeon(address) ? neonPool(address) : new pg.Pool({ connectionString: url, max: 25 }))
  pool.on('error', onError)
  // One connection for all listeners; on its loss every channel is listened to again.
  type Listener = { onPayload: (payload: string) => void; onResumed: () => void }
  const listeners = new Map<string, Set<Listener>>()
  let listening: Promise<pg.Client> | null = null
  let closed = false
  const connect = async () => {
    const client = new pg.Client({ connectionString: url })
    client.on('error', (error) => {
      if (closed) return
      onError(error)
      listening = null
      setTimeout(resume, RESUME_MS)
    })
    client.on('notification', ({ channel, payload }) => {
      for (const { onPayload } of listeners.get(channel) ?? []) onPayload(payload ?? '')
    })
    await client.connect()
    for (const channel of listeners.keys()) await client.query(`listen ${quote(channel)}`)
    return client
  }
  const resume = (): void => {
    if (closed || listeners.size === 0) return
    listener().then(
      () => {
        for (const set of listeners.values()) for (const { onResumed } of set) onResumed()
      },
      (error) => {
        onError(error)
        setTimeout(resume, RESUME_MS)
      },
    )
  }
  const listener = () => {
    listening ??= connect().catch((error) => {
      listening = null
      throw error
    })
    return listening
  }
  // One after the other: a connection takes one statement at a time.
  let last: Promise<unknown> = Promise.resolve()
  const say = (statement: string): Promise<unknown> => {
    const said = last.then(async () => (await listener()).query(statement))
    last = said.catch(() => {})
    return said
  }
  return {
    db: drizzlePg(pool) as unknown as Db,
    engine: { kind: 'postgres', pool, url },
    async listen(channel, onPayload, onResumed = () => {}) {
      await listener()
      const entry = { onPayload, onResumed }
      const set = listeners.get(channel) ?? new Set()
      if (set.size === 0) {
        listeners.set(channel, set)
        await say(`listen ${quote(channel)}`)
      }
      set.add(entry)
      return async () => {
        set.delete(entry)
        if (set.size > 0) return
        listeners.delete(channel)
        await say(`unlisten ${quote(channel)}`)
      }
    },
    async close() {
      closed = true
      await (await listening)?.end()
      await pool.end()
    },
  }
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`
