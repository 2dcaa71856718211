import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRefused, startTestServer, type TestServer } from './test-server.ts'
import { visitor } from './visitor.fixtures.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.dispose())

/** Sends bytes as they are and gives what comes back until the other side closes. */
const raw = (bytes: string) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk.toString()
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
    socket.end(bytes)
  })

test('says that it is up, and that every part is ready', async () => {
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  const ready = await fetch(`${server.url}/readyz`)
  expect(ready.status).toBe(200)
  expect(await ready.json()).toEqual({
    ready: true,
    parts: { database: 'ready', migrations: 'ready', storage: 'ready', worker: 'ready' },
  })
})

test('a second start on the same data folder names the first and ends with 1', async () => {
  const { code, output } = await startRefused({ CLIPROOM_DATA: server.dataFolder })
  expect(code).toBe(1)
  expect(output).toContain(`is in use by process ${server.child.pid}, since `)
  expect(output).toContain(`at ${server.url}`)
})

test('a wrong variable is named and stops the start', async () => {
  const { code, output } = await startRefused({ PORT: 'eighty' })
  expect(code).toBe(1)
  expect(output).toContain('PORT must be a port number.')
})

test('signing up, out and in again; pages for members send others to sign in', async () => {
  const mara = visitor(server.url)
  const welcomed = await mara.signUp('Mara@Studio.example ')
  expect(welcomed.status).toBe(302)
  expect(welcomed.headers.get('location')).toBe('/library')
  const cookie = welcomed.headers.getSetCookie().join()
  expect(cookie).toContain('HttpOnly')
  expect(cookie).toContain('SameSite=Lax')
  expect(cookie).not.toContain('Secure')
  expect((await mara.go('/')).headers.get('location')).toBe('/library')

  const left = await mara.submit('/logout', {})
  expect(left.headers.get('location')).toBe('/login')
  expect((await mara.go('/login')).status).toBe(200)

  const back = await mara.submit('/login', {
    email: 'mara@studio.example',
    password: 'correct horse',
    redirectTo: '/projects?x=1',
  })
  expect(back.headers.get('location')).toBe('/projects?x=1')
})

test('a refused form keeps what was typed, except the password', async () => {
  const answer = await visitor(server.url).submit('/signup', {
    fullName: 'Tove "T" Valen',
    email: 'not-an-email',
    password: 'short',
  })
  expect(answer.status).toBe(400)
  const page = await answer.text()
  expect(page).toContain('Tove &quot;T&quot; Valen')
  expect(page).toContain('This is not an email address.')
  expect(page).toContain('Use at least 8 characters.')
  expect(page).not.toContain('value="short"')
})

test('a wrong password and an unknown email are told apart by nobody', async () => {
  const someone = visitor(server.url)
  await visitor(server.url).signUp('known@studio.example')
  const answers = await Promise.all(
    ['known@studio.example', 'unknown@studio.example'].map(async (email) => {
      const answer = await someone.submit('/login', { email, password: 'wrong password' })
      const page = await answer.text()
      return { status: answer.status, says: page.includes('This email and password do not match.') }
    }),
  )
  expect(answers).toEqual([
    { status: 401, says: true },
    { status: 401, says: true },
  ])
})

test('signing in does not lead to another site', async () => {
  const someone = visitor(server.url)
  const answer = await someone.submit('/signup', {
    fullName: 'Ines',
    email: 'ines@studio.example',
    password: 'correct horse',
    redirectTo: '//evil.example/library',
  })
  expect(answer.headers.get('location')).toBe('/library')
})

test('a form is taken from our own page whatever a proxy says of the host', async () => {
  const answer = await visitor(server.url).go('/login', {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-forwarded-host': 'inner.example:8080',
    },
    body: 'email=nobody@studio.example&password=wrong+password',
  })
  expect(answer.status).toBe(401)
})

