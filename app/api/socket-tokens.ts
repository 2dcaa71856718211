import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { RenderId, UserId } from '#core/ids.ts'
import type { ServerKeys } from '../server/server-keys.ts'

const Claims = z.object({ sub: UserId, render: RenderId })

/** A token that watches one render for as long as one may take, and does nothing else. */
export const socketToken = (keys: ServerKeys, userId: UserId, render: RenderId): Promise<string> =>
  new SignJWT({ render })
    .setProtectedHeader({ alg: 'HS256', typ: 'socket+jwt' })
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime('2h')
    .sign(keys.signing('socket'))

/** Whose token it is and for which render; null where it is none. */
export async function readSocketToken(
  keys: ServerKeys,
  token: string,
): Promise<z.infer<typeof Claims> | null> {
  const claims = await jwtVerify(token, keys.signing('socket'), {
    algorithms: ['HS256'],
    typ: 'socket+jwt',
  }).then(
    ({ payload }) => Claims.safeParse(payload),
    () => null,
  )
  return claims?.success ? claims.data : null
}
