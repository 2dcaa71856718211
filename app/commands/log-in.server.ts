import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import type { UserId } from '#core/ids.ts'
import { findCredentials, normalEmail } from '#db/users.ts'
import type { AppContext } from '../server/context.ts'

export const LogIn = z.object({
  email: z.string().trim().min(1, 'Write your email.').max(254, 'This email is too long.'),
  password: z.string().min(1, 'Write your password.').max(200, 'This password is too long.'),
})
export type LogIn = z.infer<typeof LogIn>

/** Whose email and password these are. An unknown email fails as a wrong password does. */
export async function checkCredentials(
  { db, auth, ip }: Pick<AppContext, 'db' | 'auth' | 'ip'>,
  { email, password }: LogIn,
): Promise<UserId> {
  const key = normalEmail(email)
  await auth.throttle.beforeLogIn(ip, key)
  const account = await findCredentials(db, email)
  if (!(await auth.passwordMatches(account?.passwordHash ?? null, password)) || !account) {
    await auth.throttle.logInFailed(ip, key)
    throw new AppError('auth.wrong')
  }
  await auth.throttle.logInSucceeded(ip, key)
  return account.id
}

/** Signs somebody in; gives the Set-Cookie header. */
export async function logIn(
  context: Pick<AppContext, 'db' | 'auth' | 'ip' | 'userAgent'>,
  input: LogIn,
): Promise<string> {
  return context.auth.startSession(await checkCredentials(context, input), context.userAgent)
}