test.each([
  ['a form', '/login', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['JSON', '/trpc/projects.create', { 'content-type': 'application/json' }],
  ['an upload', '/uploads', { 'tus-resumable': '1.0.0', 'upload-length': '5' }],
])('%s sent by another site is refused', async (_, path, headers) => {
  for (const from of ['http://evil.example', 'null', `${server.url}.evil.example`]) {
    const answer = await fetch(server.url + path, {
      method: 'POST',
      headers: { ...headers, origin: from },
      body: path === '/uploads' ? null : '{}',
    })
    expect(answer.status).toBe(403)
  }
})

test('with somebody’s cookie another site can do nothing, whatever it asks', async () => {
  const mara = visitor(server.url)
  await mara.signUp('cookie@studio.example')
  const asked = [
    ...['/', '/login', '/logout', '/join', '/settings', '/settings/profile', '/settings/people'],
    ...['/settings/brand', '/settings/keys', '/settings/engines', '/auth/google', '/verify-email'],
    ...['/trpc/projects.create', '/trpc/templates.make', '/trpc/brand.change', '/trpc/styles.make'],
    ...['/assets?name=x', '/uploads', '/api/v1/projects', '/mcp', '/r/x'],
  ].map((path) => ['POST', path])
  const others = [
    ['PATCH', '/uploads/x'],
    ['DELETE', '/uploads/x'],
    ['DELETE', '/api/v1/projects/x'],
  ]
  for (const [method = '', path = ''] of [...asked, ...others]) {
    const forms = { 'content-type': 'text/plain', origin: 'https://evil.example' }
    const answer = await mara.go(path, { method, headers: forms, body: '{}' })
    expect([path, answer.status]).toEqual([path, 403])
    // Without Origin, as some browsers leave it out, where the page came from is said otherwise.
    const quiet = await fetch(server.url + path, {
      ...{ method, body: '{}', redirect: 'manual' },
      headers: { cookie: mara.cookie(), 'sec-fetch-site': 'cross-site' },
    })
    expect([path, quiet.status]).toEqual([path, 403])
  }
  expect((await mara.go('/library')).status).toBe(200)
})

test('what people call themselves and their things is words on every page', async () => {
  const eve = visitor(server.url)
  const bad = `</script><script>alert(1)</script><img src=x onerror=alert(1)>"'{{7*7}}`
  const welcomed = await eve.submit('/signup', {
    ...{ fullName: bad, workspaceName: bad, email: 'eve@studio.example' },
    password: 'correct horse',
  })
  expect(welcomed.status).toBe(302)
  const ask = async (name: string, input: object) => {
    const answer = await eve.go(`/trpc/${name}`, {
      ...{ method: 'POST', body: JSON.stringify(input) },
      headers: { 'content-type': 'application/json' },
    })
    expect([name, answer.status]).toEqual([name, 200])
    expect(answer.headers.get('content-type')).toContain('application/json')
  }
  await ask('projects.create', { name: bad })
  await ask('templates.make', { name: bad, category: bad.slice(0, 60), reach: 'public' })
  await ask('styles.make', { name: bad.slice(0, 60) })
  await ask('brand.change', { kit: { intro: null }, locked: ['intro'] })
  const pages = ['/library', '/projects', '/templates', '/templates?whose=public', '/styles']
  const settings = ['people', 'profile', 'brand', 'keys', 'engines'].map(
    (name) => `/settings/${name}`,
  )
  const typed = encodeURIComponent(bad)
  const echoes = [`/library?q=${typed}`, `/templates?q=${typed}&category=${typed}`, `/numbers`]
  for (const path of [...pages, ...settings, ...echoes]) {
    const answer = await eve.go(path)
    expect([path, answer.status]).toEqual([path, 200])
    const page = await answer.text()
    expect(page).not.toContain('<script>alert(1)')
    expect(page).not.toContain('<img src=x')
  }
  for (const path of [`/r/${typed}`, `/join?token=${typed}`, `/login?redirectTo=${typed}`]) {
    const page = await (await fetch(server.url + path)).text()
    expect(page).not.toContain('<script>alert(1)')
    expect(page).not.toContain('<img src=x')
  }
})

test('what is malformed ends its own connection and nothing else', async () => {
  const attempts = [
    'GET / HTTP/1.1\r\nHost: a b\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: [::\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: localhost:99999999\r\n\r\n',
    'GET / HTTP/1.1\r\n\r\n',
    'GET //evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    'GET http://[ HTTP/1.1\r\nHost: localhost\r\n\r\n',
    'GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    'GET /collab HTTP/1.1\r\nHost: [::\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    'GET /nowhere HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    'GET /collab HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    'nonsense\r\n\r\n',
  ]
  for (const bytes of attempts) expect(await raw(bytes)).toMatch(/^HTTP\/1\.1 [34]\d\d /)
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
})

test('pages carry a policy that lets no stranger’s script run', async () => {
  const { headers } = await fetch(server.url)
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+'(;| ')/)
  expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('cache-control')).toBe('private, no-store')
})

test('what is named by its content is kept for a year, and nothing else of the disk is served', async () => {
  const page = await (await fetch(server.url)).text()
  const script = /\/assets\/[^"]+\.js/.exec(page)?.[0] ?? ''
  const answer = await fetch(server.url + script)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toContain('immutable')
  for (const path of [
    '/../package.json',
    '/%2e%2e/package.json',
    '/assets/..%2f..%2fserver/index.js',
  ]) {
    expect(
      await raw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`),
    ).not.toContain('HTTP/1.1 200')
  }
})
