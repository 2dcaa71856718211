import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import * as encoding from 'lib0/encoding'
import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { clipDocName, type UserId } from '#core/ids.ts'
import { clipUpdates } from '#db/schema/live-documents.ts'
import { w } from './clip-doc/clip-doc.fixtures.ts'
import { CLIP_SCHEMA, yDoc } from './clip-doc/clip-doc.ts'
import { setTitle } from './clip-doc/look-verbs.ts'
import { trimPiece } from './clip-doc/piece-verbs.ts'
import { cutWords } from './clip-doc/word-verbs.ts'
import { closeCodes } from './close-codes.ts'
import type { ClipConnection } from './connect.ts'
import { FrameKind, SyncKind } from './frame.ts'
import { COMPACT_ROWS, MAX_FRAME_BYTES, PRESENCE_BURST, PRESENCE_RATE } from './limits.ts'
import { cutIn, pieceIn, startCollab } from './server.fixtures.ts'

const by = (userId: UserId) => ({ source: 'editor', userId }) as const
const saved = (connection: ClipConnection) =>
  expect.poll(() => connection.status.getState().state).toBe('saved')
const synced = async (...connections: ClipConnection[]) => {
  for (const connection of connections) {
    await expect.poll(() => pieceIn(connection.doc)).toBeDefined()
  }
}

/** A socket that speaks the protocol by hand, to say what our own pages would not. */
async function rawClient(url: string, name: string) {
  const ws = new WebSocket(`${url}&schema=${CLIP_SCHEMA}`)
  ws.binaryType = 'arraybuffer'
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    ws.onclose = ({ code, reason }) => resolve({ code, reason })
  })
  await new Promise((resolve) => {
    ws.onopen = resolve
  })
  const frame = (kind: number, write: (encoder: encoding.Encoder) => void) => {
    const encoder = encoding.createEncoder()
    encoding.writeVarString(encoder, name)
    encoding.writeVarUint(encoder, kind)
    write(encoder)
    ws.send(encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>)
  }
  frame(FrameKind.auth, (encoder) => {
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarString(encoder, '')
  })
  return {
    ws,
    closed,
    frame,
    update: (update: Uint8Array) =>
      frame(FrameKind.sync, (encoder) => {
        encoding.writeVarUint(encoder, SyncKind.update)
        encoding.writeVarUint8Array(encoder, update)
      }),
    presence: (entries: [id: number, clock: number, state: string][]) =>
      frame(FrameKind.awareness, (encoder) => {
        const inner = encoding.createEncoder()
        encoding.writeVarUint(inner, entries.length)
        for (const [id, clock, state] of entries) {
          encoding.writeVarUint(inner, id)
          encoding.writeVarUint(inner, clock)
          encoding.writeVarString(inner, state)
        }
        encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner))
      }),
  }
}

test('two people see each other’s edits and presence', async () => {
  const { open, studio, stored } = await startCollab()
  const [ona, eli] = [open('owner'), open('editor')]
  await synced(ona, eli)
  cutWords(ona.doc, w(3, 4), by(studio.owner))
  trimPiece(eli.doc, 't1.h', { to: 10_000 }, by(studio.editor))
  await expect.poll(() => cutIn(eli.doc)).toEqual(w(3, 4))
  await expect.poll(() => pieceIn(ona.doc)?.to).toBe(10_000)

  ona.setPresence({ playhead: 1500, selection: { from: w(1)[0] as never, to: w(2)[0] as never } })
  await expect
    .poll(() => eli.presence.getState())
    .toMatchObject([
      {
        userId: studio.owner,
        name: 'Ona Reyes',
        playhead: 1500,
        selection: { from: 'w1', to: 'w2' },
      },
    ])
  await expect.poll(() => ona.presence.getState()).toMatchObject([{ name: 'Eli Moss' }])
  const colours = [...ona.presence.getState(), ...eli.presence.getState()].map((p) => p.colour)
  expect(new Set(colours).size).toBe(2)

  await saved(ona)
  await saved(eli)
  const doc = await stored()
  expect(cutIn(doc)).toEqual(w(3, 4))
  expect(pieceIn(doc)?.to).toBe(10_000)

  eli.destroy()
  await expect.poll(() => ona.presence.getState()).toEqual([])
})

