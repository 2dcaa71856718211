import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { type ClipId, clipDocName, UserId } from '#core/ids.ts'
import { appendTo, compactClipUpdates } from '#db/clip-updates.ts'
import { freshDatabase } from '#db/test-database.ts'
import { w } from './clip-doc/clip-doc.fixtures.ts'
import { CLIP_SCHEMA, loadClip, yDoc } from './clip-doc/clip-doc.ts'
import { cutWords } from './clip-doc/word-verbs.ts'
import { makeClip } from './clip-row.fixtures.ts'
import { closeCodes } from './close-codes.ts'
import { RawClient } from './raw-client.fixtures.ts'
import { mergeLog } from './room.ts'
import { cutIn, pieceIn, readStored, startCollab } from './server.fixtures.ts'
import { type ServerProcess, startServer } from './server-process.fixtures.ts'

const person = (n: number) => UserId.parse(`00000000-0000-4000-8000-0000000000${10 + n}`)

async function postgres() {
  const database = await freshDatabase()
  if (database.engine.kind !== 'postgres') throw new Error('this test is about a Postgres server')
  return { database, url: database.engine.url }
}

/** Somebody whose next server is another one when this one is gone, as behind a proxy. */
class Wanderer {
  readonly acknowledged = new Set<number>()
  client: RawClient
  /** Ms from the loss of a server to the first acknowledgement at another. */
  movedIn: number | null = null
  private lostAt: number | null = null
  private stopped = false
  readonly doc = new Y.Doc()

  constructor(
    private readonly n: number,
    private servers: ServerProcess[],
    private readonly clipId: ClipId,
  ) {
    this.client = this.connect()
  }
  private connect() {
    const [server] = this.servers
    const url = `${server?.url}?schema=${CLIP_SCHEMA}&as=${person(this.n)}`
    return new RawClient(url, 'hocuspocus', clipDocName(this.clipId), true, '', this.doc)
  }
  /** Edits until stopped. What was not answered when a server died is sent to the next. */
  async work() {
    for (let i = 0; !this.stopped; i++) {
      const edit = this.n * 10_000 + i
      try {
        await this.client.edit('words', `w${edit}/x`, true)
        this.acknowledged.add(edit)
        if (this.lostAt !== null) this.movedIn = performance.now() - this.lostAt
        this.lostAt = null
      } catch {
        this.lostAt ??= performance.now()
        this.servers.shift()
        this.client = this.connect()
        await this.client.synced
        await this.client.update(Y.encodeStateAsUpdate(this.doc), 'step2')
        this.acknowledged.add(edit)
      }
    }
  }
  stop() {
    this.stopped = true
  }
}

test('when one of two servers is killed its people go on at the other, and nothing is lost', async () => {
  const { database, url } = await postgres()
  const { clipId } = await makeClip(database.db)
  const servers = await Promise.all([
    startServer({ DATABASE_URL: url }),
    startServer({ DATABASE_URL: url }),
  ])
  onTestFinished(() => Promise.all(servers.map((server) => server.kill())).then(() => {}))
  const [one, other] = servers
  const people = [0, 1, 2, 3].map(
    (n) => new Wanderer(n, n % 2 === 0 ? [one, other] : [other, one], clipId),
  )
  await Promise.all(people.map(({ client }) => client.synced))
  const working = people.map((one) => one.work())
  await expect
    .poll(() => Math.min(...people.map((one) => one.acknowledged.size)))
    .toBeGreaterThan(30)
  await servers[0].kill()
  const moved = people.filter((_, n) => n % 2 === 0)
  await expect.poll(() => moved.every(({ movedIn }) => movedIn !== null)).toBe(true)
  for (const { movedIn } of moved) expect(movedIn).toBeLessThan(5000)
  const then = people.map((one) => one.acknowledged.size)
  await expect
    .poll(() => people.every((one, i) => one.acknowledged.size > (then[i] as number) + 10))
    .toBe(true)
  for (const one of people) one.stop()
  await Promise.all(working)

  const stored = yDoc(await readStored(database.db, clipId)).getMap('words')
  const lost = people.flatMap((one) =>
    [...one.acknowledged].filter((edit) => stored.get(`w${edit}/x`) !== true),
  )
  expect(lost).toEqual([])
  for (const { doc } of people) {
    await expect.poll(() => doc.getMap('words').size).toBe(stored.size)
  }
})

