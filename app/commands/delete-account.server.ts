import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { accountExport, eraseUser, soleWorkspaces } from '#db/account-data.ts'
import type { AppContext, CurrentUser } from '../server/context.ts'
import { proveSelf } from './change-account.server.ts'

type Context = Pick<AppContext, 'db' | 'auth' | 'ip' | 'collab'> & { user: CurrentUser }

/** Everything we know of a person, and what they made, as data. */
export function exportAccount({ db, user }: Pick<Context, 'db' | 'user'>) {
  return accountExport(db, user.id)
}

export const DeleteAccount = z.object({
  currentPassword: z.string().min(1, 'Write your password.').max(200),
})
export type DeleteAccount = z.infer<typeof DeleteAccount>

/**
 * Ends an account at once: it cannot sign in, its name and address are gone. Workspaces that were its
 * person's alone go with it; a workspace with others in it needs another owner first.
 */
export async function deleteAccount(
  context: Context,
  { currentPassword }: DeleteAccount,
): Promise<void> {
  await proveSelf(context, currentPassword)
  const { db, user, collab } = context
  await db.transaction(async (tx) => {
    const { alone, lastOwnerOf } = await soleWorkspaces(tx, user.id)
    if (lastOwnerOf.length > 0) throw new AppError('member.last-owner')
    await eraseUser(tx, user.id, alone)
  })
  collab.disconnect({ userId: user.id })
}
