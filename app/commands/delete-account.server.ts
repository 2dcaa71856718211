import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { accountExport, contentsOf, eraseUser, soleWorkspaces } from '#db/account-data.ts'
import { assetKey, personKey, renderKey, videoKey } from '#db/storage.ts'
import type { AppContext, CurrentUser } from '../server/context.ts'
import { proveSelf } from './change-account.server.ts'

type Context = Pick<AppContext, 'db' | 'auth' | 'ip' | 'collab' | 'queue' | 'storage' | 'log'> & {
  user: CurrentUser
}

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
 * person's alone go with it, and every file in them; a workspace with others in it needs another owner first.
 */
export async function deleteAccount(
  context: Context,
  { currentPassword }: DeleteAccount,
): Promise<void> {
  await proveSelf(context, currentPassword)
  const { db, user, collab, queue, storage, log } = context
  const gone = await db.transaction(async (tx) => {
    const { alone, lastOwnerOf } = await soleWorkspaces(tx, user.id)
    if (lastOwnerOf.length > 0) throw new AppError('member.last-owner')
    const contents = await contentsOf(tx, alone)
    for (const id of contents.videos) await queue.cancelAll({ type: 'video', id }, tx)
    for (const id of contents.clips) await queue.cancelAll({ type: 'clip', id }, tx)
    await eraseUser(tx, user.id, alone)
    return contents
  })
  collab.disconnect({ userId: user.id })
  const keys = [
    personKey(user.id),
    ...gone.videos.map((id) => videoKey(id)),
    ...gone.renders.map((id) => renderKey(id)),
    ...gone.assets.map((id) => assetKey(id)),
  ]
  // The account is gone whatever becomes of a file: who runs this place is told, not the person.
  for (const key of keys)
    await storage
      .remove(key)
      .catch((err: unknown) =>
        log.error({ err, key }, 'A file of somebody who left is still there'),
      )
}