test('what is acknowledged is in the log before the acknowledgement', async () => {
  const { open, studio, stored } = await startCollab()
  const ona = open('owner')
  await synced(ona)
  for (let i = 0; i < 30; i++) {
    cutWords(ona.doc, w(i), by(studio.owner))
    expect(ona.unsaved()).toBe(1)
    await expect.poll(() => ona.unsaved(), { interval: 1 }).toBe(0)
    expect(cutIn(await stored())).toHaveLength(i + 1)
  }
})

test('nothing is acknowledged while the database refuses; it is sent again and the page says so', async () => {
  const { open, studio, stored, database, logged } = await startCollab({ journal: false })
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const ona = open('owner')
  await synced(ona)
  await database.db.execute(sql`alter table clip_updates rename to clip_updates_away`)
  cutWords(ona.doc, w(1), by(studio.owner))
  await expect.poll(() => ona.status.getState()).toEqual({ state: 'not-saved', kept: 1 })
  expect(logged.some(({ level, message }) => level === 'error' && /refused/.test(message))).toBe(
    true,
  )
  cutWords(ona.doc, w(2), by(studio.owner))
  await database.db.execute(sql`alter table clip_updates_away rename to clip_updates`)
  await saved(ona)
  expect(cutIn(await stored())).toEqual(w(1, 2))
})

test('nothing is acknowledged that could not be written to the journal; it is sent again', async () => {
  const { open, studio, stored, restart, journal } = await startCollab()
  if (!journal) throw new Error('this test is about the embedded engine')
  const ona = open('owner')
  await synced(ona)
  await journal.close()
  cutWords(ona.doc, w(1), by(studio.owner))
  await expect.poll(() => ona.status.getState()).toEqual({ state: 'not-saved', kept: 1 })
  expect(cutIn(await stored())).toEqual([])
  await restart()
  await saved(ona)
  expect(cutIn(await stored())).toEqual(w(1))
})

test('edits made while the server is away are kept, counted, and sent once it is back', async () => {
  const { open, studio, restart, stored } = await startCollab()
  const [ona, eli] = [open('owner'), open('editor')]
  await synced(ona, eli)
  await restart(async () => {
    await expect
      .poll(() => ona.status.getState())
      .toEqual({ state: 'offline', kept: 0, where: 'tab' })
    cutWords(ona.doc, w(1), by(studio.owner))
    cutWords(ona.doc, w(2), by(studio.owner))
    cutWords(eli.doc, w(3), by(studio.editor))
    expect(ona.status.getState()).toEqual({ state: 'offline', kept: 2, where: 'tab' })
    expect(eli.unsaved()).toBe(1)
  })
  await expect.poll(() => ona.unsaved(), { timeout: 10_000 }).toBe(0)
  await expect.poll(() => cutIn(eli.doc), { timeout: 10_000 }).toEqual(w(1, 2, 3))
  await saved(eli)
  expect(cutIn(await stored())).toEqual(w(1, 2, 3))
  await expect.poll(() => ona.presence.getState()).toMatchObject([{ name: 'Eli Moss' }])
})

test('a reviewer sees and is seen, and cannot write', async () => {
  const { open, studio, stored } = await startCollab()
  const [ona, rae] = [open('owner'), open('reviewer')]
  await synced(ona, rae)
  await expect.poll(() => rae.status.getState().state).toBe('view-only')
  cutWords(rae.doc, w(1), by(studio.reviewer))
  setTitle(ona.doc, 'By Ona', by(studio.owner))
  await expect.poll(() => ona.presence.getState()).toMatchObject([{ name: 'Rae Lind' }])
  await saved(ona)
  expect(cutIn(ona.doc)).toEqual([])
  expect(cutIn(await stored())).toEqual([])
  expect(rae.unsaved()).toBe(1)
})

test('a stranger is told that the clip is gone, and asks no more', async () => {
  const { open } = await startCollab()
  const sam = open('stranger')
  await expect.poll(() => sam.status.getState()).toEqual({ state: 'gone' })
  expect(pieceIn(sam.doc)).toBeUndefined()
})

test('whose access changes is disconnected at once, and comes back as what they are now', async () => {
  const { open, studio, roles, collab, stored } = await startCollab()
  const [ona, eli] = [open('owner'), open('editor')]
  await synced(ona, eli)
  roles.set('editor', { id: studio.editor, name: 'Eli Moss', readOnly: true })
  collab.disconnect({ userId: studio.editor })
  await expect.poll(() => eli.status.getState().state).toBe('view-only')
  cutWords(eli.doc, w(9), by(studio.editor))
  roles.delete('editor')
  collab.disconnect({ userId: studio.editor })
  await expect.poll(() => eli.status.getState().state).toBe('gone')
  expect(ona.status.getState().state).toBe('saved')
  expect(cutIn(await stored())).toEqual([])
})

