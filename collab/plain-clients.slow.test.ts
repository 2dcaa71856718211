import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { clipDocName } from '#core/ids.ts'
import { w } from './clip-doc/clip-doc.fixtures.ts'
import { CLIP_SCHEMA, yDoc } from './clip-doc/clip-doc.ts'
import { cutWords } from './clip-doc/word-verbs.ts'
import { closeCodes } from './close-codes.ts'
import { cutIn, pieceIn, type Role, startCollab } from './server.fixtures.ts'

/** y-websocket's own client, as somebody else's program would use it. */
function openPlain(
  { plainUrl, clipId }: Pick<Awaited<ReturnType<typeof startCollab>>, 'plainUrl' | 'clipId'>,
  token: Role,
  params: Record<string, string> = {},
) {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(plainUrl(), clipDocName(clipId), doc, {
    params: { token, ...params },
    // Its type is the browser's.
    WebSocketPolyfill: WebSocket as never,
    disableBc: true,
  })
  onTestFinished(() => provider.destroy())
  const refused = new Promise<number>((resolve) => {
    provider.on('connection-close', (event) => {
      if (!event) return
      provider.disconnect()
      resolve(event.code)
    })
  })
  return { doc, provider, refused }
}

test('two of our pages and a plain Yjs client converge, see each other, and all of it is stored', async () => {
  const room = await startCollab()
  const [ona, eli] = [room.open('owner'), room.open('editor')]
  const plain = openPlain(room, 'editor')
  const words = plain.doc.getMap('words')
  await expect.poll(() => plain.provider.synced).toBe(true)
  for (const page of [ona, eli]) await expect.poll(() => pieceIn(page.doc)).toBeDefined()
  for (let i = 0; i < 20; i++) {
    cutWords(ona.doc, w(i), { source: 'editor', userId: room.studio.owner })
    cutWords(eli.doc, w(20 + i), { source: 'editor', userId: room.studio.editor })
    words.set(`w${40 + i}/x`, true)
  }
  const all = [yDoc(ona.doc), yDoc(eli.doc), plain.doc]
  const cuts = () => all.map((doc) => doc.getMap('words').size)
  await expect.poll(cuts).toEqual([60, 60, 60])
  const [first, ...rest] = all.map((doc) => JSON.stringify(Y.encodeStateVector(doc)))
  for (const vector of rest) expect(vector).toBe(first)
  await expect.poll(async () => cutIn(await room.stored()).length).toBe(50)

  plain.provider.awareness.setLocalState({ playhead: 1200 })
  ona.setPresence({ playhead: 700 })
  await expect
    .poll(() => ona.presence.getState().find(({ id }) => id === String(plain.doc.clientID)))
    .toMatchObject({ name: 'Eli Moss', userId: room.studio.editor, playhead: 1200 })
  await expect
    .poll(() => plain.provider.awareness.getStates().get(yDoc(ona.doc).clientID))
    .toMatchObject({ playhead: 700, user: { name: 'Ona Reyes' } })
})

test('what a plain client wrote survives the server, and it finds its way back', async () => {
  const room = await startCollab()
  const plain = openPlain(room, 'editor')
  await expect.poll(() => plain.provider.synced).toBe(true)
  plain.doc.getMap('words').set('w3/x', true)
  await expect.poll(async () => cutIn(await room.stored())).toEqual(['w3'])
  const late = openPlain(room, 'owner')
  await expect.poll(() => late.doc.getMap('words').get('w3/x')).toBe(true)
})

test('a plain client may do what its person may', async () => {
  const room = await startCollab()
  const reader = openPlain(room, 'reviewer')
  await expect.poll(() => reader.provider.synced).toBe(true)
  reader.doc.getMap('words').set('w3/x', true)
  const writer = openPlain(room, 'editor')
  await expect.poll(() => writer.provider.synced).toBe(true)
  writer.doc.getMap('words').set('w4/x', true)
  await expect.poll(async () => cutIn(await room.stored())).toEqual(['w4'])

  expect(await openPlain(room, 'stranger').refused).toBe(closeCodes.gone)
  expect(await openPlain(room, 'editor', { schema: '99' }).refused).toBe(closeCodes.reload)
})

test('a plain client’s changes are looked at like everybody’s', async () => {
  const room = await startCollab()
  const nested = openPlain(room, 'editor')
  await expect.poll(() => nested.provider.synced).toBe(true)
  nested.doc.getMap('words').set('w1', new Y.Map())
  expect(await nested.refused).toBe(closeCodes.refused)
  const migrating = openPlain(room, 'editor')
  await expect.poll(() => migrating.provider.synced).toBe(true)
  migrating.doc.getMap('meta').set('schema', CLIP_SCHEMA + 1)
  expect(await migrating.refused).toBe(closeCodes.refused)
  expect(
    yDoc(await room.stored())
      .getMap('meta')
      .get('schema'),
  ).toBe(CLIP_SCHEMA)
})

test('a clip that a newer server has written is not opened by this one', async () => {
  const room = await startCollab()
  await room.collab.edit(
    room.clipId,
    (doc) =>
      void yDoc(doc)
        .getMap('meta')
        .set('schema', CLIP_SCHEMA + 1),
  )
  expect(await openPlain(room, 'owner').refused).toBe(closeCodes.reload)
  const page = room.open('owner')
  await expect.poll(() => page.status.getState()).toEqual({ state: 'reload' })
})
