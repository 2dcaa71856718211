import * as oidc from 'openid-client'
import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import type { Config } from './config.ts'
import type { ServerKeys } from './server-keys.ts'

/** Who somebody is, as a provider says. `email` only where the provider vouches for it. */
export type ProvenIdentity = { subject: string; email: string | null; name: string }

/** What must be the same when somebody comes back as when they left, kept sealed in their browser. */
const Journey = z.object({
  provider: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  redirectTo: z.string(),
  until: z.number(),
})

const JOURNEY_MS = 10 * 60_000
const GITHUB = 'https://github.com'

/** Sign-in by providers of OpenID Connect, and by GitHub, which has a way of its own. */
export type SignInProviders = {
  /** For the page: what there is to choose. */
  known: { id: string; name: string }[]
  /** Where to send somebody, and what their browser keeps meanwhile. */
  begin(id: string, redirectTo: string): Promise<{ url: string; sealed: string }>
  /** Who came back. Fails with 'auth.provider-refused' where anything does not fit. */
  finish(
    id: string,
    address: URL,
    sealed: string,
  ): Promise<{ identity: ProvenIdentity; redirectTo: string }>
}

export function signInProviders(
  providers: Config['signIn'],
  { keys, siteUrl }: { keys: Pick<ServerKeys, 'seal' | 'unseal'>; siteUrl: () => string },
): SignInProviders {
  const found = new Map<string, Promise<oidc.Configuration>>()
  const theProvider = (id: string) => {
    const provider = providers.find((one) => one.id === id)
    if (!provider) throw new AppError('address.unknown')
    return provider
  }
  const configured = (id: string): Promise<oidc.Configuration> => {
    const { issuer, clientId, clientSecret } = theProvider(id)
    const known = found.get(id)
    if (known) return known
    const address = new URL(issuer)
    const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(address.hostname)
    const asked =
      issuer === GITHUB
        ? Promise.resolve(
            new oidc.Configuration(
              {
                issuer: GITHUB,
                authorization_endpoint: `${GITHUB}/login/oauth/authorize`,
                token_endpoint: `${GITHUB}/login/oauth/access_token`,
              },
              clientId,
              clientSecret,
            ),
          )
        : oidc.discovery(address, clientId, clientSecret, undefined, {
            // Without TLS only to this machine, to try it out.
            ...(isLocal && { execute: [oidc.allowInsecureRequests] }),
            timeout: 10,
          })
    const kept = asked.catch((cause: unknown) => {
      // Asked again next time: a provider that was away comes back.
      found.delete(id)
      throw new AppError('auth.provider-away', { cause })
    })
    found.set(id, kept)
    return kept
  }
  const callback = (id: string) => `${siteUrl()}/auth/${id}/callback`

  return {
    known: providers.map(({ id, name }) => ({ id, name })),
    async begin(id, redirectTo) {
      const isGithub = theProvider(id).issuer === GITHUB
      const configuration = await configured(id)
      const verifier = oidc.randomPKCECodeVerifier()
      const journey: z.infer<typeof Journey> = {
        provider: id,
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier,
        redirectTo,
        until: Date.now() + JOURNEY_MS,
      }
      const url = oidc.buildAuthorizationUrl(configuration, {
        redirect_uri: callback(id),
        scope: isGithub ? 'read:user user:email' : 'openid email profile',
        state: journey.state,
        ...(!isGithub && { nonce: journey.nonce }),
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, sealed: keys.seal(JSON.stringify(journey)) }
    },
    async finish(id, address, sealed) {
      const isGithub = theProvider(id).issuer === GITHUB
      const configuration = await configured(id)
      try {
        const journey = Journey.parse(JSON.parse(keys.unseal(sealed)))
        if (journey.provider !== id || journey.until < Date.now()) throw new Error('too late')
        // As the provider was told it, whatever a proxy made of it.
        const came = new URL(callback(id))
        came.search = address.search
        const tokens = await oidc.authorizationCodeGrant(configuration, came, {
          pkceCodeVerifier: journey.verifier,
          expectedState: journey.state,
          ...(!isGithub && { expectedNonce: journey.nonce, idTokenExpected: true }),
        })
        const identity = isGithub
          ? await githubIdentity(configuration, tokens.access_token)
          : await oidcIdentity(configuration, tokens)
        return { identity, redirectTo: journey.redirectTo }
      } catch (cause) {
        throw new AppError('auth.provider-refused', { cause })
      }
    },
  }
}

const Claims = z.object({
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
  name: z.string().optional(),
})

async function oidcIdentity(
  configuration: oidc.Configuration,
  tokens: Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>,
): Promise<ProvenIdentity> {
  const token = tokens.claims()
  if (!token) throw new Error('no identity came')
  const told = Claims.parse(token)
  // Many say little in the token and the rest where they are asked.
  const claims =
    told.email === undefined && configuration.serverMetadata().userinfo_endpoint
      ? Claims.parse(await oidc.fetchUserInfo(configuration, tokens.access_token, token.sub))
      : told
  return {
    subject: token.sub,
    email: claims.email_verified === true ? (claims.email ?? null) : null,
    name: claims.name ?? claims.email?.split('@')[0] ?? '',
  }
}

const GithubUser = z.object({
  id: z.number(),
  login: z.string(),
  name: z.string().nullable().optional(),
})
const GithubEmails = z.array(
  z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }),
)

async function githubIdentity(
  configuration: oidc.Configuration,
  accessToken: string,
): Promise<ProvenIdentity> {
  const ask = async (path: string): Promise<unknown> => {
    const answer = await oidc.fetchProtectedResource(
      configuration,
      accessToken,
      new URL(`https://api.github.com${path}`),
      'GET',
    )
    return answer.json()
  }
  const user = GithubUser.parse(await ask('/user'))
  const emails = GithubEmails.parse(await ask('/user/emails'))
  return {
    subject: String(user.id),
    email: emails.find(({ primary, verified }) => primary && verified)?.email ?? null,
    name: user.name || user.login,
  }
}
