import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { expect, onTestFinished, test } from 'vitest'
import { eraseUser } from '#db/account-data.ts'
import { codeOf } from '#db/clips.fixtures.ts'
import { identitiesOf, linkIdentity } from '#db/identities.ts'
import { insertMailedToken } from '#db/mailed-tokens.ts'
import { identities, users } from '#db/schema/accounts.ts'
import { freshDatabase } from '#db/test-database.ts'
import { updateUser } from '#db/users.ts'
import { enterByProvider } from '../commands/enter-by-provider.server.ts'
import { resetPassword } from '../commands/reset-password.server.ts'
import { makeAccount } from '../commands/sign-up.server.ts'
import { unlinkProvider } from '../commands/unlink-provider.server.ts'
import { createAuth } from './auth.ts'
import { readConfig } from './config.ts'
import { hashToken } from './hashed-token.ts'
import { serverKeys } from './server-keys.ts'
import { signInProviders } from './sign-in-providers.ts'

const SITE = 'http://clips.example'
const people: Record<string, { email: string; email_verified: boolean; name: string }> = {
  ana: { email: 'ana@example.org', email_verified: true, name: 'Ana' },
  eve: { email: 'ana@example.org', email_verified: false, name: 'Eve' },
}

/** A real provider on this machine, where whoever is named by `who` is signed in already. */
async function provider() {
  const state = { who: 'ana' }
  let handle: ReturnType<Provider['callback']> = async () => {}
  const server = createServer(async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return handle(request, response)
    const { prompt, params } = await op.interactionDetails(request, response)
    if (prompt.name === 'login') {
      return op.interactionFinished(request, response, { login: { accountId: state.who } })
    }
    const grant = new op.Grant({ accountId: state.who, clientId: String(params.client_id) })
    grant.addOIDCScope('openid email profile')
    const grantId = await grant.save()
    return op.interactionFinished(request, response, { consent: { grantId } })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const op = new Provider(issuer, {
    clients: [
      {
        client_id: 'clips',
        client_secret: 'a secret',
        redirect_uris: [`${SITE}/auth/oidc/callback`],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['k'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people[id] }) }),
  })
  handle = op.callback()
  return { issuer, state }
}

/** A browser that goes where it is sent, until it is sent back to the site. */
async function follow(from: string): Promise<URL> {
  const jar = new Map<string, string>()
  let at = new URL(from)
  for (let hops = 0; hops < 15; hops++) {
    if (at.origin === SITE) return at
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      jar.set(name, value)
    }
    const next = answer.headers.get('location')
    if (!next) throw new Error(`${answer.status} at ${at}: ${await answer.text()}`)
    at = new URL(next, at)
  }
  throw new Error('sent in circles')
}

async function house() {
  const { issuer, state } = await provider()
  const { db } = await freshDatabase()
  const config = readConfig({
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'clips',
    OIDC_CLIENT_SECRET: 'a secret',
    OIDC_NAME: 'the house',
  })
  const keys = serverKeys(new Uint8Array(32))
  const signIn = signInProviders(config.signIn, { keys, siteUrl: () => SITE })
  const auth = createAuth(db, { secureCookies: false })
  const context = { db, auth, ip: '10.0.0.1', userAgent: 'a browser' }
  const enter = async () => {
    const { url, sealed } = await signIn.begin('oidc', '/clips/1')
    const { identity } = await signIn.finish('oidc', await follow(url), sealed)
    const cookie = await enterByProvider(context, 'oidc', identity)
    return (await auth.readSession(cookie.split(';')[0]))?.user
  }
  return { db, signIn, context, enter, state }
}

test('somebody new gets an account with a workspace, and the same one the next time', async () => {
  const { db, signIn, enter } = await house()
  expect(signIn.known).toEqual([{ id: 'oidc', name: 'the house' }])
  const first = await enter()
  expect(first).toMatchObject({ email: 'ana@example.org', fullName: 'Ana' })
  expect((await enter())?.id).toBe(first?.id)
  expect(await db.select().from(users)).toMatchObject([{ emailVerified: true }])
  expect(await db.select().from(identities)).toMatchObject([{ provider: 'oidc', subject: 'ana' }])
})