test('a page of another version is told to reload', async () => {
  const { url } = await startCollab()
  const ws = new WebSocket(url('owner'))
  const code = await new Promise((resolve) => {
    ws.onclose = (event) => resolve(event.code)
  })
  expect(code).toBe(closeCodes.reload)
})

const gap = () => {
  const doc = new Y.Doc()
  doc.getMap('words').set('w1/x', true)
  const before = Y.encodeStateVector(doc)
  doc.getMap('words').set('w2/x', true)
  return Y.encodeStateAsUpdate(doc, before)
}
const foreign = () => {
  const doc = new Y.Doc()
  doc.getText('anything').insert(0, 'x')
  return Y.encodeStateAsUpdate(doc)
}

test.each([
  ['noise', () => new Uint8Array(randomBytes(200)), closeCodes.refused],
  ['an update that builds on one we lack', gap, closeCodes.reset],
  ['content that is not ours', foreign, closeCodes.refused],
])('%s is refused, not stored, and others go on', async (_, update, code) => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const { open, url, studio, clipId, database, journal } = await startCollab()
  const ona = open('owner')
  await synced(ona)
  const mallory = await rawClient(url('editor'), clipDocName(clipId))
  mallory.update(update())
  expect((await mallory.closed).code).toBe(code)
  cutWords(ona.doc, w(1), by(studio.owner))
  await saved(ona)
  await journal?.settled()
  expect(await database.db.select().from(clipUpdates)).toHaveLength(2)
})

test('nobody writes in the name of another, even after a restart', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const { open, url, studio, clipId, restart, stored } = await startCollab()
  const ona = open('owner')
  await synced(ona)
  cutWords(ona.doc, w(1), by(studio.owner))
  await saved(ona)
  const forge = () => {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(yDoc(ona.doc)))
    copy.clientID = yDoc(ona.doc).clientID
    const before = Y.encodeStateVector(copy)
    copy.getMap('words').set('w50/x', true)
    return Y.encodeStateAsUpdate(copy, before)
  }
  for (const again of [false, true]) {
    if (again) await restart()
    const mallory = await rawClient(url('editor'), clipDocName(clipId))
    mallory.update(forge())
    expect((await mallory.closed).code).toBe(closeCodes.refused)
  }
  await expect.poll(() => ona.status.getState().state, { timeout: 10_000 }).toBe('saved')
  cutWords(ona.doc, w(2), by(studio.owner))
  await saved(ona)
  expect(cutIn(await stored())).toEqual(w(1, 2))
})

test('presence is in one’s own name, one id a connection, small and seldom', async () => {
  const { open, url, clipId, studio } = await startCollab()
  const ona = open('owner')
  await synced(ona)
  const eli = await rawClient(url('editor'), clipDocName(clipId))
  const onasId = yDoc(ona.doc).clientID
  const claim = { user: { id: studio.owner, name: 'Ona', colour: 1 }, playhead: 7 }
  eli.presence([
    [41, 1, JSON.stringify(claim)],
    [42, 1, JSON.stringify(claim)],
    [onasId, 99, 'null'],
  ])
  await expect
    .poll(() => ona.presence.getState())
    .toMatchObject([{ id: '41', userId: studio.editor, name: 'Eli Moss', playhead: 7 }])
  const seen = new Set<number | null>()
  ona.presence.subscribe((others) => {
    expect(others.length).toBeLessThanOrEqual(1)
    if (others[0]) seen.add(others[0].playhead)
  })
  const from = performance.now()
  eli.presence([[43, 1, JSON.stringify(claim)]])
  eli.presence([[41, 2, JSON.stringify({ playhead: 8, more: 'x'.repeat(3000) })]])
  for (let clock = 3; clock < 400; clock++) {
    eli.presence([[41, clock, JSON.stringify({ playhead: clock })]])
  }
  // The server has read them all when it answers this, and Ona has heard of it when he is gone.
  eli.ws.close()
  await eli.closed
  const seconds = (performance.now() - from) / 1000
  await expect.poll(() => ona.presence.getState()).toEqual([])
  expect(seen).not.toContain(8)
  expect(seen.size).toBeGreaterThan(0)
  expect(seen.size).toBeLessThanOrEqual(PRESENCE_BURST + PRESENCE_RATE * seconds)
  cutWords(ona.doc, w(1), by(studio.owner))
  await saved(ona)
})

