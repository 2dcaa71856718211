import { expect, test } from 'vitest'
import { startApi } from './api.fixtures.ts'

test('what cannot be done at an address is said with what can', async () => {
  const { ask, register } = await startApi({ RATE_LIMIT_FREE: '100' })
  const { token } = await register('Ana')
  const cases = [
    ['PATCH', '/videos', 'GET'],
    ['DELETE', '/clips', 'POST, GET'],
    ['GET', '/auth/login', 'POST'],
    ['POST', `/clips/${crypto.randomUUID()}/style`, 'GET, PUT'],
  ] as const
  for (const [method, path, allow] of cases) {
    const { status, headers, body } = await ask(method, path, { token })
    expect([status, body.error.code], path).toEqual([405, 'VALIDATION_ERROR'])
    expect(headers.get('allow')?.split(', ').sort(), path).toEqual(allow.split(', ').sort())
    expect(headers.get('x-ratelimit-limit'), path).not.toBeNull()
  }
  expect((await ask('GET', '/nothing', { token })).status).toBe(404)
})

test('projects are paged and sorted as every list is', async () => {
  const { register } = await startApi()
  const ana = await register('Ana')
  for (const name of ['alpha', 'Beta', 'gamma']) await ana.post('/projects', { name })
  const page = (query: string) => ana.get(`/projects?${query}`)
  const first = (await page('per_page=3&sort_by=name&sort_order=asc')).body
  expect(first.projects.map(({ name }: { name: string }) => name)).toEqual([
    'alpha',
    'Beta',
    'gamma',
  ])
  expect(first.pagination).toEqual({
    ...{ page: 1, per_page: 3, total_pages: 2, total_count: 4, has_next: true, has_prev: false },
  })
  const last = (await page('per_page=3&page=2&sort_by=name&sort_order=asc')).body
  expect(last.projects.map(({ name }: { name: string }) => name)).toEqual(['My videos'])
  for (const wrong of ['page=0', 'per_page=101', 'sort_by=size', 'sort_order=up'])
    expect((await page(wrong)).status, wrong).toBe(400)
})

test('a project says what it is about and when it was made', async () => {
  const { register } = await startApi()
  const ana = await register('Ana')
  const { body, status } = await ana.post('/projects', { name: 'Talks', description: 'Of spring' })
  const { id, created_at } = body.project
  expect(status).toBe(201)
  expect(new Date(created_at).toISOString()).toBe(created_at)
  const put = async (change: object) => (await ana.put(`/projects/${id}`, change)).body.project
  expect(await put({ name: 'Panels' })).toMatchObject({ name: 'Panels', description: 'Of spring' })
  expect(await put({ description: '' })).toMatchObject({ name: 'Panels', description: '' })
  expect((await ana.put(`/projects/${id}`, {})).status).toBe(400)
})

test('an account may be made without a name, and is called by its address', async () => {
  const { ask } = await startApi()
  const body = { email: 'ana.moss@example.com', password: 'SecurePass123!' }
  const made = await ask('POST', '/auth/register', { body })
  expect([made.status, made.body.user?.full_name]).toEqual([201, 'ana.moss'])
})

test('an access token is no refresh token, however long it is', async () => {
  const { ask } = await startApi()
  const answer = await ask('POST', '/auth/refresh', { body: { refresh_token: 'a'.repeat(900) } })
  expect([answer.status, answer.body.error.code]).toEqual([401, 'AUTHENTICATION_ERROR'])
})

test('a character that no database keeps is the sender’s affair', async () => {
  const { register } = await startApi()
  const ana = await register('Ana')
  const answers = [
    await ana.get('/videos?search=%00'),
    await ana.get('/clips?search=a%00b'),
    await ana.get('/templates?category=%00'),
    await ana.post('/projects', { name: 'a\u0000b' }),
    await ana.post('/templates', { name: 'a\u0000b' }),
  ]
  for (const { status, body } of answers) {
    expect([status, body.error?.code]).toEqual([400, 'VALIDATION_ERROR'])
  }
})

test('a template names its font', async () => {
  const api = await startApi()
  const ana = await api.register('Ana')
  const style_config = { caption_font: 'Open Sans', caption_size: 60 }
  const { template } = (await ana.post('/templates', { name: 'T', style_config })).body
  expect(template.style_config).toMatchObject(style_config)
})
