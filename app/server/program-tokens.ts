import { jwtVerify, SignJWT } from 'jose'
import { AppError } from '#core/errors.ts'
import { UserId } from '#core/ids.ts'
import type { Db } from '#db/client.ts'
import { familyStands, rotateToken, startFamily } from '#db/token-families.ts'
import { hashToken, newToken } from './hashed-token.ts'
import type { LiveClips } from './live-editing.ts'
import type { ServerKeys } from './server-keys.ts'

/** Of an access token, s. */
export const ACCESS_SECONDS = 3600
/** A program that was away longer signs in again. */
const REFRESH_MS = 30 * 24 * 3600 * 1000
const ISSUER = 'cliproom'

export type TokenPair = { access_token: string; refresh_token: string; expires_in: number }

/** Signs a program in. */
export async function issueTokens(
  { db, keys }: { db: Db; keys: ServerKeys },
  userId: UserId,
  userAgent: string,
): Promise<TokenPair> {
  const refresh = newToken()
  const family = await db.transaction((tx) =>
    startFamily(tx, {
      userId,
      userAgent: userAgent.slice(0, 200),
      hash: hashToken(refresh),
      expiresAt: new Date(Date.now() + REFRESH_MS),
    }),
  )
  return pair(keys, userId, family, refresh)
}

/** The next pair for a refresh token. One that was traded before ends its whole family, live connections too. */
export async function refreshTokens(
  { db, keys, collab }: { db: Db; keys: ServerKeys; collab: Pick<LiveClips, 'disconnect'> },
  refreshToken: string,
): Promise<TokenPair> {
  const next = newToken()
  const found = await db.transaction((tx) =>
    rotateToken(tx, hashToken(refreshToken), {
      hash: hashToken(next),
      expiresAt: new Date(Date.now() + REFRESH_MS),
    }),
  )
  if (found?.isReused) collab.disconnect({ userId: found.userId })
  if (!found || found.isReused) throw new AppError('auth.token-over')
  return pair(keys, found.userId, found.familyId, next)
}

async function pair(
  keys: ServerKeys,
  userId: UserId,
  family: string,
  refresh: string,
): Promise<TokenPair> {
  const access = await new SignJWT({ fam: family })
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
    .setSubject(userId)
    .setIssuer(ISSUER)
    .setIssuedAt()
    .setExpirationTime(`${ACCESS_SECONDS}s`)
    .sign(keys.signing('access'))
  return { access_token: access, refresh_token: refresh, expires_in: ACCESS_SECONDS }
}

/** Whose access token it is, and of which family; null where it is none, or no longer counts. */
export async function readAccessToken(
  { db, keys }: { db: Db; keys: ServerKeys },
  token: string,
): Promise<{ userId: UserId; family: string } | null> {
  const claims = await jwtVerify(token, keys.signing('access'), {
    algorithms: ['HS256'],
    typ: 'at+jwt',
    issuer: ISSUER,
  }).then(
    ({ payload }) => payload,
    () => null,
  )
  const userId = UserId.safeParse(claims?.sub)
  if (!claims || !userId.success || typeof claims.fam !== 'string') return null
  // A stolen token, or one of a signed-out program, ends before its time.
  if (!(await familyStands(db, claims.fam, userId.data))) return null
  return { userId: userId.data, family: claims.fam }
}
