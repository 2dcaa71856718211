import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { InvitationId, UserId, WorkspaceId } from '#core/ids.ts'
import type { Db } from '#db/client.ts'
import { setSessionWorkspace } from '#db/sessions.ts'
import { findAccount } from '#db/users.ts'
import {
  acceptInvitationRow,
  addMember,
  deleteInvitation,
  findInvitation,
  insertInvitation,
  lockPeople,
  note,
  ownerCount,
  removeMemberRow,
  renameWorkspaceRow,
  renewInvitation,
  roleIn,
  setRole,
} from '#db/workspace-people.ts'
import type { AppContext, CurrentUser } from '../server/context.ts'
import { hashToken, newToken } from '../server/hashed-token.ts'
import { requireAdmin } from './require-admin.server.ts'

type Context = Pick<AppContext, 'db' | 'collab'> & { user: CurrentUser }
type Inviting = Pick<AppContext, 'db' | 'mail' | 'siteUrl' | 'auth' | 'ip' | 'config'> & {
  user: CurrentUser
}

const LASTS_MS = 7 * 24 * 3600_000

/** Roles that are given; an owner is made by handing over. */
export const GivenRole = z.enum(['admin', 'editor', 'reviewer'])

/** The workspace somebody works in, and that they may manage it. */
async function manage({ db, user }: { db: Db; user: CurrentUser }) {
  const role = await roleIn(db, user.workspaceId, user.id)
  requireAdmin({ role })
  return { role, workspaceId: user.workspaceId }
}

export const RenameWorkspace = z.object({ name: z.string().trim().min(1).max(100) })
export type RenameWorkspace = z.infer<typeof RenameWorkspace>

export async function renameWorkspace(
  { db, user }: Pick<Context, 'db' | 'user'>,
  { name }: RenameWorkspace,
): Promise<void> {
  const { workspaceId } = await manage({ db, user })
  await db.transaction(async (tx) => {
    await renameWorkspaceRow(tx, workspaceId, name)
    await note(tx, { workspaceId, userId: user.id, action: 'workspace.renamed', subject: name })
  })
}

export const InvitePeople = z.object({
  /** None: a link, for whoever is given it. */
  emails: z.array(z.string().trim().toLowerCase().max(254).pipe(z.email())).max(50),
  role: GivenRole,
})
export type InvitePeople = z.infer<typeof InvitePeople>

export type MadeInvitation = { id: InvitationId; email: string | null; link: string }

/** Invites by mail, or by a link to pass on. Each works once, for a week. */
export async function invitePeople(
  { db, mail, siteUrl, auth, ip, user, config }: Inviting,
  { emails, role }: InvitePeople,
): Promise<MadeInvitation[]> {
  const { workspaceId } = await manage({ db, user })
  const made: MadeInvitation[] = []
  await db.transaction(async (tx) => {
    for (const email of emails.length > 0 ? new Set(emails) : [null]) {
      const token = newToken()
      const id = await insertInvitation(tx, {
        workspaceId,
        invitedBy: user.id,
        email,
        role,
        hash: hashToken(token),
        expiresAt: new Date(Date.now() + LASTS_MS),
      })
      made.push({ id, email, link: `${siteUrl()}/join?token=${token}` })
      const subject = email ?? 'a link'
      await note(tx, {
        workspaceId,
        userId: user.id,
        action: 'person.invited',
        subject,
        data: { role },
      })
    }
  })
  for (const { email, link } of made) {
    if (email && (await auth.throttle.mayMail(ip, email)))
      mail.send(invitation(user, email, link, config.label.name))
  }
  return made
}

const invitation = (user: CurrentUser, to: string, link: string, place: string) => ({
  to,
  // Names are somebody's typing: one line, and no more of it than a name is long.
  subject: `${user.fullName.replace(/\s+/g, ' ').slice(0, 60)} invites you to ${place}`,
  text: `Open this link to join. It works once, for a week.\n\n${link}\n\nIf you do not know who this is from, leave it.`,
})

export const OneInvitation = z.object({ invitationId: InvitationId })
export type OneInvitation = z.infer<typeof OneInvitation>

/** A new link for an invitation, mailed where it has an address. The old link ends. */
export async function resendInvitation(
  { db, mail, siteUrl, auth, ip, user, config }: Inviting,
  { invitationId }: OneInvitation,
): Promise<{ link: string }> {
  const { workspaceId } = await manage({ db, user })
  const token = newToken()
  const found = await renewInvitation(db, invitationId, workspaceId, {
    hash: hashToken(token),
    expiresAt: new Date(Date.now() + LASTS_MS),
  })
  if (!found) throw new AppError('invitation.not-found')
  const link = `${siteUrl()}/join?token=${token}`
  if (found.email && (await auth.throttle.mayMail(ip, found.email))) {
    mail.send(invitation(user, found.email, link, config.label.name))
  }
  return { link }
}