test('people at two servers see each other’s edits and presence, and leave', async () => {
  const { database } = await postgres()
  const here = await startCollab({ database })
  const there = await startCollab({ database, clip: here })
  const [ona, eli] = [here.open('owner'), there.open('editor')]
  for (const { doc } of [ona, eli]) await expect.poll(() => pieceIn(doc)).toBeDefined()
  cutWords(ona.doc, w(1), { source: 'editor', userId: here.studio.owner })
  cutWords(eli.doc, w(2), { source: 'editor', userId: here.studio.editor })
  for (const { doc } of [ona, eli]) await expect.poll(() => cutIn(doc)).toEqual(w(1, 2))
  await here.collab.edit(here.clipId, (doc) =>
    cutWords(doc, w(3), { source: 'pipeline', job: 'tighten' }),
  )
  await expect.poll(() => cutIn(eli.doc)).toEqual(w(1, 2, 3))

  ona.setPresence({ playhead: 900 })
  await expect
    .poll(() => eli.presence.getState())
    .toMatchObject([{ userId: here.studio.owner, name: 'Ona Reyes', playhead: 900 }])
  await expect.poll(() => ona.presence.getState()).toMatchObject([{ name: 'Eli Moss' }])
  eli.destroy()
  await expect.poll(() => ona.presence.getState()).toEqual([])
})

test('a revoked access ends connections at the other server too', async () => {
  const { database } = await postgres()
  const here = await startCollab({ database })
  const there = await startCollab({ database, clip: here })
  const eli = there.open('editor')
  await expect.poll(() => pieceIn(eli.doc)).toBeDefined()
  there.roles.delete('editor')
  here.collab.disconnect({ userId: here.studio.editor })
  await expect.poll(() => eli.status.getState().state, { timeout: 1000 }).toBe('gone')
})

test('a row that is committed after one with a higher number is heard of', async () => {
  const { database } = await postgres()
  const room = await startCollab({ database })
  const ona = room.open('owner')
  await expect.poll(() => pieceIn(ona.doc)).toBeDefined()
  const { engine, db } = database
  if (engine.kind !== 'postgres') throw new Error('no server')
  const writing = (word: number) => {
    const doc = new Y.Doc()
    doc.getMap('words').set(`w${word}/x`, true)
    return [{ clipId: room.clipId, update: Y.encodeStateAsUpdate(doc), userId: null }]
  }
  const slow = await engine.pool.connect()
  onTestFinished(() => slow.release())
  await slow.query('begin')
  const inTransaction = { engine: { ...engine, pool: slow as never } }
  await appendTo(inTransaction, 'slow')(writing(5))
  await appendTo(database, 'fast')(writing(6))
  await expect.poll(() => cutIn(ona.doc)).toEqual(['w6'])
  await slow.query('commit')
  await expect.poll(() => cutIn(ona.doc)).toEqual(['w5', 'w6'])

  // Announced, and gone by the time it is read: compacted into another.
  await slow.query('begin')
  await appendTo(inTransaction, 'slow')(writing(7))
  const merged = compactClipUpdates(db, room.clipId, mergeLog)
  await merged
  await slow.query('commit')
  await expect.poll(() => cutIn(ona.doc)).toEqual(['w5', 'w6', 'w7'])
})

test('a connection for listening that is lost is made again, and what was missed is read', async () => {
  const { database } = await postgres()
  const room = await startCollab({ database })
  const ona = room.open('owner')
  await expect.poll(() => pieceIn(ona.doc)).toBeDefined()
  const { engine } = database
  if (engine.kind !== 'postgres') throw new Error('no server')
  await engine.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and query ilike 'listen%'`,
  )
  const doc = new Y.Doc()
  doc.getMap('words').set('w8/x', true)
  const update = Y.encodeStateAsUpdate(doc)
  await appendTo(database, 'elsewhere')([{ clipId: room.clipId, update, userId: null }])
  await expect.poll(() => cutIn(ona.doc)).toEqual(['w8'])
})

test('whose a number is, is the same at every server', async () => {
  const { database, url } = await postgres()
  const { clipId } = await makeClip(database.db)
  const servers = await Promise.all([
    startServer({ DATABASE_URL: url }),
    startServer({ DATABASE_URL: url }),
  ])
  onTestFinished(() => Promise.all(servers.map((server) => server.kill())).then(() => {}))
  const visit = (server: ServerProcess, n: number) =>
    new RawClient(
      `${server.url}?schema=${CLIP_SCHEMA}&as=${person(n)}`,
      'hocuspocus',
      clipDocName(clipId),
    )
  const ana = visit(servers[0], 1)
  await ana.synced
  await ana.edit('words', 'w1/x', true)
  const mallory = visit(servers[1], 2)
  await mallory.synced
  await expect.poll(() => mallory.doc.getMap('words').get('w1/x')).toBe(true)
  const copy = yDoc(loadClip([Y.encodeStateAsUpdate(mallory.doc)]))
  copy.clientID = ana.doc.clientID
  const before = Y.encodeStateVector(copy)
  copy.getMap('words').set('w2/x', true)
  await expect(mallory.update(Y.encodeStateAsUpdate(copy, before))).rejects.toThrow(
    `ended: ${closeCodes.refused}`,
  )
  await ana.edit('words', 'w3/x', true)
})
