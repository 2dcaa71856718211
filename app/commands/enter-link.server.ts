import { z } from 'zod'
import { AppError, isAppError } from '#core/errors.ts'
import { findLink, insertGuest, renameGuestRow } from '#db/review-links.ts'
import type { AppContext } from '../server/context.ts'
import { guestCookie } from '../server/guest-cookie.ts'
import { hashToken, newToken } from '../server/hashed-token.ts'
import { type GuestContext, guestOf } from './guest.server.ts'

export const LinkToken = z.string().min(20).max(100)
const Name = z.string().trim().min(1, 'Say who you are.').max(60)

export const EnterLink = z.object({
  token: LinkToken,
  name: Name,
  password: z.string().max(200).default(''),
})
export type EnterLink = z.input<typeof EnterLink>

/** What may be told of a link to somebody who has not entered: nothing of the clip behind a password. */
export async function lookAtLink(context: GuestContext, token: string) {
  const link = await findLink(context.db, hashToken(token))
  const hasPassword = link.passwordHash !== null
  const known = await guestOf(context, token).then(
    () => true,
    (error) => {
      if (isAppError(error) && error.code === 'guest.unknown') return false
      throw error
    },
  )
  return {
    known,
    hasPassword,
    title: hasPassword ? null : link.title,
    from: hasPassword ? null : link.workspaceName,
  }
}

/**
 * Makes this browser a guest of the link, under the name that is given. A password is checked like an
 * account's, and guessing is slowed down like there. Gives the Set-Cookie header.
 */
export async function enterLink(
  { db, auth, ip, config }: Pick<AppContext, 'db' | 'auth' | 'ip' | 'config'>,
  input: EnterLink,
): Promise<{ cookie: string }> {
  const { token, name, password } = EnterLink.parse(input)
  const link = await findLink(db, hashToken(token))
  const { throttle } = auth
  if (link.passwordHash !== null) {
    const account = `link ${link.id}`
    await throttle.beforeLogIn(ip, account)
    if (!(await auth.passwordMatches(link.passwordHash, password))) {
      await throttle.logInFailed(ip, account)
      throw new AppError('link.wrong-password')
    }
    await throttle.logInSucceeded(ip, account)
  }
  await throttle.beforeGuest(ip)
  const secret = newToken()
  await insertGuest(db, { linkId: link.id, name, hash: hashToken(secret) })
  const secure = config.publicUrl?.startsWith('https:') ?? false
  return { cookie: guestCookie(link.id, secret, secure) }
}

export const RenameGuest = z.object({ token: LinkToken, name: Name })
export type RenameGuest = z.infer<typeof RenameGuest>

export async function renameGuest(
  context: GuestContext,
  { token, name }: RenameGuest,
): Promise<void> {
  const { guest } = await guestOf(context, token)
  await renameGuestRow(context.db, guest.id, name)
}
