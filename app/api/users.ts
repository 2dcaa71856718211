import { z } from '@hono/zod-openapi'
import type { Account } from '#db/users.ts'
import type { AppContext, CurrentUser } from '../server/context.ts'
import { signedFile } from './signed-files.ts'

export const ApiUser = z
  .strictObject({
    id: z.uuid(),
    email: z.email(),
    full_name: z.string(),
    avatar_url: z.string().nullable().describe('Opens for a few hours'),
    subscription_tier: z.enum(['free', 'pro', 'enterprise']),
    email_verified: z.boolean(),
    created_at: z.iso.datetime(),
  })
  .openapi('User')

/** An answer that says in words what was done. */
export const Said = z.strictObject({ message: z.string() }).openapi('Message')

/** Where somebody's picture opens; null: they have none. */
export const pictureOf = (
  app: Pick<AppContext, 'keys' | 'siteUrl'>,
  viewer: Pick<CurrentUser, 'id'>,
  avatarUrl: string | null,
): Promise<string | null> =>
  avatarUrl === null ? Promise.resolve(null) : signedFile(app, viewer, avatarUrl)

/** An account as its own person is told of it. */
export const presentUser = async (
  app: Pick<AppContext, 'keys' | 'siteUrl'>,
  account: Account,
): Promise<z.input<typeof ApiUser>> => ({
  id: account.id,
  email: account.email,
  full_name: account.fullName,
  avatar_url: await pictureOf(app, account, account.avatarUrl),
  subscription_tier: account.tier,
  email_verified: account.emailVerified,
  created_at: account.createdAt.toISOString(),
})
