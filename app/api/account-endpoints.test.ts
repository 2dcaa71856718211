import { expect, test } from 'vitest'
import { UserId } from '#core/ids.ts'
import { codeOf } from '#db/clips.fixtures.ts'
import { findAccount } from '#db/users.ts'
import { logIn } from '../commands/log-in.server.ts'
import { startApi } from './api.fixtures.ts'
import { plainPng } from './plain-png.fixtures.ts'
import { signedFile } from './signed-files.ts'

const PASSWORD = 'correct horse'

test('no API key, whatever its scopes, reaches what a password guards', async () => {
  const api = await startApi()
  const ana = await api.register('Ana')
  const scopes = ['read', 'files', 'upload', 'write', 'render', 'delete', 'manage']
  const { key } = (await ana.post('/api-keys', { name: 'All', scopes })).body
  const mine = [
    ['POST', '/me/verification', {}],
    ['PUT', '/me/email', { email: 'else@example.org', current_password: PASSWORD }],
    ['PUT', '/me/password', { current_password: PASSWORD, password: 'a new horse' }],
    ['GET', '/me/sessions'],
    ['DELETE', '/me/sessions'],
    ['DELETE', `/me/sessions/${crypto.randomUUID()}`],
    ['DELETE', '/me/sign-in-providers/github'],
    ['GET', '/me/export'],
    ['POST', '/me/delete', { current_password: PASSWORD }],
    ['POST', `/members/${ana.id}/hand-over`, {}],
    ['POST', '/invitations/look', { token: 'x' }],
    ['POST', '/invitations/accept', { token: 'x' }],
  ] as const
  for (const [method, path, body] of mine) {
    const { status, body: answer } = await api.ask(method, path, { token: key, body })
    expect([status, answer.error.code], path).toEqual([403, 'AUTHORIZATION_ERROR'])
    expect(answer.error.message).toBe('No API key may do this. Sign in and send the access token.')
  }
  expect((await api.ask('GET', '/me', { token: key })).body.user.id).toBe(ana.id)

  // Every one of them says so in the document.
  const { paths } = (await api.ask('GET', '/openapi.json')).body
  const said = Object.entries<Record<string, { description?: string }>>(paths).flatMap(
    ([path, methods]) =>
      Object.entries(methods)
        .filter(([, { description }]) => description?.includes('no API key may do this'))
        .map(([method]) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
  )
  expect(said.sort()).toEqual(
    mine
      .map(([method, path]) => `${method} ${path}`)
      .map((name) => name.replace(/sessions\/.+/, 'sessions/{id}').replace('github', '{provider}'))
      .map((name) => name.replace(ana.id, '{id}'))
      .sort(),
  )
})

test('a new password wants the old one, and signs out everything but who asks', async () => {
  const api = await startApi()
  const ana = await api.register('Ana')
  const login = (password: string) =>
    api.ask('POST', '/auth/login', { body: { email: ana.email, password } })
  const other = (await login(PASSWORD)).body.token.access_token
  const change = (current: string) =>
    ana.put('/me/password', { current_password: current, password: 'a new horse' })
  const wrong = await change('wrong horse')
  expect([wrong.status, wrong.body.error]).toEqual([
    400,
    expect.objectContaining({ code: 'VALIDATION_ERROR' }),
  ])
  expect((await api.ask('GET', '/me', { token: other })).status).toBe(200)
  expect((await change(PASSWORD)).status).toBe(204)
  expect((await api.ask('GET', '/me', { token: other })).status).toBe(401)
  expect((await ana.get('/me')).status).toBe(200)
  expect(api.disconnected).toContainEqual({ userId: ana.id })
  expect((await login(PASSWORD)).status).toBe(401)
  expect((await login('a new horse')).status).toBe(200)
  // Its tokens go on being traded.
  const traded = await api.ask('POST', '/auth/refresh', { body: { refresh_token: ana.refresh } })
  expect(traded.status).toBe(200)
})

test('a new address counts once the link that was mailed to it is opened', async () => {
  const api = await startApi()
  const [ana, ben] = [await api.register('Ana'), await api.register('Ben')]
  api.sent.length = 0
  const change = (email: string, password = PASSWORD) =>
    ana.put('/me/email', { email, current_password: password })
  expect((await change('new@example.org', 'wrong horse')).status).toBe(400)
  expect((await change('nonsense')).body.error.details).toMatchObject([{ field: 'email' }])
  expect(api.sent).toEqual([])
  const asked = await change('new@example.org')
  expect(asked.status).toBe(202)
  // Who has an account is told to nobody but the address itself.
  expect((await change(ben.email)).body).toEqual(asked.body)
  await expect.poll(() => api.sent.map(({ to }) => to)).toEqual(['new@example.org', ben.email])
  expect((await ana.get('/me')).body.user.email).toBe(ana.email)
  const token = /token=(\S+)/.exec(api.sent[0]?.text ?? '')?.[1]
  await api.ask('POST', '/auth/verify-email', { body: { token } })
  expect((await ana.get('/me')).body.user).toMatchObject({
    ...{ email: 'new@example.org', email_verified: true },
  })
})

test('the link that confirms an address is mailed again until it was opened', async () => {
  const api = await startApi()
  const ana = await api.register('Ana')
  api.sent.length = 0
  expect((await ana.post('/me/verification')).status).toBe(202)
  await expect.poll(() => api.sent.length).toBe(1)
  const token = /verify-email\?token=(\S+)/.exec(api.sent[0]?.text ?? '')?.[1]
  await api.ask('POST', '/auth/verify-email', { body: { token } })
  expect((await ana.post('/me/verification')).status).toBe(202)
  expect(api.sent).toHaveLength(1)
})

test('where somebody is signed in is listed, and ended one by one or all but here', async () => {
  const api = await startApi()
  const [ana, eve] = [await api.register('Ana'), await api.register('Eve')]
  const login = async () => {
    const body = { email: ana.email, password: PASSWORD }
    return (await api.ask('POST', '/auth/login', { body })).body.token.access_token as string
  }
  const listed = async () => (await ana.get('/me/sessions')).body.sessions
  const reaches = async (token: string) => (await api.ask('GET', '/me', { token })).status
  const [one, two] = [await login(), await login()]
  const world = { db: api.db, auth: api.auth, ip: '10.0.0.1', userAgent: 'a browser' }
  const browser = async () => {
    const cookie = await logIn(world, { email: ana.email, password: PASSWORD })
    return cookie.split(';')[0]
  }
  const [laptop, phone] = [await browser(), await browser()]
  const sessions = await listed()
  expect(sessions.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
    ...['browser', 'browser', 'program', 'program', 'program'],
  ])
  expect(sessions.filter((session: { is_current: boolean }) => session.is_current)).toHaveLength(1)

  const mine = await api.ask('GET', '/me/sessions', { token: one })
  const its = mine.body.sessions.find((session: { is_current: boolean }) => session.is_current)
  expect((await eve.delete(`/me/sessions/${its.id}`)).status).toBe(404)
  expect((await eve.delete(`/me/sessions/${sessions[0].id}`)).status).toBe(404)
  expect(await reaches(one)).toBe(200)
  expect((await ana.delete(`/me/sessions/${its.id}`)).status).toBe(204)
  expect(await reaches(one)).toBe(401)
  expect((await ana.delete(`/me/sessions/${its.id}`)).status).toBe(404)
  // The first of the browsers is the newest.
  expect((await ana.delete(`/me/sessions/${sessions[0].id}`)).status).toBe(204)
  const standing = [await api.auth.readSession(laptop), await api.auth.readSession(phone)]
  expect(standing.filter((session) => session !== null)).toHaveLength(1)

  api.disconnected.length = 0
  expect((await ana.delete('/me/sessions')).status).toBe(204)
  expect(api.disconnected).toEqual([{ userId: ana.id }])
  expect(await reaches(two)).toBe(401)
  expect(await api.auth.readSession(laptop)).toBeNull()
  expect(await listed()).toMatchObject([{ kind: 'program', is_current: true }])
  expect((await eve.get('/me')).status).toBe(200)
})

