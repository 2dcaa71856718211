import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { expect, onTestFinished, test } from 'vitest'
import { ApiScope } from '#core/api-scope.ts'
import type { AppContext } from '../server/context.ts'
import { startApi } from './api.fixtures.ts'
import { createMcp } from './mcp.ts'

async function studio() {
  const api = await startApi()
  const mcp = createMcp(api.api)
  const ana = await api.register('Ana')
  const app = {
    ...api.services,
    ip: '10.0.0.9',
    cookies: '',
    requestId: 'm',
  } as unknown as AppContext
  const ask = (request: Request) => mcp(request, app)
  const keyWith = async (scopes: string[]) =>
    (await ana.post('/api-keys', { name: scopes.join(' '), scopes })).body.key as string
  /** An assistant with this token, as assistants connect. */
  const assistant = async (token: string) => {
    const client = new Client({ name: 'a test', version: '1' })
    await client.connect(
      new StreamableHTTPClientTransport(new URL('http://clips.example/mcp'), {
        requestInit: { headers: { authorization: `Bearer ${token}` } },
        fetch: (url, init) => ask(new Request(url, init as RequestInit)),
      }) as never,
    )
    onTestFinished(() => client.close())
    const call = async (name: string, args: Record<string, unknown> = {}) => {
      const { content, isError } = await client.callTool({ name, arguments: args })
      const [{ text }] = content as [{ text: string }]
      return { isError: isError === true, body: text.startsWith('{') ? JSON.parse(text) : text }
    }
    return { client, call }
  }
  /** The scope of every operation, as the document says it. */
  const scopes = new Map(
    Object.values(api.api.document().paths).flatMap((methods) =>
      (Object.values(methods) as { operationId?: string; 'x-scope'?: string }[]).map(
        (one) => [one.operationId, one['x-scope']] as const,
      ),
    ),
  )
  return { ana, ask, keyWith, assistant, scopes, register: api.register, token: ana.token }
}

test('an assistant works through the API: makes, lists and removes, with the API’s own answers', async () => {
  const { assistant, token, ana } = await studio()
  const { client, call } = await assistant(token)
  const { tools } = await client.listTools()
  const names = tools.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['getVideos', 'postProjects', 'deleteProjectsId']))
  // Signing in, and files that are not JSON, are not an assistant's affair.
  expect(
    names.filter((name) => /^postAuth|^postVideosUpload$|^getVideosIdThumbnail$/.test(name)),
  ).toEqual([])
  const answer = tools.find(({ name }) => name === 'postCommentsIdReplies')
  expect(answer?.inputSchema).toMatchObject({ required: expect.arrayContaining(['id', 'body']) })
  expect(JSON.stringify(tools)).not.toContain('$ref')

  const made = await call('postProjects', { name: 'By an assistant' })
  expect(made).toMatchObject({ isError: false, body: { project: { name: 'By an assistant' } } })
  const { id } = made.body.project
  expect((await call('getVideos', { per_page: 1, page: 1 })).body.pagination.per_page).toBe(1)
  expect(await call('deleteProjectsId', { id })).toEqual({ isError: false, body: 'Done.' })
  expect((await ana.get(`/projects/${id}`)).status).toBe(404)
  expect(await call('getProjectsId', { id })).toMatchObject({
    isError: true,
    body: { error: { code: 'NOT_FOUND' } },
  })
})

test('a key sees and calls what its scopes reach, and nothing else', async () => {
  const { assistant, keyWith } = await studio()
  const { client, call } = await assistant(await keyWith(['read']))
  const { tools } = await client.listTools()
  const names = tools.map(({ name }) => name)
  expect(names).toContain('getProjects')
  expect(names.filter((name) => /^(post|put|delete)Projects/.test(name))).toEqual([])
  expect(await call('postProjects', { name: 'No' })).toMatchObject({
    isError: true,
    body: expect.stringContaining('this key does not reach it'),
  })
})

test.each(ApiScope.options)(
  'a key for %s alone is shown its tools and refused all others',
  async (scope) => {
    const { assistant, keyWith, scopes } = await studio()
    const { client, call } = await assistant(await keyWith([scope]))
    const names = (await client.listTools()).tools.map(({ name }) => name)
    const mine = [...scopes].filter(([, of]) => of === scope).map(([name]) => name)
    expect(mine).toEqual(expect.arrayContaining(names))
    // A tool each of the scopes it lacks: not by its name, though it is not listed.
    for (const other of ApiScope.options.filter((one) => one !== scope)) {
      const [name] = [...scopes].find(([, of]) => of === other) ?? []
      if (!name) throw new Error(`no operation asks for ${other}`)
      expect(await call(name, { id: crypto.randomUUID() })).toMatchObject({ isError: true })
    }
  },
)

test('what is another’s is not there, for an assistant as for a program', async () => {
  const { assistant, ana, token, register } = await studio()
  const eve = await assistant((await register('Eve')).token)
  const { id } = (await ana.get('/projects')).body.projects[0]
  expect((await (await assistant(token)).call('getProjectsId', { id })).isError).toBe(false)
  const strange = await eve.call('getProjectsId', { id })
  const none = await eve.call('getProjectsId', { id: crypto.randomUUID() })
  expect(strange.body.error).toMatchObject({ code: 'NOT_FOUND', message: none.body.error.message })
  expect(await eve.call('deleteProjectsId', { id })).toMatchObject({ isError: true })
  expect((await ana.get(`/projects/${id}`)).status).toBe(200)
})

test('ids cannot lead elsewhere, and one that lacks is asked for', async () => {
  const { assistant, token } = await studio()
  const { call } = await assistant(token)
  expect(await call('getProjectsId', { id: '../../me' })).toMatchObject({
    isError: true,
    body: { error: { code: 'NOT_FOUND' } },
  })
  expect(await call('getProjectsId')).toEqual({ isError: true, body: 'Give id.' })
})

test('without a token, or with one that is over, nobody is let in', async () => {
  const { ask } = await studio()
  for (const headers of [{}, { authorization: 'Bearer crk_nothing' }]) {
    const answer = await ask(new Request('http://clips.example/mcp', { method: 'POST', headers }))
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  }
})
