import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import type { UserId } from '#core/ids.ts'
import { takeMailedToken } from '#db/mailed-tokens.ts'
import { findAccount, findCredentials, updateUser } from '#db/users.ts'
import type { AppContext } from '../server/context.ts'
import { hashToken } from '../server/hashed-token.ts'
import { type MailContext, mailLink } from './mailed-link.server.ts'

/** Mails a person the link that proves their address. One that is proven gets none. */
export async function sendVerification(
  context: MailContext & Pick<AppContext, 'auth' | 'ip' | 'config'>,
  userId: UserId,
): Promise<void> {
  const account = await findAccount(context.db, userId)
  if (!account || account.emailVerified) return
  if (!(await context.auth.throttle.mayMail(context.ip, account.email))) return
  await mailLink(context, { userId, email: account.email }, 'verify-email', {
    subject: `Confirm your email for ${context.config.label.name}`,
    say: 'Open this link to confirm that this address is yours. It works for three days.',
  })
}

export const VerifyEmail = z.object({ token: z.string().min(1).max(200) })
export type VerifyEmail = z.infer<typeof VerifyEmail>

/** Somebody came back with the link: the address it was sent to is theirs, and from now on counts. */
export async function verifyEmail(
  { db }: Pick<AppContext, 'db'>,
  { token }: VerifyEmail,
): Promise<void> {
  await db.transaction(async (tx) => {
    const found = await takeMailedToken(tx, hashToken(token), ['verify-email', 'change-email'])
    const account = found && (await findAccount(tx, found.userId))
    if (!found || !account) throw new AppError('auth.link-over')
    if (found.purpose === 'verify-email') {
      // Changed since: proving the old address says nothing about the new one.
      if (account.email !== found.email) throw new AppError('auth.link-over')
      await updateUser(tx, account.id, { emailVerified: true })
      return
    }
    // Taken by another account meanwhile.
    if (await findCredentials(tx, found.email)) throw new AppError('auth.link-over')
    await updateUser(tx, account.id, { email: found.email, emailVerified: true })
  })
}
