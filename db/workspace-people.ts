import { and, asc, count, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { AppError } from '#core/errors.ts'
import type { InvitationId, UserId, WorkspaceId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { users } from './schema/accounts.ts'
import {
  auditLog,
  invitations,
  type Role,
  workspaceMembers,
  workspaces,
} from './schema/workspaces.ts'

export type Member = {
  id: UserId
  name: string
  email: string
  avatarUrl: string | null
  role: Role
  lastSeenAt: Date | null
  since: Date
}

/** What a person is in a workspace. A stranger's workspace is "not found". */
export async function roleIn(db: Db, workspaceId: WorkspaceId, userId: UserId): Promise<Role> {
  const [row] = await db
    .select({ role: workspaceMembers.role })
    .from(workspaceMembers)
    .innerJoin(
      workspaces,
      and(eq(workspaces.id, workspaceMembers.workspaceId), isNull(workspaces.deletedAt)),
    )
    .where(and(eq(workspaceMembers.workspaceId, workspaceId), eq(workspaceMembers.userId, userId)))
  if (!row) throw new AppError('workspace.not-found')
  return row.role
}

/** Owners first, then by name. Access is the caller's to decide. */
export const membersOf = (db: Db, workspaceId: WorkspaceId): Promise<Member[]> =>
  db
    .select({
      id: users.id,
      name: users.fullName,
      email: users.email,
      avatarUrl: users.avatarUrl,
      role: workspaceMembers.role,
      lastSeenAt: users.lastSeenAt,
      since: workspaceMembers.createdAt,
    })
    .from(workspaceMembers)
    .innerJoin(users, and(eq(users.id, workspaceMembers.userId), isNull(users.deletedAt)))
    .where(eq(workspaceMembers.workspaceId, workspaceId))
    .orderBy(
      sql`array_position(array['owner','admin','editor','reviewer'], ${workspaceMembers.role})`,
      sql`lower(${users.fullName})`,
      users.id,
    )

/** Whether two people are in one workspace; everybody is with themselves. */
export async function workTogether(db: Db, one: UserId, other: UserId): Promise<boolean> {
  if (one === other) return true
  const theirs = alias(workspaceMembers, 'theirs')
  const [row] = await db
    .select({ id: theirs.workspaceId })
    .from(workspaceMembers)
    .innerJoin(theirs, eq(theirs.workspaceId, workspaceMembers.workspaceId))
    .where(and(eq(workspaceMembers.userId, one), eq(theirs.userId, other)))
    .limit(1)
  return row !== undefined
}

/** Holds the workspace's people still until `tx` ends: two owners who leave at once cannot both go. */
export async function lockPeople(tx: Db, workspaceId: WorkspaceId): Promise<void> {
  await tx
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId))
    .for('update')
}

/** The longest owner of a workspace; null where it is gone. */
export async function ownerOf(db: Db, workspaceId: WorkspaceId): Promise<UserId | null> {
  const [row] = await db
    .select({ id: workspaceMembers.userId })
    .from(workspaceMembers)
    .where(and(eq(workspaceMembers.workspaceId, workspaceId), eq(workspaceMembers.role, 'owner')))
    .orderBy(workspaceMembers.createdAt)
    .limit(1)
  return row?.id ?? null
}

export async function ownerCount(tx: Db, workspaceId: WorkspaceId): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(workspaceMembers)
    .innerJoin(users, and(eq(users.id, workspaceMembers.userId), isNull(users.deletedAt)))
    .where(and(eq(workspaceMembers.workspaceId, workspaceId), eq(workspaceMembers.role, 'owner')))
  return row?.n ?? 0
}

export async function setRole(
  tx: Db,
  workspaceId: WorkspaceId,
  userId: UserId,
  role: Role,
): Promise<void> {
  await tx
    .update(workspaceMembers)
    .set({ role })
    .where(and(eq(workspaceMembers.workspaceId, workspaceId), eq(workspaceMembers.userId, userId)))
}

/** Somebody who is in already stays as they are. */
export async function addMember(
  tx: Db,
  workspaceId: WorkspaceId,
  userId: UserId,
  role: Role,
): Promise<void> {
  await tx.insert(workspaceMembers).values({ workspaceId, userId, role }).onConflictDoNothing()
}

export async function removeMemberRow(
  tx: Db,
  workspaceId: WorkspaceId,
  userId: UserId,
): Promise<void> {
  await tx
    .delete(workspaceMembers)
    .where(and(eq(workspaceMembers.workspaceId, workspaceId), eq(workspaceMembers.userId, userId)))
}

export async function renameWorkspaceRow(
  tx: Db,
  workspaceId: WorkspaceId,
  name: string,
): Promise<void> {
  await tx.update(workspaces).set({ name }).where(eq(workspaces.id, workspaceId))
}