test('an account is taken along and deleted by its password, and its tokens end', async () => {
  const api = await startApi()
  const ana = await api.register('Ana')
  const taken = (await ana.get('/me/export')).body
  expect(taken).toMatchObject({ user: { id: ana.id }, workspaces: [{ role: 'owner' }], videos: [] })
  expect(JSON.stringify(taken)).not.toContain('argon2')
  const { key } = (await ana.post('/api-keys', { name: 'K', scopes: ['read'] })).body
  const leave = (current_password: string) => ana.post('/me/delete', { current_password })
  expect((await leave('wrong horse')).status).toBe(400)
  expect((await leave(PASSWORD)).status).toBe(204)
  expect((await ana.get('/me')).status).toBe(401)
  expect((await api.ask('GET', '/me', { token: key })).status).toBe(401)
  const world = { db: api.db, auth: api.auth, ip: '10.0.0.1', userAgent: 'a browser' }
  expect(await codeOf(logIn(world, { email: ana.email, password: PASSWORD }))).toBe('auth.wrong')
})

test('nothing of a password or of a secret is kept for an Idempotency-Key', async () => {
  const api = await startApi()
  const ana = await api.register('Ana')
  const leave = () =>
    api.ask('POST', '/me/delete', {
      ...{ token: ana.token, body: { current_password: 'wrong horse' } },
      headers: { 'idempotency-key': 'a1' },
    })
  await leave()
  expect((await leave()).status).toBe(400)
  const told = (path: string, body: object) =>
    api.ask('POST', path, { token: ana.token, body, headers: { 'idempotency-key': path } })
  await told('/auth/login', { email: ana.email, password: PASSWORD })
  const made = await told('/api-keys', { name: 'CMS', scopes: ['read'] })
  expect(made.status).toBe(201)
  expect((await told('/api-keys', { name: 'CMS', scopes: ['read'] })).body.key).not.toBe(
    made.body.key,
  )
  const hook = { url: 'https://example.com/hook', events: ['render.done'] }
  const { body } = await told('/webhooks', hook)
  expect((await told(`/webhooks/${body.webhook.id}/rotate-secret`, {})).status).toBe(200)
  expect((await told('/invitations', { role: 'editor' })).status).toBe(201)
  const { idempotencyKeys } = await import('#db/schema/programs.ts')
  expect(await api.db.select().from(idempotencyKeys)).toEqual([])
})