export async function withdrawInvitation(
  { db, user }: Pick<Context, 'db' | 'user'>,
  { invitationId }: OneInvitation,
): Promise<void> {
  const { workspaceId } = await manage({ db, user })
  await db.transaction(async (tx) => {
    if (!(await deleteInvitation(tx, invitationId, workspaceId))) {
      throw new AppError('invitation.not-found')
    }
    await note(tx, {
      workspaceId,
      userId: user.id,
      action: 'invitation.withdrawn',
      subject: invitationId,
    })
  })
}

export const AcceptInvitation = z.object({ token: z.string().min(1).max(200) })
export type AcceptInvitation = z.infer<typeof AcceptInvitation>

/** Joins whoever holds the link, and shows them the workspace. One that was mailed is for its address alone. */
export async function acceptInvitation(
  { db, user, sessionId }: Pick<AppContext, 'db' | 'sessionId'> & { user: CurrentUser },
  { token }: AcceptInvitation,
): Promise<{ workspaceId: WorkspaceId }> {
  return db.transaction(async (tx) => {
    const found = await findInvitation(tx, hashToken(token))
    const account = await findAccount(tx, user.id)
    if (!found || !account || (found.email !== null && found.email !== account.email)) {
      throw new AppError('invitation.not-found')
    }
    if (!(await acceptInvitationRow(tx, found.id, user.id))) {
      throw new AppError('invitation.not-found')
    }
    const { workspaceId, role } = found
    await addMember(tx, workspaceId, user.id, role)
    if (sessionId) await setSessionWorkspace(tx, sessionId, workspaceId)
    await note(tx, {
      workspaceId,
      userId: user.id,
      action: 'person.joined',
      subject: account.email,
      data: { role },
    })
    return { workspaceId }
  })
}

export const ChangeRole = z.object({ userId: UserId, role: GivenRole })
export type ChangeRole = z.infer<typeof ChangeRole>

/** Counts at once: their live connections come back as what they are now. */
export async function changeRole(
  { db, collab, user }: Context,
  { userId, role }: ChangeRole,
): Promise<void> {
  const { workspaceId, role: mine } = await manage({ db, user })
  await db.transaction(async (tx) => {
    await lockPeople(tx, workspaceId)
    const before = await theirRole(tx, workspaceId, userId)
    if (before === 'owner') {
      if (mine !== 'owner') throw new AppError('role.owner-only')
      if ((await ownerCount(tx, workspaceId)) <= 1) throw new AppError('member.last-owner')
    }
    await setRole(tx, workspaceId, userId, role)
    await note(tx, {
      workspaceId,
      userId: user.id,
      action: 'person.role-changed',
      subject: userId,
      data: { from: before, to: role },
    })
  })
  collab.disconnect({ userId })
}

export const OnePerson = z.object({ userId: UserId })
export type OnePerson = z.infer<typeof OnePerson>

/** Takes somebody out, or lets oneself out. What they made stays. */
export async function removePerson(
  { db, collab, user }: Context,
  { userId }: OnePerson,
): Promise<void> {
  const { workspaceId } = user
  const mine = await roleIn(db, workspaceId, user.id)
  if (userId !== user.id) requireAdmin({ role: mine })
  await db.transaction(async (tx) => {
    await lockPeople(tx, workspaceId)
    const before = await theirRole(tx, workspaceId, userId)
    if (before === 'owner') {
      if (mine !== 'owner') throw new AppError('role.owner-only')
      if ((await ownerCount(tx, workspaceId)) <= 1) throw new AppError('member.last-owner')
    }
    await removeMemberRow(tx, workspaceId, userId)
    await note(tx, { workspaceId, userId: user.id, action: 'person.removed', subject: userId })
  })
  collab.disconnect({ userId })
}

/** Makes somebody the owner; whoever hands over stays as an admin. */
export async function handOver(
  { db, collab, user }: Context,
  { userId }: OnePerson,
): Promise<void> {
  const { workspaceId } = user
  if ((await roleIn(db, workspaceId, user.id)) !== 'owner') throw new AppError('role.owner-only')
  await db.transaction(async (tx) => {
    await lockPeople(tx, workspaceId)
    await theirRole(tx, workspaceId, userId)
    if (userId === user.id) return
    await setRole(tx, workspaceId, userId, 'owner')
    await setRole(tx, workspaceId, user.id, 'admin')
    await note(tx, {
      workspaceId,
      userId: user.id,
      action: 'workspace.handed-over',
      subject: userId,
    })
  })
  collab.disconnect({ userId })
  collab.disconnect({ userId: user.id })
}

const theirRole = (tx: Db, workspaceId: WorkspaceId, userId: UserId) =>
  roleIn(tx, workspaceId, userId).catch(() => {
    throw new AppError('member.not-found')
  })

export const SwitchWorkspace = z.object({ workspaceId: WorkspaceId })
export type SwitchWorkspace = z.infer<typeof SwitchWorkspace>

/** Shows another of one's workspaces in this browser. */
export async function switchWorkspace(
  { db, user, sessionId }: Pick<AppContext, 'db' | 'sessionId'> & { user: CurrentUser },
  { workspaceId }: SwitchWorkspace,
): Promise<void> {
  await roleIn(db, workspaceId, user.id)
  if (sessionId) await setSessionWorkspace(db, sessionId, workspaceId)
}