export type Invitation = {
  id: InvitationId
  email: string | null
  role: Exclude<Role, 'owner'>
  by: string
  createdAt: Date
  expiresAt: Date
}

/** Those that were neither used nor withdrawn, ended ones too. */
export const openInvitations = (db: Db, workspaceId: WorkspaceId): Promise<Invitation[]> =>
  db
    .select({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      by: users.fullName,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.invitedBy))
    .where(and(eq(invitations.workspaceId, workspaceId), isNull(invitations.acceptedAt)))
    .orderBy(desc(invitations.createdAt), asc(invitations.id))

export async function insertInvitation(
  tx: Db,
  invitation: {
    workspaceId: WorkspaceId
    invitedBy: UserId
    email: string | null
    role: Exclude<Role, 'owner'>
    hash: string
    expiresAt: Date
  },
): Promise<InvitationId> {
  const [row] = await tx.insert(invitations).values(invitation).returning({ id: invitations.id })
  if (!row) throw new Error('the invitation was not written')
  return row.id
}

/** A new link for an invitation; the old one opens nothing. False where the workspace has no such one. */
export async function renewInvitation(
  tx: Db,
  id: InvitationId,
  workspaceId: WorkspaceId,
  { hash, expiresAt }: { hash: string; expiresAt: Date },
): Promise<{ email: string | null } | null> {
  const [row] = await tx
    .update(invitations)
    .set({ hash, expiresAt })
    .where(openOne(id, workspaceId))
    .returning({ email: invitations.email })
  return row ?? null
}

export async function deleteInvitation(
  tx: Db,
  id: InvitationId,
  workspaceId: WorkspaceId,
): Promise<boolean> {
  const rows = await tx
    .delete(invitations)
    .where(openOne(id, workspaceId))
    .returning({ id: invitations.id })
  return rows.length > 0
}

const openOne = (id: InvitationId, workspaceId: WorkspaceId) =>
  and(
    eq(invitations.id, id),
    eq(invitations.workspaceId, workspaceId),
    isNull(invitations.acceptedAt),
  )

/** What a link offers; null where it is unknown, used, or over. */
export async function findInvitation(
  db: Db,
  hash: string,
): Promise<{
  id: InvitationId
  workspaceId: WorkspaceId
  workspaceName: string
  email: string | null
  role: Exclude<Role, 'owner'>
  by: string
} | null> {
  const [row] = await db
    .select({
      id: invitations.id,
      workspaceId: invitations.workspaceId,
      workspaceName: workspaces.name,
      email: invitations.email,
      role: invitations.role,
      by: users.fullName,
    })
    .from(invitations)
    .innerJoin(
      workspaces,
      and(eq(workspaces.id, invitations.workspaceId), isNull(workspaces.deletedAt)),
    )
    .innerJoin(users, eq(users.id, invitations.invitedBy))
    .where(
      and(
        eq(invitations.hash, hash),
        isNull(invitations.acceptedAt),
        gt(invitations.expiresAt, sql`now()`),
      ),
    )
  return row ?? null
}

/** Uses an invitation up; false where somebody else was quicker. */
export async function acceptInvitationRow(
  tx: Db,
  id: InvitationId,
  userId: UserId,
): Promise<boolean> {
  const rows = await tx
    .update(invitations)
    .set({ acceptedAt: new Date(), acceptedBy: userId })
    .where(and(eq(invitations.id, id), isNull(invitations.acceptedAt)))
    .returning({ id: invitations.id })
  return rows.length > 0
}

/** Writes down who did what. In the transaction that did it. */
export async function note(
  tx: Db,
  entry: {
    workspaceId: WorkspaceId | null
    /** Null: a guest, who is named in `data`. */
    userId: UserId | null
    action: string
    subject?: string
    data?: Record<string, unknown>
  },
): Promise<void> {
  await tx.insert(auditLog).values(entry)
}

export type AuditEntry = {
  id: number
  action: string
  subject: string
  data: Record<string, unknown>
  by: string | null
  createdAt: Date
}

/** The newest entries before `before`. Access is the caller's to decide. */
export const auditOf = (
  db: Db,
  workspaceId: WorkspaceId,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<AuditEntry[]> =>
  db
    .select({
      id: auditLog.id,
      action: auditLog.action,
      subject: auditLog.subject,
      data: auditLog.data,
      by: users.fullName,
      createdAt: auditLog.createdAt,
    })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.userId))
    .where(
      and(
        eq(auditLog.workspaceId, workspaceId),
        before === undefined ? undefined : sql`${auditLog.id} < ${before}`,
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(limit)
