import { SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { startApi } from './api.fixtures.ts'

const account = { email: 'John@Example.org ', password: 'SecurePass123!', full_name: 'John Doe' }

test('an account is made with its tokens, in the words of the contract', async () => {
  const { ask } = await startApi()
  const { status, body, headers } = await ask('POST', '/auth/register', { body: account })
  expect(status).toBe(201)
  expect(body).toEqual({
    user: {
      id: expect.any(String),
      email: 'john@example.org',
      full_name: 'John Doe',
      avatar_url: null,
      subscription_tier: 'free',
      email_verified: false,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    },
    token: {
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      refresh_token: expect.any(String),
      expires_in: 3600,
    },
  })
  expect(headers.get('cache-control')).toBe('private, no-store')
})

test('what is wrong with a request is said field by field, in the envelope', async () => {
  const { ask } = await startApi()
  await ask('POST', '/auth/register', { body: account })
  const taken = await ask('POST', '/auth/register', { body: account })
  expect(taken.status).toBe(400)
  expect(taken.body).toEqual({
    error: {
      code: 'VALIDATION_ERROR',
      message: 'Invalid input data',
      details: [{ field: 'email', message: 'Email already exists' }],
      request_id: expect.stringMatching(/^req-/),
      timestamp: expect.stringMatching(/Z$/),
    },
  })
  const wrong = await ask('POST', '/auth/register', {
    body: { ...account, email: 'x', password: 'a' },
  })
  expect(wrong.status).toBe(400)
  expect(wrong.body.error.details.map((one: { field: string }) => one.field)).toEqual([
    'email',
    'password',
  ])
  const torn = await ask('POST', '/auth/login', {
    raw: '{"email":',
    headers: { 'content-type': 'application/json' },
  })
  expect([torn.status, torn.body.error.code]).toEqual([400, 'VALIDATION_ERROR'])
  const lost = await ask('GET', '/nothing/here')
  expect([lost.status, lost.body.error.code]).toEqual([404, 'NOT_FOUND'])
})

test('a wrong password and an unknown email are answered alike', async () => {
  const { ask, register } = await startApi()
  await register('Ana')
  const login = (email: string, password: string) =>
    ask('POST', '/auth/login', { body: { email, password } })
  const known = await login('ana@example.org', 'not it')
  const unknown = await login('nobody@example.org', 'not it')
  expect(known.status).toBe(401)
  const plain = ({ body }: typeof known) => ({ ...body.error, request_id: '', timestamp: '' })
  expect(plain(known)).toEqual(plain(unknown))
  expect(known.body.error.code).toBe('AUTHENTICATION_ERROR')
  const forgot = async (email: string) => ask('POST', '/auth/forgot-password', { body: { email } })
  expect((await forgot('ana@example.org')).body).toEqual((await forgot('no@example.org')).body)
})

test('a refresh token works once; shown again it ends everything that came of it', async () => {
  const { ask, register } = await startApi()
  const ana = await register('Ana')
  const refresh = (refresh_token: string) =>
    ask('POST', '/auth/refresh', { body: { refresh_token } })
  const second = (await refresh(ana.refresh)).body.token
  expect((await ask('GET', '/projects', { token: second.access_token })).status).toBe(200)
  const third = (await refresh(second.refresh_token)).body.token

  const stolen = await refresh(ana.refresh)
  expect([stolen.status, stolen.body.error.code]).toEqual([401, 'AUTHENTICATION_ERROR'])
  // The thief's and the owner's tokens alike, the newest too.
  for (const token of [ana.token, second.access_token, third.access_token]) {
    expect((await ask('GET', '/projects', { token })).status).toBe(401)
  }
  expect((await refresh(third.refresh_token)).status).toBe(401)
})

test('a token that is over stands in nobody’s way where none is needed', async () => {
  const { register, ask } = await startApi()
  const ana = await register('Ana')
  const token = 'over.and.done'
  expect((await ask('GET', '/me', { token })).status).toBe(401)
  const body = { refresh_token: ana.refresh }
  expect((await ask('POST', '/auth/refresh', { token, body })).status).toBe(200)
})

test('who may not ask is told so before what is wrong with the question', async () => {
  const { ask } = await startApi()
  expect((await ask('POST', '/clips', { body: { title: 3 } })).status).toBe(401)
})

test('signing out ends the tokens at once, and only those', async () => {
  const { ask, register } = await startApi()
  const ana = await register('Ana')
  const other = (
    await ask('POST', '/auth/login', { body: { email: ana.email, password: 'correct horse' } })
  ).body.token
  expect((await ask('POST', '/auth/logout', { token: ana.token })).status).toBe(204)
  expect((await ana.get('/projects')).status).toBe(401)
  expect((await ask('GET', '/projects', { token: other.access_token })).status).toBe(200)
})

test('a token that is not ours, of another kind, or unsigned opens nothing', async () => {
  const { ask, register, keys } = await startApi()
  const ana = await register('Ana')
  const sign = (key: Uint8Array, typ: string) =>
    new SignJWT({ fam: 'x' })
      .setProtectedHeader({ alg: 'HS256', typ })
      .setSubject(ana.id)
      .setIssuer('cliproom')
      .setExpirationTime('1h')
      .sign(key)
  const [head = '', claims = ''] = ana.token.split('.')
  const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')
  for (const token of [
    await sign(new Uint8Array(32), 'at+jwt'),
    await sign(keys.signing('file'), 'at+jwt'),
    await sign(keys.signing('access'), 'file+jwt'),
    `${none}.${claims}.`,
    `${head}.${claims}.AAAA`,
    'crk_nothing',
    'x',
  ]) {
    const { status, body } = await ask('GET', '/projects', { token })
    expect([status, body.error.code], token).toEqual([401, 'AUTHENTICATION_ERROR'])
  }
  const bare = await ask('GET', '/projects')
  expect([bare.status, bare.body.error.message]).toEqual([401, 'Sign in to go on.'])
})

test('a forgotten password is set by the mailed link, once, and ends every sign-in', async () => {
  const { ask, register, sent } = await startApi()
  const ana = await register('Ana')
  sent.length = 0
  await ask('POST', '/auth/forgot-password', { body: { email: ana.email } })
  await expect.poll(() => sent.length).toBe(1)
  const token = /reset-password\?token=(\S+)/.exec(sent[0]?.text ?? '')?.[1]
  expect(sent[0]?.text).toContain('http://clips.example/reset-password?token=')
  const reset = (password: string) =>
    ask('POST', '/auth/reset-password', { body: { token, password } })
  expect((await reset('a new horse')).status).toBe(200)
  expect((await reset('another one')).status).toBe(400)
  expect((await ana.get('/projects')).status).toBe(401)
  const login = (password: string) =>
    ask('POST', '/auth/login', { body: { email: ana.email, password } })
  expect((await login('correct horse')).status).toBe(401)
  expect((await login('a new horse')).status).toBe(200)
})

test('an address is confirmed by the link that was mailed to it', async () => {
  const { ask, register, sent } = await startApi()
  const ana = await register('Ana')
  const token = /verify-email\?token=(\S+)/.exec(sent[0]?.text ?? '')?.[1]
  expect((await ask('POST', '/auth/verify-email', { body: { token } })).status).toBe(200)
  expect((await ask('POST', '/auth/verify-email', { body: { token } })).status).toBe(400)
  const { body } = await ask('POST', '/auth/login', {
    body: { email: ana.email, password: 'correct horse' },
  })
  expect(body.user.email_verified).toBe(true)
})

test('the hour’s requests are counted for a person and for an address, in the headers too', async () => {
  const { ask, register } = await startApi({ RATE_LIMIT_FREE: '3', RATE_LIMIT_IP: '9' })
  const ana = await register('Ana')
  const first = await ana.get('/projects')
  expect(first.headers.get('x-ratelimit-limit')).toBe('3')
  expect(first.headers.get('x-ratelimit-remaining')).toBe('2')
  const reset = Number(first.headers.get('x-ratelimit-reset'))
  expect(reset).toBeGreaterThan(Date.now() / 1000)
  expect(reset).toBeLessThan(Date.now() / 1000 + 3601)
  await ana.get('/projects')
  await ana.get('/projects')
  const over = await ana.get('/projects')
  expect([over.status, over.body.error.code]).toEqual([429, 'RATE_LIMIT_EXCEEDED'])
  expect(over.headers.get('x-ratelimit-remaining')).toBe('0')
  expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(3500)
  // Somebody else at the same address still may, until the address has had its share.
  const ben = await register('Ben')
  expect((await ben.get('/projects')).status).toBe(200)
  for (let i = 0; i < 2; i++) await ask('GET', '/nothing')
  const here = await ask('POST', '/auth/login', { body: { email: 'x', password: 'y' } })
  expect(here.status).toBe(429)
  expect(here.headers.get('x-ratelimit-limit')).toBe('9')
  const elsewhere = await ask('GET', '/nothing', { ip: '10.0.0.2' })
  expect(elsewhere.status).toBe(404)
})

test('a POST with an Idempotency-Key is done once', async () => {
  const { ask, register } = await startApi()
  const { token, get } = await register('Ana')
  const make = (name: string, key: string) =>
    ask('POST', '/projects', { token, body: { name }, headers: { 'idempotency-key': key } })
  const first = await make('Talks', 'a1')
  const again = await make('Talks', 'a1')
  expect(again.status).toBe(201)
  expect(again.body).toEqual(first.body)
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  const other = await make('Panels', 'a1')
  expect([other.status, other.body.error.code]).toEqual([409, 'CONFLICT'])
  const { body } = await get('/projects')
  expect(body.projects.map((one: { name: string }) => one.name)).toEqual(['Talks', 'My videos'])
})

test('another site’s page is refused unless it is allowed, and then a browser is told so', async () => {
  const { ask } = await startApi({ CORS_ORIGINS: 'https://app.example' })
  const login = (origin: string) =>
    ask('POST', '/auth/login', {
      body: { email: 'a@example.org', password: 'x' },
      headers: { origin },
    })
  const foreign = await login('https://evil.example')
  expect([foreign.status, foreign.body.error.code]).toEqual([403, 'AUTHORIZATION_ERROR'])
  expect(foreign.headers.get('access-control-allow-origin')).toBeNull()
  const allowed = await login('https://app.example')
  expect(allowed.status).toBe(401)
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://app.example')
})
