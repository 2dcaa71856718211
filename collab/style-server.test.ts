import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { makePerson, makeStudio } from '#db/clips.fixtures.ts'
import { appendStyleUpdates } from '#db/style-updates.ts'
import { freshDatabase } from '#db/test-database.ts'
import { insertStyle, markStyleDeleted } from '#db/written-styles.ts'
import { closeCodes } from './close-codes.ts'
import { createCollabServer } from './server.ts'
import { newStyleDraft } from './style-doc.ts'
import { createStyleServer } from './style-server.ts'

/** A style that Ana and Ben may have open, on a server of its own. */
async function drafting() {
  const database = await freshDatabase()
  const { db } = database
  const { workspaceId, owner } = await makeStudio(db)
  const ben = await makePerson(db, 'Ben', workspaceId, 'editor')
  const styleId = await insertStyle(db, { workspaceId, name: 'Marker', createdBy: owner })
  await appendStyleUpdates(db, styleId, [newStyleDraft('one')])

  const log = { debug() {}, info() {}, warn() {}, error() {} }
  const drafts = createStyleServer({
    database,
    log,
    authorise: async ({ headers }) => {
      const id = headers.get('cookie') === 'ana' ? owner : ben
      return { user: { id, name: 'X' }, readOnly: false }
    },
  })
  const collab = createCollabServer({
    ...{ database, journal: null, log, authorise: async () => null },
    onDisconnect: ({ userId }) => userId && drafts.disconnect(userId),
  })
  const http = createServer().on('upgrade', drafts.handleUpgrade).listen(0, '127.0.0.1')
  await once(http, 'listening')
  onTestFinished(async () => {
    await Promise.all([drafts.close(), collab.close()])
    http.close()
  })
  const open = async (cookie: string, id = styleId) => {
    const { port } = http.address() as AddressInfo
    const ws = new WebSocket(`ws://127.0.0.1:${port}/drafts/${id}`, { headers: { cookie } })
    await once(ws, 'message')
    return ws
  }
  return { db, workspaceId, owner, ben, styleId, collab, open }
}

test('whose access changed loses their drafts as they lose their clips, and nobody else does', async () => {
  const { ben, collab, open } = await drafting()
  const [ana, bens] = [await open('ana'), await open('ben')]

  const closed = once(bens, 'close')
  collab.disconnect({ userId: ben })
  const [code] = await closed
  expect(code).toBe(closeCodes.reset)
  expect(ana.readyState).toBe(WebSocket.OPEN)
})

test('a deleted style ends its open drafts, and nobody else’s', async () => {
  const { db, workspaceId, owner, styleId, open } = await drafting()
  const other = await insertStyle(db, { workspaceId, name: 'Chalk', createdBy: owner })
  await appendStyleUpdates(db, other, [newStyleDraft('two')])
  const [gone, stays] = [await open('ana'), await open('ben', other)]

  const closed = once(gone, 'close')
  await markStyleDeleted(db, styleId)
  expect((await closed)[0]).toBe(closeCodes.gone)
  expect(stays.readyState).toBe(WebSocket.OPEN)
})
