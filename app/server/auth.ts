import { randomBytes } from 'node:crypto'
import { DrizzlePostgreSQLAdapter } from '@lucia-auth/adapter-drizzle'
import { hash, verify } from '@node-rs/argon2'
import { LRUCache } from 'lru-cache'
import { Lucia, TimeSpan } from 'lucia'
import type { UserId as OurUserId, WorkspaceId } from '#core/ids.ts'
import type { Db } from '#db/client.ts'
import { sessions, users } from '#db/schema/accounts.ts'
import { findMember, noteSeen } from '#db/users.ts'
import type { CurrentUser } from './context.ts'
import { hashToken, newToken } from './hashed-token.ts'
import { createThrottle, type Throttle } from './throttle.ts'

/*
 * Everything that knows Lucia is here: its author has retired it, and whoever replaces it replaces
 * this file.
 */

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<{ workspaceId: WorkspaceId | null }>
    UserId: OurUserId
    DatabaseSessionAttributes: { userAgent: string; workspaceId: WorkspaceId | null }
  }
}

export type Auth = {
  hashPassword(password: string): Promise<string>
  /** Takes as long where there is no hash, so that time does not tell which emails have an account. */
  passwordMatches(passwordHash: string | null, password: string): Promise<boolean>
  /** Signs a person in; gives the Set-Cookie header. */
  startSession(userId: OurUserId, userAgent: string): Promise<string>
  /** Signs out; gives the Set-Cookie header that clears the cookie. */
  endSession(sessionId: string | null): Promise<string>
  /** Who the cookie says is here. `renewed` is a Set-Cookie header where the session was prolonged. */
  readSession(
    cookieHeader: string | null | undefined,
  ): Promise<{ user: CurrentUser; sessionId: string; renewed: string | null } | null>
  /** The same for a session's token by itself, from a client that has no cookies. */
  readToken(
    token: string,
  ): Promise<{ user: CurrentUser; sessionId: string; renewed: string | null } | null>
  throttle: Throttle
}

/** OWASP's argon2id: 19 MiB, two passes, one lane. argon2id is the library's default algorithm. */
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function createAuth(db: Db, { secureCookies }: { secureCookies: boolean }): Auth {
  const lucia = new Lucia(new DrizzlePostgreSQLAdapter(db, sessions, users), {
    getSessionAttributes: ({ workspaceId }) => ({ workspaceId }),
    sessionExpiresIn: new TimeSpan(30, 'd'),
    sessionCookie: {
      // Browsers refuse to let a __Host- cookie be set from a sub-domain or without TLS.
      name: secureCookies ? '__Host-cliproom_session' : 'cliproom_session',
      attributes: { secure: secureCookies, sameSite: 'lax', path: '/' },
    },
  })

  // The cookie holds a token and the table its hash: a copy of the database opens no session.
  const cookieFor = (token: string) => lucia.createSessionCookie(token).serialize()

  /** Written down at most once in five minutes. */
  const seen = new LRUCache<OurUserId, true>({ max: 10_000, ttl: 300_000 })

  // Compared against where there is no account.
  const nobody = hash(randomBytes(16), ARGON)
  nobody.catch(() => {})

  const readToken: Auth['readToken'] = async (token) => {
    const { session } = await lucia.validateSession(hashToken(token))
    if (!session) return null
    const user = await findMember(db, session.userId, session.workspaceId)
    if (!user) return null
    if (!seen.has(user.id)) {
      seen.set(user.id, true)
      await noteSeen(db, user.id)
    }
    return { user, sessionId: session.id, renewed: session.fresh ? cookieFor(token) : null }
  }

  return {
    hashPassword: (password) => hash(password, ARGON),
    async passwordMatches(passwordHash, password) {
      const matches = await verify(passwordHash ?? (await nobody), password)
      return passwordHash !== null && matches
    },
    async startSession(userId, userAgent) {
      const token = newToken()
      const attributes = { userAgent: userAgent.slice(0, 200), workspaceId: null }
      await lucia.createSession(userId, attributes, { sessionId: hashToken(token) })
      return cookieFor(token)
    },
    async endSession(sessionId) {
      if (sessionId) await lucia.invalidateSession(sessionId)
      return lucia.createBlankSessionCookie().serialize()
    },
    async readSession(cookieHeader) {
      const token = lucia.readSessionCookie(cookieHeader ?? '')
      return token ? readToken(token) : null
    },
    readToken,
    throttle: createThrottle(),
  }
}
