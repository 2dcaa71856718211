import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { makePerson, makeStudio } from '#db/clips.fixtures.ts'
import { appendStyleUpdates, readStyleUpdates } from '#db/style-updates.ts'
import { freshDatabase } from '#db/test-database.ts'
import { insertStyle, markStyleDeleted } from '#db/written-styles.ts'
import { closeCodes } from './close-codes.ts'
import { createCollabServer } from './server.ts'
import { newStyleDraft } from './style-doc.ts'
import { StyleFrame, styleFrame } from './style-frame.ts'
import { createStyleServer } from './style-server.ts'

/** A style that Ana and Ben may have open, on a server of its own. */
async function drafting() {
  const database = await freshDatabase()
  const { db } = database
  const { workspaceId, owner } = await makeStudio(db)
  const ben = await makePerson(db, 'Ben', workspaceId, 'editor')
  const styleId = await insertStyle(db, { workspaceId, name: 'Marker', createdBy: owner })
  await appendStyleUpdates(db, styleId, [newStyleDraft('one')])

  /** Whose session is over. */
  const ended = new Set<string>()
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  const drafts = createStyleServer({
    database,
    log,
    authorise: async ({ headers }) => {
      const id = { ana: owner, ben }[headers.get('cookie') ?? '']
      if (!id || ended.has(id)) return null
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
  const connect = (cookie: string, id = styleId) => {
    const { port } = http.address() as AddressInfo
    return new WebSocket(`ws://127.0.0.1:${port}/drafts/${id}`, { headers: { cookie } })
  }
  const open = async (cookie: string, id = styleId) => {
    const ws = connect(cookie, id)
    await once(ws, 'message')
    return ws
  }
  return { db, workspaceId, owner, ben, styleId, collab, ended, connect, open }
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

test('whoever has no right to a style hears nothing of its draft and changes nothing', async () => {
  const { db, ben, styleId, collab, ended, connect, open } = await drafting()
  const before = await readStyleUpdates(db, styleId)
  const refused = async (cookie: string) => {
    const ws = connect(cookie)
    const heard: unknown[] = []
    ws.on('message', (data) => heard.push(data))
    // What is sent before the answer is not taken either.
    ws.on('open', () => ws.send(styleFrame(StyleFrame.update, newStyleDraft('theirs'))))
    const [code] = await once(ws, 'close')
    return { code, heard }
  }
  expect(await refused('stranger')).toEqual({ code: closeCodes.gone, heard: [] })

  const closed = once(await open('ben'), 'close')
  ended.add(ben)
  collab.disconnect({ userId: ben })
  await closed
  expect(await refused('ben')).toEqual({ code: closeCodes.gone, heard: [] })
  expect(await readStyleUpdates(db, styleId)).toEqual(before)
})
