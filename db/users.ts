import { and, eq, isNull } from 'drizzle-orm'
import type { UserId, WorkspaceId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { users, workspaceMembers, workspaces } from './schema.ts'

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

/** A person and the workspace they work in, their oldest; null where either is gone. */
export async function findMember(
  db: Db,
  id: UserId,
): Promise<{
  id: UserId
  email: string
  fullName: string
  workspaceId: WorkspaceId
} | null> {
  const [row] = await db
    .select({
      id: users.id,
      email: users.email,
      fullName: users.fullName,
      workspaceId: workspaces.id,
    })
    .from(users)
    .innerJoin(workspaceMembers, eq(workspaceMembers.userId, users.id))
    .innerJoin(workspaces, eq(workspaces.id, workspaceMembers.workspaceId))
    .where(and(eq(users.id, id), isNull(users.deletedAt), isNull(workspaces.deletedAt)))
    .orderBy(workspaceMembers.createdAt, workspaces.id)
    .limit(1)
  return row ?? null
}