test('a picture stands for a person, for whoever works with them, until it is taken away', async () => {
  const api = await startApi()
  const [ana, ben, eve] = [
    await api.register('Ana'),
    await api.register('Ben'),
    await api.register('Eve'),
  ]
  const set = (raw: BodyInit) =>
    api.ask('PUT', '/me/avatar', {
      ...{ token: ana.token, raw, headers: { 'content-type': 'application/octet-stream' } },
    })
  expect((await ana.get('/me')).body.user.avatar_url).toBeNull()
  for (const wrong of ['not a picture', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'ID3 sound']) {
    expect((await set(wrong)).status, wrong).toBe(400)
  }
  expect((await set(plainPng(5000, 20))).status).toBe(400)
  const first = await set(plainPng(300, 200))
  expect(first.status).toBe(200)
  const pathOf = (url: string) => url.replace(/^.*\/api\/v1/, '')
  const opened = await api.ask('GET', pathOf(first.body.user.avatar_url))
  expect([opened.status, opened.headers.get('content-type')]).toEqual([200, 'image/jpeg'])

  // Who works with her sees it; a stranger is not even told that there is one.
  const { link } = (await ana.post('/invitations', { role: 'editor' })).body.invitations[0]
  const token = new URL(link).searchParams.get('token')
  const { workspace } = (await ben.post('/invitations/accept', { token })).body
  const there = { token: ben.token, headers: { 'x-workspace-id': workspace.id } }
  const { members } = (await api.ask('GET', '/members', there)).body
  const seen = members.find((one: { user_id: string }) => one.user_id === ana.id).avatar_url
  expect((await api.ask('GET', pathOf(seen))).status).toBe(200)
  const row = await findAccount(api.db, UserId.parse(ana.id))
  const byStranger = await signedFile(
    { keys: api.keys, siteUrl: api.siteUrl },
    { id: UserId.parse(eve.id) },
    row?.avatarUrl ?? '',
  )
  expect((await api.ask('GET', pathOf(byStranger))).status).toBe(404)

  // Another takes its place, and leaves no file behind.
  await set(plainPng(100, 100))
  const files = async () => {
    const found: string[] = []
    for await (const key of api.storage.list('people/')) found.push(key)
    return found
  }
  expect(await files()).toHaveLength(1)
  expect((await api.ask('GET', pathOf(seen))).status).toBe(404)
  expect((await ana.delete('/me/avatar')).status).toBe(204)
  expect((await ana.get('/me')).body.user.avatar_url).toBeNull()
  expect(await files()).toEqual([])

  await set(plainPng(100, 100))
  await ana.delete(`/members/${ben.id}`)
  expect((await ana.post('/me/delete', { current_password: PASSWORD })).status).toBe(204)
  expect(await files()).toEqual([])
})
