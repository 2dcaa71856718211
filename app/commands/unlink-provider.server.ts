import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { identitiesOf, unlinkIdentity } from '#db/identities.ts'
import { findAccount } from '#db/users.ts'
import type { CommandContext } from './command-context.ts'

export const UnlinkProvider = z.object({ provider: z.string().min(1).max(60) })
export type UnlinkProvider = z.infer<typeof UnlinkProvider>

/** Ends signing in by a provider. Refused where it is the only way in: nobody locks themselves out. */
export async function unlinkProvider(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { provider }: UnlinkProvider,
): Promise<void> {
  await db.transaction(async (tx) => {
    const account = await findAccount(tx, user.id)
    const ways = await identitiesOf(tx, user.id)
    const others = ways.some((one) => one.provider !== provider)
    if (ways.every((one) => one.provider !== provider))
      throw new AppError('auth.provider-not-linked')
    if (!account?.hasPassword && !others) throw new AppError('auth.only-way-in')
    await unlinkIdentity(tx, user.id, provider)
  })
}
