import { z } from '@hono/zod-openapi'
import type { Account } from '#db/users.ts'

export const ApiUser = z
  .strictObject({
    id: z.uuid(),
    email: z.email(),
    full_name: z.string(),
    avatar_url: z.string().nullable(),
    subscription_tier: z.enum(['free', 'pro', 'enterprise']),
    email_verified: z.boolean(),
    created_at: z.iso.datetime(),
  })
  .openapi('User')

/** An answer that says in words what was done. */
export const Said = z.strictObject({ message: z.string() }).openapi('Message')

export const presentUser = (account: Account): z.input<typeof ApiUser> => ({
  id: account.id,
  email: account.email,
  full_name: account.fullName,
  avatar_url: account.avatarUrl,
  subscription_tier: account.tier,
  email_verified: account.emailVerified,
  created_at: account.createdAt.toISOString(),
})
