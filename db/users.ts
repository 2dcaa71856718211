import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { UserId, WorkspaceId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { users } from './schema/accounts.ts'
import { workspaceMembers, workspaces } from './schema/workspaces.ts'

/** Emails are compared as people mean them, not as they type them. */
export const normalEmail = (email: string) => email.trim().toLowerCase()

export async function createUser(
  db: Db,
  user: { email: string; passwordHash: string; fullName: string },
): Promise<UserId> {
  const [row] = await db
    .insert(users)
    .values({ ...user, email: normalEmail(user.email) })
    .returning({ id: users.id })
  if (!row) throw new Error('the database gave no user back')
  return row.id
}

/** What signing in needs, or null where nobody has this email. */
export async function findCredentials(
  db: Db,
  email: string,
): Promise<{ id: UserId; passwordHash: string } | null> {
  const [row] = await db
    .select({ id: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(and(eq(users.email, normalEmail(email)), isNull(users.deletedAt)))
  return row ?? null
}

/**
 * A person and the workspace they work in: the one they chose where they are in it still, or else
 * their oldest. Null where either is gone.
 */
export async function findMember(
  db: Db,
  id: UserId,
  chosen: WorkspaceId | null = null,
): Promise<{
  id: UserId
  email: string
  fullName: string
  avatarUrl: string | null
  workspaceId: WorkspaceId
} | null> {
  const [row] = await db
    .select({
      id: users.id,
      email: users.email,
      fullName: users.fullName,
      avatarUrl: users.avatarUrl,
      workspaceId: workspaces.id,
    })
    .from(users)
    .innerJoin(workspaceMembers, eq(workspaceMembers.userId, users.id))
    .innerJoin(workspaces, eq(workspaces.id, workspaceMembers.workspaceId))
    .where(and(eq(users.id, id), isNull(users.deletedAt), isNull(workspaces.deletedAt)))
    .orderBy(
      ...(chosen ? [sql`${workspaces.id} = ${chosen} desc`] : []),
      workspaceMembers.createdAt,
      workspaces.id,
    )
    .limit(1)
  return row ?? null
}

/** An account as its own person sees it. */
export type Account = {
  id: UserId
  email: string
  fullName: string
  avatarUrl: string | null
  tier: 'free' | 'pro' | 'enterprise'
  emailVerified: boolean
  /** False: it came by a provider, and nobody knows a password for it. */
  hasPassword: boolean
  createdAt: Date
}

export async function findAccount(db: Db, id: UserId): Promise<Account | null> {
  const [row] = await db
    .select({
      id: users.id,
      email: users.email,
      fullName: users.fullName,
      avatarUrl: users.avatarUrl,
      // The best plan of the workspaces somebody is in.
      // Written out: a select of one table leaves the tables' names away, and here there are three.
      tier: sql<Account['tier']>`coalesce((
        select s.tier from subscriptions s join workspace_members m on m.workspace_id = s.workspace_id
        where m.user_id = "users"."id" and s.status in ('active', 'trialing', 'past_due')
        order by array_position(array['enterprise', 'pro', 'free'], s.tier) limit 1
      ), "users"."subscription_tier")`,
      emailVerified: users.emailVerified,
      hasPassword: users.hasPassword,
      createdAt: users.createdAt,
    })
    .from(users)
    .where(and(eq(users.id, id), isNull(users.deletedAt)))
  return row ?? null
}

export async function updateUser(
  tx: Db,
  id: UserId,
  values: Partial<{
    fullName: string
    email: string
    emailVerified: boolean
    passwordHash: string
    hasPassword: boolean
    avatarUrl: string | null
  }>,
): Promise<void> {
  const { email, ...rest } = values
  await tx
    .update(users)
    .set({ ...rest, ...(email !== undefined && { email: normalEmail(email) }) })
    .where(eq(users.id, id))
}

/** The hash of a person's password; null where the account is gone. */
export async function passwordHashOf(db: Db, id: UserId): Promise<string | null> {
  const [row] = await db
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(and(eq(users.id, id), isNull(users.deletedAt)))
  return row?.passwordHash ?? null
}

/** To five minutes: who was here when is for people to read, not to be followed by. */
export async function noteSeen(db: Db, id: UserId): Promise<void> {
  await db
    .update(users)
    .set({ lastSeenAt: new Date(), updatedAt: sql`${users.updatedAt}` })
    .where(
      and(
        eq(users.id, id),
        sql`(${users.lastSeenAt} is null or ${users.lastSeenAt} < now() - interval '5 minutes')`,
      ),
    )
}

/** What people are called, by their ids; those whose account is gone are not in it. */
export async function namesOf(db: Db, ids: readonly UserId[]): Promise<Map<UserId, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: users.id, name: users.fullName })
    .from(users)
    .where(inArray(users.id, [...new Set(ids)]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}
