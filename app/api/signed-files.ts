import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { UserId } from '#core/ids.ts'
import type { AppContext, CurrentUser } from '../server/context.ts'
import { media } from '../server/media.ts'

/** Long enough to be fetched, too short to be passed on for good. */
const LASTS = '6h'

const Claims = z.object({ sub: UserId, path: z.string().startsWith('/media/') })

/**
 * An address that opens one file for a few hours, for players and programs that send no header. It is
 * as good as the person it was made for: once they lose access it opens nothing.
 */
export async function signedFile(
  { keys, siteUrl }: Pick<AppContext, 'keys' | 'siteUrl'>,
  user: Pick<CurrentUser, 'id'>,
  path: string,
): Promise<string> {
  const token = await new SignJWT({ path })
    .setProtectedHeader({ alg: 'HS256', typ: 'file+jwt' })
    .setSubject(user.id)
    .setIssuedAt()
    .setExpirationTime(LASTS)
    .sign(keys.signing('file'))
  return `${siteUrl()}/api/v1/files/${token}`
}

/** The file a signed address names; null where it is none, or its time is over. */
export async function openSignedFile(
  app: AppContext,
  token: string,
  request: Request,
): Promise<Response | null> {
  const claims = await jwtVerify(token, app.keys.signing('file'), {
    algorithms: ['HS256'],
    typ: 'file+jwt',
  }).then(
    ({ payload }) => Claims.safeParse(payload),
    () => null,
  )
  if (!claims?.success) return null
  const { path, sub } = claims.data
  const address = new URL(path, 'http://cliproom.invalid')
  return media(new Request(address, { method: request.method, headers: request.headers }), {
    ...app,
    user: { id: sub } as CurrentUser,
  })
}