test('an account with that email is theirs only where the email was proven here too', async () => {
  const { db, context, enter } = await house()
  const input = {
    email: 'ana@example.org',
    password: 'correct horse',
    fullName: 'A',
    workspaceName: '',
  }
  const id = await makeAccount(context, input)
  // Registered by whoever; perhaps not by who owns the email.
  expect(await codeOf(enter())).toBe('auth.link-first')
  await updateUser(db, id, { emailVerified: true })
  expect((await enter())?.id).toBe(id)
  // Once linked, it stays theirs whatever their email becomes.
  await updateUser(db, id, { email: 'other@example.org' })
  expect((await enter())?.id).toBe(id)
  await db.transaction((tx) => eraseUser(tx, id, []))
  // Whoever left comes in as somebody new.
  const anew = await enter()
  expect(anew?.email).toBe('ana@example.org')
  expect(anew?.id).not.toBe(id)
})

test('a provider is unlinked, unless it is the only way in', async () => {
  const { db, context, enter } = await house()
  const ana = await enter()
  if (!ana) throw new Error('nobody came')
  const unlink = (provider: string) => codeOf(unlinkProvider({ db, user: ana }, { provider }))
  expect(await unlink('google')).toBe('auth.provider-not-linked')
  // Nobody knows a password for the account: she would be locked out.
  expect(await unlink('oidc')).toBe('auth.only-way-in')
  await linkIdentity(db, { provider: 'github', subject: '7', userId: ana.id })
  expect(await unlink('github')).toBeNull()
  const token = 'mailed'
  await insertMailedToken(db, {
    ...{ userId: ana.id, email: ana.email, purpose: 'reset-password', hash: hashToken(token) },
    expiresAt: new Date(Date.now() + 60_000),
  })
  const collab = { disconnect() {} } as never
  await resetPassword({ ...context, collab }, { token, password: 'correct horse' })
  expect(await unlink('oidc')).toBeNull()
  expect(await identitiesOf(db, ana.id)).toEqual([])
})

test('an email the provider does not vouch for opens nothing', async () => {
  const { enter, state } = await house()
  state.who = 'eve'
  expect(await codeOf(enter())).toBe('auth.provider-no-email')
})

test('only who left comes back: another state, another browser, another answer are refused', async () => {
  const { signIn } = await house()
  const mine = await signIn.begin('oidc', '/')
  const theirs = await signIn.begin('oidc', '/')
  const came = await follow(mine.url)
  const finish = (address: URL, sealed: string) => codeOf(signIn.finish('oidc', address, sealed))
  expect(await finish(came, theirs.sealed)).toBe('auth.provider-refused')
  expect(await finish(came, '')).toBe('auth.provider-refused')
  expect(await finish(came, `${mine.sealed.slice(0, -4)}AAAA`)).toBe('auth.provider-refused')
  const refused = new URL(`${SITE}/auth/oidc/callback?error=access_denied`)
  expect(await finish(refused, mine.sealed)).toBe('auth.provider-refused')
  expect(await finish(came, mine.sealed)).toBeNull()
  // A code works once.
  expect(await finish(came, mine.sealed)).toBe('auth.provider-refused')
  expect(await codeOf(signIn.begin('google', '/'))).toBe('address.unknown')
})

test('a provider that is away is said to be, and asked again the next time', async () => {
  const gone = readConfig({
    OIDC_ISSUER: 'http://127.0.0.1:9',
    OIDC_CLIENT_ID: 'clips',
    OIDC_CLIENT_SECRET: 's',
  }).signIn
  const signIn = signInProviders(gone, {
    keys: serverKeys(new Uint8Array(32)),
    siteUrl: () => SITE,
  })
  expect(await codeOf(signIn.begin('oidc', '/'))).toBe('auth.provider-away')
  expect(await codeOf(signIn.begin('oidc', '/'))).toBe('auth.provider-away')
})

test('Google and GitHub are there by their keys', async () => {
  const { signIn } = readConfig({
    GOOGLE_CLIENT_ID: 'g',
    GOOGLE_CLIENT_SECRET: 's',
    GITHUB_CLIENT_ID: 'h',
    GITHUB_CLIENT_SECRET: 's',
  })
  expect(signIn.map(({ id, issuer }) => [id, issuer])).toEqual([
    ['google', 'https://accounts.google.com'],
    ['github', 'https://github.com'],
  ])
  const { begin } = signInProviders(signIn, {
    keys: serverKeys(new Uint8Array(32)),
    siteUrl: () => SITE,
  })
  const { url } = await begin('github', '/')
  expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
    client_id: 'h',
    redirect_uri: `${SITE}/auth/github/callback`,
    scope: 'read:user user:email',
    code_challenge_method: 'S256',
  })
})
