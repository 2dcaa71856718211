import { expect, test } from 'vitest'
import type { UserId, WorkspaceId } from '#core/ids.ts'
import { acceptInvitation } from '../commands/people.server.ts'
import { type Person, startApi, type TestApi } from './api.fixtures.ts'

/** Ben joins Ana's workspace by the link she was given. */
async function join(api: TestApi, link: string, who: Person) {
  const token = new URL(link).searchParams.get('token') ?? ''
  await acceptInvitation(
    {
      db: api.db,
      sessionId: null,
      user: {
        id: who.id as UserId,
        email: who.email,
        fullName: '',
        workspaceId: '' as WorkspaceId,
      },
    },
    { token },
  )
}

const projectsIn = (api: TestApi, who: Person, workspace: string) =>
  api.ask('GET', '/projects', { token: who.token, headers: { 'x-workspace-id': workspace } })

test('somebody joins by a link, once, works there, and is out at once when removed', async () => {
  const api = await startApi()
  const [ana, ben, cleo] = [
    await api.register('Ana'),
    await api.register('Ben'),
    await api.register('Cleo'),
  ]
  const workspace = (await ana.get('/workspaces')).body.workspaces[0].id
  expect((await projectsIn(api, ben, workspace)).status).toBe(404)
  const { link } = (await ana.post('/invitations', { role: 'reviewer' })).body.invitations[0]
  await join(api, link, ben)
  await expect(join(api, link, cleo)).rejects.toThrow('This invitation was used')

  const there = { token: ben.token, headers: { 'x-workspace-id': workspace } }
  expect((await projectsIn(api, ben, workspace)).status).toBe(200)
  const looked = await api.ask('POST', '/projects', { ...there, body: { name: 'Mine' } })
  expect([looked.status, looked.body.error.code]).toEqual([403, 'AUTHORIZATION_ERROR'])
  expect((await api.ask('GET', '/api-keys', there)).status).toBe(403)

  api.disconnected.length = 0
  expect((await ana.put(`/members/${ben.id}`, { role: 'editor' })).status).toBe(204)
  // Open clips come back as what Ben is now.
  expect(api.disconnected).toEqual([{ userId: ben.id }])
  expect((await api.ask('POST', '/projects', { ...there, body: { name: 'Mine' } })).status).toBe(
    201,
  )
  expect((await ana.delete(`/members/${ben.id}`)).status).toBe(204)
  expect((await projectsIn(api, ben, workspace)).status).toBe(404)
  const { entries } = (await ana.get('/audit-log')).body
  expect(entries.map((entry: { action: string }) => entry.action)).toEqual([
    'person.removed',
    'person.role-changed',
    'person.joined',
    'person.invited',
  ])
})

test('an invitation by mail is for its address alone', async () => {
  const api = await startApi()
  const [ana, ben] = [await api.register('Ana'), await api.register('Ben')]
  api.sent.length = 0
  const { invitations } = (
    await ana.post('/invitations', { emails: ['someone@example.org'], role: 'editor' })
  ).body
  expect(api.sent.map(({ to }) => to)).toEqual(['someone@example.org'])
  expect(api.sent[0]?.text).toContain(invitations[0].link)
  await expect(join(api, invitations[0].link, ben)).rejects.toThrow('This invitation was used')
})

test('a key does what it was made for, in its workspace, until it is revoked', async () => {
  const api = await startApi()
  const [ana, ben] = [await api.register('Ana'), await api.register('Ben')]
  const made = (await ana.post('/api-keys', { name: 'CMS', scopes: ['read', 'manage'] })).body
  expect(made.key).toMatch(/^crk_live_/)
  const ask = (method: string, path: string, body?: unknown, headers = {}) =>
    api.ask(method, path, { token: made.key, body, headers })
  expect((await ask('GET', '/projects')).status).toBe(200)
  const refused = await ask('POST', '/projects', { name: 'x' })
  expect([refused.status, refused.body.error.code]).toEqual([403, 'AUTHORIZATION_ERROR'])
  // It makes none that may do more than itself.
  expect((await ask('POST', '/api-keys', { name: 'more', scopes: ['delete'] })).status).toBe(403)
  const { api_keys: keys } = (await ask('GET', '/api-keys')).body
  expect(keys[0]).toMatchObject({
    name: 'CMS',
    hint: made.key.slice(-4),
    scopes: ['read', 'manage'],
  })
  expect(JSON.stringify(keys)).not.toContain(made.key)

  // Ana joins Ben's workspace: her key stays in hers.
  const bens = (await ben.get('/workspaces')).body.workspaces[0].id
  const { link } = (await ben.post('/invitations', { role: 'editor' })).body.invitations[0]
  await join(api, link, ana)
  const project = (await ben.get('/projects')).body.projects[0].id
  expect((await ana.get(`/projects/${project}`)).status).toBe(200)
  expect((await ask('GET', `/projects/${project}`)).status).toBe(404)
  expect((await ask('GET', '/workspaces')).body.workspaces).toHaveLength(1)
  const elsewhere = await ask('GET', '/projects', undefined, { 'x-workspace-id': bens })
  expect(elsewhere.body.projects.map((one: { id: string }) => one.id)).not.toContain(project)
  // Nobody else's key is there to be revoked.
  expect((await ben.delete(`/api-keys/${made.id}`)).status).toBe(404)
  expect((await ana.delete(`/api-keys/${made.id}`)).status).toBe(204)
  expect((await ask('GET', '/projects')).status).toBe(401)
})

test('a webhook’s address is judged, its secret is shown once and lies sealed', async () => {
  const api = await startApi()
  const ana = await api.register('Ana')
  for (const url of [
    'http://127.0.0.1/x',
    'http://10.0.0.1/x',
    'ftp://example.com',
    'http://[::1]/',
  ]) {
    const { status, body } = await ana.post('/webhooks', { url, events: ['render.done'] })
    expect([status, body.error.details[0]?.field], url).toEqual([400, 'url'])
  }
  const { body } = await ana.post('/webhooks', {
    url: 'https://example.com/hook',
    events: ['render.done'],
  })
  expect(body.secret).toMatch(/^whsec_/)
  expect(JSON.stringify((await ana.get('/webhooks')).body)).not.toContain('whsec_')
  const { webhooks } = await import('#db/schema/programs.ts')
  const [row] = await api.db.select().from(webhooks)
  expect(row?.secret).not.toContain(body.secret)
  expect(api.keys.unseal(row?.secret ?? '')).toBe(body.secret)
})
