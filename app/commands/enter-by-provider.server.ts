import { randomBytes } from 'node:crypto'
import { AppError } from '#core/errors.ts'
import type { UserId } from '#core/ids.ts'
import { linkIdentity, personOfIdentity } from '#db/identities.ts'
import { findAccount, findCredentials, updateUser } from '#db/users.ts'
import type { AppContext } from '../server/context.ts'
import type { ProvenIdentity } from '../server/sign-in-providers.ts'
import { makeAccount, SignUp } from './sign-up.server.ts'

/**
 * Signs in whom a provider vouches for; gives the Set-Cookie header. An account with the same email is
 * theirs only where that email was proven here too: else whoever registered it first, without owning
 * it, would share the account.
 */
export async function enterByProvider(
  context: Pick<AppContext, 'db' | 'auth' | 'ip' | 'userAgent'>,
  provider: string,
  identity: ProvenIdentity,
): Promise<string> {
  const { db, auth, userAgent } = context
  const known = await personOfIdentity(db, provider, identity.subject)
  const userId = known ?? (await newcomer(context, identity))
  if (!known && !(await linkIdentity(db, { provider, subject: identity.subject, userId }))) {
    throw new AppError('auth.provider-refused')
  }
  return auth.startSession(userId, userAgent)
}

async function newcomer(
  context: Pick<AppContext, 'db' | 'auth' | 'ip'>,
  { email, name }: ProvenIdentity,
): Promise<UserId> {
  const { db } = context
  if (!email) throw new AppError('auth.provider-no-email')
  const there = await findCredentials(db, email)
  if (there) {
    const account = await findAccount(db, there.id)
    if (!account?.emailVerified) throw new AppError('auth.link-first')
    return there.id
  }
  const userId = await makeAccount(
    context,
    SignUp.parse({
      email,
      fullName: (name.trim() || email.split('@')[0] || 'Somebody').slice(0, 100),
      // Nobody knows it: a password of their own comes by "Forgot your password?".
      password: randomBytes(32).toString('base64url'),
    }),
  )
  await updateUser(db, userId, { emailVerified: true, hasPassword: false })
  return userId
}
