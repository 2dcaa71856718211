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
