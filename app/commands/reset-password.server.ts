import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { takeMailedToken } from '#db/mailed-tokens.ts'
import { endSessionsOf } from '#db/sessions.ts'
import { revokeFamiliesOf } from '#db/token-families.ts'
import { findCredentials, normalEmail, updateUser } from '#db/users.ts'
import type { AppContext } from '../server/context.ts'
import { hashToken } from '../server/hashed-token.ts'
import { type MailContext, mailLink } from './mailed-link.server.ts'
import { SignUp } from './sign-up.server.ts'

export const RequestPasswordReset = z.object({ email: SignUp.shape.email })
export type RequestPasswordReset = z.infer<typeof RequestPasswordReset>

/** Mails a link, or does nothing where nobody has this email. Whoever asked cannot tell which. */
export async function requestPasswordReset(
  context: MailContext & Pick<AppContext, 'auth' | 'ip' | 'log' | 'config'>,
  { email }: RequestPasswordReset,
): Promise<void> {
  const to = normalEmail(email)
  if (!(await context.auth.throttle.mayMail(context.ip, to))) return
  const account = await findCredentials(context.db, to)
  if (!account) return
  // Not waited for: how long it takes would tell.
  mailLink(context, { userId: account.id, email: to }, 'reset-password', {
    subject: `Set a new password for ${context.config.label.name}`,
    say: 'Open this link to set a new password. It works for an hour, once.',
  }).catch((error: unknown) => context.log.error({ err: error }, 'A reset link was not sent'))
}

export const ResetPassword = z.object({
  token: z.string().min(1).max(200),
  password: SignUp.shape.password,
})
export type ResetPassword = z.infer<typeof ResetPassword>

/** Sets the password, and signs everybody out who knew the old one. */
export async function resetPassword(
  { db, auth, collab }: Pick<AppContext, 'db' | 'auth' | 'collab'>,
  { token, password }: ResetPassword,
): Promise<void> {
  const passwordHash = await auth.hashPassword(password)
  const userId = await db.transaction(async (tx) => {
    const found = await takeMailedToken(tx, hashToken(token), ['reset-password'])
    if (!found) throw new AppError('auth.link-over')
    await updateUser(tx, found.userId, { passwordHash, hasPassword: true })
    await endSessionsOf(tx, found.userId)
    await revokeFamiliesOf(tx, found.userId)
    return found.userId
  })
  collab.disconnect({ userId })
}
