import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { endSessionOf, endSessionsOf } from '#db/sessions.ts'
import { familyStands, revokeFamiliesOf, revokeFamily } from '#db/token-families.ts'
import { findCredentials, normalEmail, passwordHashOf, updateUser } from '#db/users.ts'
import type { AppContext, CurrentUser } from '../server/context.ts'
import { type MailContext, mailLink } from './mailed-link.server.ts'
import { SignUp } from './sign-up.server.ts'

type Account = Pick<AppContext, 'db' | 'auth' | 'ip'> & { user: CurrentUser }

/** Whoever found an open browser is not the person: what matters asks for the password again. */
export async function proveSelf({ db, auth, ip, user }: Account, password: string): Promise<void> {
  await auth.throttle.beforeLogIn(ip, user.email)
  if (!(await auth.passwordMatches(await passwordHashOf(db, user.id), password))) {
    await auth.throttle.logInFailed(ip, user.email)
    throw new AppError('auth.wrong-password')
  }
}

export const UpdateProfile = z.object({ fullName: SignUp.shape.fullName })
export type UpdateProfile = z.infer<typeof UpdateProfile>

export async function updateProfile(
  { db, user }: Pick<AppContext, 'db'> & { user: CurrentUser },
  { fullName }: UpdateProfile,
): Promise<void> {
  await updateUser(db, user.id, { fullName })
}

export const ChangePassword = z.object({
  currentPassword: z.string().min(1, 'Write your password.').max(200),
  password: SignUp.shape.password,
})
export type ChangePassword = z.infer<typeof ChangePassword>

/** Who asks stays signed in: the browser's session, or the program's sign-in. */
type Here = Pick<AppContext, 'db' | 'sessionId' | 'collab'> & {
  user: CurrentUser
  family?: string | null
}

async function endOthers(tx: Here['db'], { user, sessionId, family }: Here): Promise<void> {
  await endSessionsOf(tx, user.id, sessionId)
  await revokeFamiliesOf(tx, user.id, family)
}

/** Sets a new password and signs out every other browser and program. */
export async function changePassword(
  context: Account & Here,
  { currentPassword, password }: ChangePassword,
): Promise<void> {
  await proveSelf(context, currentPassword)
  const { db, auth, user, collab } = context
  const passwordHash = await auth.hashPassword(password)
  await db.transaction(async (tx) => {
    await updateUser(tx, user.id, { passwordHash, hasPassword: true })
    await endOthers(tx, context)
  })
  collab.disconnect({ userId: user.id })
}

export const ChangeEmail = z.object({
  email: SignUp.shape.email,
  currentPassword: z.string().min(1, 'Write your password.').max(200),
})
export type ChangeEmail = z.infer<typeof ChangeEmail>

/**
 * Mails a link to the new address; the old one counts until it is opened. An address that has an
 * account is told so by mail, and whoever asked learns nothing.
 */
export async function changeEmail(
  context: Account & MailContext & Pick<AppContext, 'config'>,
  { email, currentPassword }: ChangeEmail,
): Promise<void> {
  await proveSelf(context, currentPassword)
  const { db, auth, ip, mail, user } = context
  const to = normalEmail(email)
  if (to === user.email || !(await auth.throttle.mayMail(ip, to))) return
  if (await findCredentials(db, to)) {
    mail.send({
      to,
      subject: `Your email for ${context.config.label.name}`,
      text: 'Somebody asked to use this address for another account. It has one already, so nothing was changed.',
    })
    return
  }
  await mailLink(context, { userId: user.id, email: to }, 'change-email', {
    subject: `Confirm your new email for ${context.config.label.name}`,
    say: 'Open this link to use this address from now on. It works for a day.',
  })
}

export const EndSession = z.object({
  /** A browser's session, or a program's sign-in. */
  id: z.string().min(1).max(100),
  kind: z.enum(['browser', 'program']),
})
export type EndSession = z.infer<typeof EndSession>

/** Signs one of this person's browsers or programs out. */
export async function endSession(
  { db, user, collab }: Pick<AppContext, 'db' | 'collab'> & { user: CurrentUser },
  { id, kind }: EndSession,
): Promise<void> {
  if (kind === 'browser') {
    if (!(await endSessionOf(db, user.id, id))) throw new AppError('session.not-found')
    // The session behind each open clip is looked at again.
    collab.disconnect({ userId: user.id })
    return
  }
  const mine = z.uuid().safeParse(id).success && (await familyStands(db, id, user.id))
  if (!mine) throw new AppError('session.not-found')
  await revokeFamily(db, id)
  collab.disconnect({ userId: user.id })
}

/** Signs every other browser and program of this person out. */
export async function endOtherSessions(context: Here): Promise<void> {
  await context.db.transaction((tx) => endOthers(tx, context))
  context.collab.disconnect({ userId: context.user.id })
}
