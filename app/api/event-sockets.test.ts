import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { plainExport } from '#core/export-settings.ts'
import { ProjectId, UserId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import { said } from '#db/clips.fixtures.ts'
import { insertRender } from '#db/renders.ts'
import { saveTranscript } from '#db/transcripts.ts'
import { newVideo } from '#db/videos.fixtures.ts'
import { deleteAccount } from '../commands/delete-account.server.ts'
import { readStoredClip } from '../commands/read-clip.server.ts'
import { openChangeFeed } from '../server/change-feed.ts'
import type { AppServices, CurrentUser } from '../server/context.ts'
import { type Person, startApi, type TestApi } from './api.fixtures.ts'
import { createEventSockets } from './event-sockets.ts'
import { socketToken } from './socket-tokens.ts'

/** The API, and its sockets at an address of this machine. */
async function house() {
  const api = await startApi()
  const changes = await openChangeFeed(api.database, (error) => {
    throw error
  })
  onTestFinished(() => changes.close())
  const events = createEventSockets({ ...api.services, changes } as unknown as AppServices)
  // As the server does: whose access changed is looked at again everywhere.
  const { disconnect } = api.services.collab
  api.services.collab.disconnect = (whose) => {
    disconnect(whose)
    if (whose.userId) events.lookAgain(whose.userId)
  }
  const server = createServer().on('upgrade', events.handle).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    events.close()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  /** The socket, or the status it was refused with. */
  const open = (path: string, token: string): Promise<WebSocket | number> =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}${path}?token=${token}`)
      socket.once('open', () => resolve(socket))
      socket.once('unexpected-response', (_, { statusCode = 0 }) => resolve(statusCode))
      socket.once('error', reject)
      onTestFinished(() => socket.terminate())
    })
  const opened = async (path: string, token: string) => {
    const socket = await open(path, token)
    if (typeof socket === 'number') throw new Error(`refused with ${socket}`)
    return socket
  }
  return { api, open, opened }
}

/** Two exports of one clip. */
async function twoRenders({ db }: TestApi, person: Person) {
  const projectId = (await person.get('/projects')).body.projects[0].id
  const videoId = await newVideo(db, UserId.parse(person.id), ProjectId.parse(projectId), {
    durationMs: ms(60_000),
  })
  await saveTranscript(db, videoId, said('We tried it. It broke.'), 'import:json')
  const { clip } = (
    await person.post('/clips', {
      ...{ video_id: videoId, name: 'A', start_time: 0, end_time: 2, aspect_ratio: '9:16' },
    })
  ).body
  const insert = async () =>
    insertRender(db, {
      ...{ clipId: clip.id, userId: UserId.parse(person.id), shape: '9:16' },
      ...{ settings: plainExport, project: await readStoredClip(db, clip.id) },
    })
  return { render: await insert(), other: await insert() }
}

const closed = async (socket: WebSocket) => (await once(socket, 'close'))[0] as number

test('a refresh token shown twice ends what is open, at once; another’s stays', async () => {
  const { api, opened } = await house()
  const [ana, ben] = [await api.register('Ana'), await api.register('Ben')]
  const hers = await opened('/ws', ana.token)
  const his = await opened('/ws', ben.token)
  const refresh = () => api.ask('POST', '/auth/refresh', { body: { refresh_token: ana.refresh } })
  expect((await refresh()).status).toBe(200)
  // What may still be opened stays open.
  api.services.collab.disconnect({ userId: ana.id })
  const end = closed(hers)
  expect((await refresh()).status).toBe(401)
  expect(await end).toBe(4401)
  expect(his.readyState).toBe(WebSocket.OPEN)
})

test('signing a program out and revoking a key end their sockets', async () => {
  const { api, opened } = await house()
  const ana = await api.register('Ana')
  const { id, key } = (await ana.post('/api-keys', { name: 'K', scopes: ['read'] })).body
  const byKey = closed(await opened('/ws', key))
  const byToken = await opened('/ws', ana.token)
  expect((await ana.delete(`/api-keys/${id}`)).status).toBe(204)
  expect(await byKey).toBe(4401)
  expect(byToken.readyState).toBe(WebSocket.OPEN)
  const end = closed(byToken)
  expect((await ana.post('/auth/logout')).status).toBe(204)
  expect(await end).toBe(4401)
})

test('with an account go its tokens, keys and sockets, at once', async () => {
  const { api, open, opened } = await house()
  const [ana, ben] = [await api.register('Ana'), await api.register('Ben')]
  const { render } = await twoRenders(api, ana)
  const { key } = (await ana.post('/api-keys', { name: 'K', scopes: ['read'] })).body
  const watching = await socketToken(api.keys, ana.id as never, render)
  const ends = [
    closed(await opened('/ws', ana.token)),
    closed(await opened('/ws', key)),
    closed(await opened(`/ws/${render}`, watching)),
  ]
  const his = await opened('/ws', ben.token)

  const { services } = api
  const user = { id: UserId.parse(ana.id), email: 'ana' } as CurrentUser
  const context = { ...services, user, ip: '10.0.0.1' } as unknown as Parameters<
    typeof deleteAccount
  >[0]
  await deleteAccount(context, { currentPassword: 'correct horse' })

  expect(await Promise.all(ends)).toEqual([4401, 4401, 4401])
  expect(his.readyState).toBe(WebSocket.OPEN)
  for (const token of [ana.token, key]) {
    expect((await api.ask('GET', '/me', { token })).status).toBe(401)
    expect(await open('/ws', token)).toBe(401)
  }
  expect(await open(`/ws/${render}`, watching)).toBe(401)
  const refresh = { body: { refresh_token: ana.refresh } }
  expect((await api.ask('POST', '/auth/refresh', refresh)).status).toBe(401)
})

test('a render’s socket opens for its own people, with its own token, and for nobody else', async () => {
  const { api, open, opened } = await house()
  const [ana, eve] = [await api.register('Ana'), await api.register('Eve')]
  const { render, other } = await twoRenders(api, ana)
  const token = await socketToken(api.keys, ana.id as never, render)
  await opened(`/ws/${render}`, token)
  await opened(`/ws/${render}`, ana.token)
  expect(await open(`/ws/${other}`, token)).toBe(401)
  expect(await open('/ws', token)).toBe(401)
  expect(await open(`/ws/${render}`, eve.token)).toBe(401)
  // A token that says a stranger may watch is no better than the stranger.
  expect(await open(`/ws/${render}`, await socketToken(api.keys, eve.id as never, render))).toBe(
    401,
  )
  expect(await open(`/ws/${crypto.randomUUID()}`, ana.token)).toBe(401)
  expect(await open('/ws/..%2f', ana.token)).toBe(401)
  const { key } = (await ana.post('/api-keys', { name: 'K', scopes: ['upload'] })).body
  expect(await open(`/ws/${render}`, key)).toBe(401)
})