test('frames that are none end their own connection and nothing else', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const { open, url, studio, clipId } = await startCollab()
  const ona = open('owner')
  await synced(ona)
  const name = clipDocName(clipId)
  const bad: ((client: Awaited<ReturnType<typeof rawClient>>) => void)[] = [
    ({ ws }) => ws.send('text'),
    ({ ws }) => ws.send(new Uint8Array([255, 255, 255])),
    ({ ws }) => ws.send(new Uint8Array(MAX_FRAME_BYTES + 10)),
    ({ frame }) => frame(FrameKind.sync, () => {}),
    ({ frame }) => frame(FrameKind.sync, (e) => encoding.writeVarUint(e, 9)),
    ({ frame }) => frame(FrameKind.awareness, () => {}),
  ]
  for (const send of bad) {
    const client = await rawClient(url('editor'), name)
    send(client)
    await client.closed
  }
  for (const other of [
    '__proto__',
    'clip:__proto__',
    '',
    'clip:00000000-0000-4000-8000-000000000000',
  ]) {
    const client = await rawClient(url('editor'), other)
    expect((await client.closed).code).toBe(closeCodes.gone)
  }
  // Kinds that are not for clients are not answered: bad JSON in a message, a broadcast, a second sign-in.
  const odd = await rawClient(url('editor'), name)
  for (const kind of [3, 5, 6, 8, 9, 10, 77])
    odd.frame(kind, (e) => encoding.writeVarString(e, '{'))
  odd.presence([[1, 1, '{']])
  cutWords(ona.doc, w(1), by(studio.owner))
  await saved(ona)
  expect(odd.ws.readyState).toBe(WebSocket.OPEN)
})

test('a clip without a log is not opened, and leaves nothing behind', async () => {
  const { open, database, logged } = await startCollab()
  await database.db.delete(clipUpdates)
  const ona = open('owner')
  await expect.poll(() => ona.status.getState().state).toBe('gone')
  expect(await database.db.select().from(clipUpdates)).toEqual([])
  expect(logged.filter(({ level }) => level === 'error')).toEqual([])
})

test('the server’s own edit is stored and shown, whether somebody is there or not', async () => {
  const { open, collab, clipId, stored } = await startCollab()
  const tighten = { source: 'pipeline', job: 'tighten' } as const
  await collab.edit(clipId, (doc) => cutWords(doc, w(1), tighten))
  const ona = open('owner')
  await synced(ona)
  expect(cutIn(ona.doc)).toEqual(w(1))
  await collab.edit(clipId, (doc) => cutWords(doc, w(2), tighten))
  await expect.poll(() => cutIn(ona.doc)).toEqual(w(1, 2))
  expect(cutIn(await stored())).toEqual(w(1, 2))
  await collab.edit(clipId, () => {})
  expect(ona.unsaved()).toBe(0)
})

test('a long log is compacted while people go on, and loses nothing', async () => {
  // Directly: a row for each edit.
  const { open, studio, stored, database, collab, clipId } = await startCollab({ journal: false })
  const ona = open('owner')
  await synced(ona)
  const job = { source: 'pipeline', job: 'tighten' } as const
  for (let i = 0; i < COMPACT_ROWS; i++) {
    if (i % 10 === 0) cutWords(ona.doc, w(i / 10), by(studio.owner))
    await collab.edit(clipId, (doc) => setTitle(doc, `Title ${i}`, job))
  }
  await saved(ona)
  await expect
    .poll(async () => (await database.db.select().from(clipUpdates)).length, { timeout: 10_000 })
    .toBeLessThan(COMPACT_ROWS / 2)
  expect(cutIn(await stored())).toHaveLength(50)
  expect(
    yDoc(await stored())
      .getMap('meta')
      .get('title'),
  ).toBe(`Title ${COMPACT_ROWS - 1}`)
})

test('a changed clip is told of once it rests', async () => {
  const told: { id: string; title: string; words: number }[] = []
  const { open, studio, clipId } = await startCollab({
    onClipChanged: (id, { title, words }) => {
      told.push({ id, title, words: words.length })
    },
  })
  const ona = open('owner')
  await synced(ona)
  for (const title of ['One', 'Two', 'Three']) setTitle(ona.doc, title, by(studio.owner))
  await expect
    .poll(() => told, { timeout: 5000 })
    .toEqual([{ id: clipId, title: 'Three', words: 50 }])
})
