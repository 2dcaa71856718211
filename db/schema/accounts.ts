import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { UserId, WorkspaceId } from '#core/ids.ts'
import { at, created, id, updated } from './columns.ts'

export const users = pgTable(
  'users',
  {
    id: id<UserId>(),
    /** Lower case, trimmed. */
    email: text('email').notNull(),
    passwordHash: text('password_hash').notNull(),
    /** False: the account came by a provider, and nobody knows a password for it. */
    hasPassword: boolean('has_password').notNull().default(true),
    fullName: text('full_name').notNull(),
    avatarUrl: text('avatar_url'),
    subscriptionTier: text('subscription_tier')
      .$type<'free' | 'pro' | 'enterprise'>()
      .notNull()
      .default('free'),
    creditsRemaining: integer('credits_remaining').notNull().default(0),
    emailVerified: boolean('email_verified').notNull().default(false),
    /** To the minute or so; null: never since this was kept. */
    lastSeenAt: at('last_seen_at'),
    createdAt: created(),
    updatedAt: updated(),
    deletedAt: at('deleted_at'),
  },
  (t) => [
    uniqueIndex('users_email_key').on(t.email).where(sql`deleted_at is null`),
    index('users_subscription_tier_idx').on(t.subscriptionTier),
  ],
)

export const ofUser = () =>
  uuid('user_id')
    .$type<UserId>()
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' })

/** Who did something; null once their account is gone, while what they did stays. */
export const byUser = (column: string) =>
  uuid(column)
    .$type<UserId>()
    .references(() => users.id, { onDelete: 'set null' })

export const sessions = pgTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    userId: ofUser(),
    expiresAt: at('expires_at').notNull(),
    /** What the browser calls itself, so that a person knows their sessions apart. */
    userAgent: text('user_agent').notNull().default(''),
    /** The workspace this browser looks at; null: the oldest. */
    workspaceId: uuid('workspace_id').$type<WorkspaceId>(),
    createdAt: created(),
  },
  (t) => [index('sessions_user_id_idx').on(t.userId)],
)

/** Who somebody is at a provider they sign in by. */
export const identities = pgTable(
  'identities',
  {
    provider: text('provider').notNull(),
    subject: text('subject').notNull(),
    userId: ofUser(),
    createdAt: created(),
  },
  (t) => [
    primaryKey({ columns: [t.provider, t.subject] }),
    index('identities_user_id_idx').on(t.userId),
  ],
)

/** One sign-in of a program: every refresh token that came of it, and whether it still counts. */
export const tokenFamilies = pgTable(
  'token_families',
  {
    id: id<string>(),
    userId: ofUser(),
    userAgent: text('user_agent').notNull().default(''),
    createdAt: created(),
    revokedAt: at('revoked_at'),
  },
  (t) => [index('token_families_user_id_idx').on(t.userId)],
)

/** Used once: one that comes a second time was stolen, or its thief came first. */
export const refreshTokens = pgTable(
  'refresh_tokens',
  {
    /** SHA-256: a copy of the database opens nothing. */
    hash: text('hash').primaryKey(),
    familyId: uuid('family_id')
      .notNull()
      .references(() => tokenFamilies.id, { onDelete: 'cascade' }),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
  },
  (t) => [index('refresh_tokens_family_id_idx').on(t.familyId)],
)

/** Sent by mail, used once: to verify an address, or to set a password. */
export const mailedTokens = pgTable(
  'mailed_tokens',
  {
    hash: text('hash').primaryKey(),
    userId: ofUser(),
    purpose: text('purpose').$type<'verify-email' | 'reset-password' | 'change-email'>().notNull(),
    /** The address it was sent to: what is proven by coming back with it. */
    email: text('email').notNull(),
    expiresAt: at('expires_at').notNull(),
    createdAt: created(),
  },
  (t) => [index('mailed_tokens_user_id_idx').on(t.userId)],
)
