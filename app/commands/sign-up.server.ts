import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import type { UserId } from '#core/ids.ts'
import { insertProject } from '#db/projects.ts'
import { createUser, findCredentials } from '#db/users.ts'
import { createWorkspace } from '#db/workspaces.ts'
import type { AppContext } from '../server/context.ts'

const name = (missing: string) =>
  z.string().trim().min(1, missing).max(100, 'Use at most 100 characters.')

export const SignUp = z.object({
  fullName: name('Write your name.'),
  workspaceName: z.string().trim().max(100, 'Use at most 100 characters.').default(''),
  email: z
    .string()
    .trim()
    .max(254, 'This is too long for an email address.')
    .pipe(z.email('This is not an email address.')),
  password: z
    .string()
    .min(8, 'Use at least 8 characters.')
    // Hashing takes longer the longer it is.
    .max(200, 'Use at most 200 characters.'),
})
export type SignUp = z.infer<typeof SignUp>

/** Makes an account with a workspace and a first project of its own. */
export async function makeAccount(
  { db, auth, ip }: Pick<AppContext, 'db' | 'auth' | 'ip'>,
  { fullName, workspaceName, email, password }: SignUp,
): Promise<UserId> {
  await auth.throttle.beforeSignUp(ip)
  if (await findCredentials(db, email)) throw new AppError('auth.email-taken')
  // Before the transaction: it takes tens of milliseconds, and PGlite has one connection.
  const passwordHash = await auth.hashPassword(password)
  return db
    .transaction(async (tx) => {
      const id = await createUser(tx, { email, passwordHash, fullName })
      const workspaceId = await createWorkspace(tx, {
        name: workspaceName || `${fullName}’s workspace`,
        ownerId: id,
      })
      await insertProject(tx, { workspaceId, userId: id, name: 'My videos' })
      return id
    })
    .catch((error: unknown) => {
      throw isDuplicate(error) ? new AppError('auth.email-taken', { cause: error }) : error
    })
}

/** Makes an account and signs its person in; gives the Set-Cookie header. */
export async function signUp(
  context: Pick<AppContext, 'db' | 'auth' | 'ip' | 'userAgent'>,
  input: SignUp,
): Promise<string> {
  return context.auth.startSession(await makeAccount(context, input), context.userAgent)
}

/** Two people with one email in the same moment: the database's unique index decides. */
function isDuplicate(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && error.code === '23505') || isDuplicate(error.cause)
}
