import { z } from '@hono/zod-openapi'
import { AppError } from '#core/errors.ts'
import { InvitationId, UserId } from '#core/ids.ts'
import {
  auditOf,
  findInvitation,
  membersOf,
  openInvitations,
  roleIn,
} from '#db/workspace-people.ts'
import { listMemberships } from '#db/workspaces.ts'
import {
  AcceptInvitation,
  acceptInvitation,
  changeRole,
  GivenRole,
  handOver,
  InvitePeople,
  invitePeople,
  RenameWorkspace,
  removePerson,
  renameWorkspace,
  resendInvitation,
  withdrawInvitation,
} from '../commands/people.server.ts'
import { requireAdmin } from '../commands/require-admin.server.ts'
import type { AppContext } from '../server/context.ts'
import { hashToken } from '../server/hashed-token.ts'
import type { Caller } from './caller.ts'
import { type Api, endpoint } from './endpoint.ts'
import { idOf } from './reach.ts'
import { pictureOf } from './users.ts'

const RoleName = z.enum(['owner', 'admin', 'editor', 'reviewer'])
const Id = z.object({ id: z.string() })
const ApiMember = z
  .strictObject({
    user_id: z.uuid(),
    full_name: z.string(),
    email: z.string(),
    avatar_url: z.string().nullable().describe('Opens for a few hours'),
    role: RoleName,
    last_seen_at: z.iso.datetime().nullable(),
    joined_at: z.iso.datetime(),
  })
  .openapi('Member')

const ApiInvitation = z
  .strictObject({
    id: z.uuid(),
    email: z.string().nullable(),
    role: GivenRole,
    invited_by: z.string(),
    expires_at: z.iso.datetime(),
  })
  .openapi('Invitation')

const ApiWorkspace = z
  .strictObject({ id: z.uuid(), name: z.string(), role: RoleName, current: z.boolean() })
  .openapi('Workspace')

/** The workspaces this caller reaches; a key reaches its own alone. */
async function workspacesOf({ app, caller }: { app: AppContext; caller: Caller }) {
  const found = await listMemberships(app.db, caller.user.id)
  return found
    .filter(({ workspaceId }) => !caller.within || workspaceId === caller.within)
    .map(({ workspaceId, name, role }) => ({
      ...{ id: workspaceId, name, role },
      current: workspaceId === caller.user.workspaceId,
    }))
}

export function workspaceEndpoints(api: Api): void {
  const tag = 'Workspaces'
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/workspaces',
      tag,
      summary: 'List your workspaces',
      more: 'Send `X-Workspace-Id` to work in another than the first. A key works in its own alone.',
      answer: {
        status: 200,
        schema: z.strictObject({ workspaces: z.array(ApiWorkspace) }),
      },
    },
    async (who) => ({ workspaces: await workspacesOf(who) }),
  )

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/members',
      tag,
      summary: 'List the people of the workspace',
      answer: { status: 200, schema: z.strictObject({ members: z.array(ApiMember) }) },
    },
    async ({ app, caller: { user } }) => {
      await roleIn(app.db, user.workspaceId, user.id)
      const members = await membersOf(app.db, user.workspaceId)
      return {
        members: await Promise.all(
          members.map(async (one) => ({
            user_id: one.id,
            full_name: one.name,
            email: one.email,
            avatar_url: await pictureOf(app, user, one.avatarUrl),
            role: one.role,
            last_seen_at: one.lastSeenAt?.toISOString() ?? null,
            joined_at: one.since.toISOString(),
          })),
        ),
      }
    },
  )

  endpoint(
    api,
    'manage',
    {
      method: 'put',
      path: '/members/{id}',
      tag,
      summary: 'Change somebody’s role',
      more: 'It counts at once: their open clips are reopened as what they are now.',
      params: Id,
      body: z.object({ role: GivenRole }),
      answer: { status: 204, schema: null },
      refuses: [404, 409],
    },
    async ({ app, caller, params, body }) => {
      const userId = idOf<UserId>(UserId, params.id, 'member.not-found')
      await changeRole({ ...app, user: caller.user }, { userId, role: body.role })
    },
  )

  endpoint(
    api,
    'manage',
    {
      method: 'delete',
      path: '/members/{id}',
      tag,
      summary: 'Take somebody out of the workspace',
      params: Id,
      answer: { status: 204, schema: null },
      refuses: [404, 409],
    },
    async ({ app, caller, params }) => {
      const userId = idOf<UserId>(UserId, params.id, 'member.not-found')
      await removePerson({ ...app, user: caller.user }, { userId })
    },
  )

  endpoint(
    api,
    'manage',
    {
      method: 'get',
      path: '/invitations',
      tag,
      summary: 'List invitations that wait',
      answer: { status: 200, schema: z.strictObject({ invitations: z.array(ApiInvitation) }) },
    },
    async ({ app, caller: { user } }) => {
      requireAdmin({ role: await roleIn(app.db, user.workspaceId, user.id) })
      const waiting = await openInvitations(app.db, user.workspaceId)
      return {
        invitations: waiting.map((one) => ({
          id: one.id,
          email: one.email,
          role: one.role,
          invited_by: one.by,
          expires_at: one.expiresAt.toISOString(),
        })),
      }
    },
  )

  endpoint(
    api,
    'manage',
    {
      method: 'post',
      path: '/invitations',
      secret: true,
      tag,
      summary: 'Invite people',
      more: 'By mail, or, without addresses, by a link to pass on. Each works once, for a week.',
      body: z.object({
        emails: InvitePeople.shape.emails.default([]),
        role: GivenRole,
      }),
      answer: {
        status: 201,
        schema: z.strictObject({
          invitations: z.array(
            z.strictObject({ id: z.uuid(), email: z.string().nullable(), link: z.string() }),
          ),
        }),
      },
    },
    async ({ app, caller, body }) => ({
      invitations: await invitePeople({ ...app, user: caller.user }, body),
    }),
  )

  endpoint(
    api,
    'manage',
    {
      method: 'delete',
      path: '/invitations/{id}',
      tag,
      summary: 'Withdraw an invitation',
      params: Id,
      answer: { status: 204, schema: null },
      refuses: [404],
    },
    async ({ app, caller, params }) => {
      const invitationId = idOf<InvitationId>(InvitationId, params.id, 'invitation.not-found')
      await withdrawInvitation({ db: app.db, user: caller.user }, { invitationId })
    },
  )

  endpoint(
    api,
    'manage',
    {
      method: 'post',
      path: '/invitations/{id}/resend',
      secret: true,
      tag,
      summary: 'Make a new link for an invitation',
      more: 'Mailed where it has an address. The old link ends.',
      params: Id,
      answer: { status: 200, schema: z.strictObject({ link: z.string() }) },
      refuses: [404],
    },
    async ({ app, caller, params }) => {
      const invitationId = idOf<InvitationId>(InvitationId, params.id, 'invitation.not-found')
      return resendInvitation({ ...app, user: caller.user }, { invitationId })
    },
  )

  const Token = z.object({
    token: AcceptInvitation.shape.token.describe('What stands behind `token=` in the link'),
  })
  endpoint(
    api,
    'person',
    {
      method: 'post',
      path: '/invitations/look',
      tag,
      summary: 'See what an invitation’s link offers',
      body: Token,
      answer: {
        status: 200,
        schema: z.strictObject({
          invitation: z.strictObject({
            workspace: z.string(),
            role: GivenRole,
            invited_by: z.string(),
          }),
        }),
      },
      refuses: [404],
    },
    async ({ app, body }) => {
      const found = await findInvitation(app.db, hashToken(body.token))
      if (!found) throw new AppError('invitation.not-found')
      return {
        invitation: { workspace: found.workspaceName, role: found.role, invited_by: found.by },
      }
    },
  )

  endpoint(
    api,
    'person',
    {
      method: 'post',
      path: '/invitations/accept',
      tag,
      summary: 'Join by an invitation’s link',
      more: 'One that was mailed is for its address alone. Send `X-Workspace-Id` to work there.',
      body: Token,
      answer: { status: 200, schema: z.strictObject({ workspace: ApiWorkspace }) },
      refuses: [404],
    },
    async (who) => {
      const { app, caller, body } = who
      const { workspaceId } = await acceptInvitation(
        { db: app.db, sessionId: null, user: caller.user },
        body,
      )
      const workspace = (await workspacesOf(who)).find(({ id }) => id === workspaceId)
      if (!workspace) throw new AppError('workspace.not-found')
      return { workspace }
    },
  )

  endpoint(
    api,
    'manage',
    {
      method: 'patch',
      path: '/workspace',
      tag,
      summary: 'Rename the workspace',
      body: z.object({ name: RenameWorkspace.shape.name }),
      answer: { status: 204, schema: null },
    },
    async ({ app, caller, body }) => {
      await renameWorkspace({ db: app.db, user: caller.user }, { name: body.name })
    },
  )
  endpoint(
    api,
    'person',
    {
      method: 'post',
      path: '/members/{id}/hand-over',
      tag,
      summary: 'Make somebody else the owner',
      more: 'You are an admin from then on.',
      params: Id,
      answer: { status: 204, schema: null },
      refuses: [404],
    },
    async ({ app, caller, params }) => {
      const userId = idOf<UserId>(UserId, params.id, 'member.not-found')
      await handOver({ ...app, user: caller.user }, { userId })
    },
  )

  endpoint(
    api,
    'manage',
    {
      method: 'get',
      path: '/audit-log',
      tag,
      summary: 'List who did what, newest first',
      query: z.object({
        before: z.coerce.number().int().positive().optional().describe('The id a page ended with'),
        limit: z.coerce.number().int().min(1).max(100).default(50),
      }),
      answer: {
        status: 200,
        schema: z.strictObject({
          entries: z.array(
            z.strictObject({
              id: z.int(),
              action: z.string(),
              subject: z.string(),
              data: z.record(z.string(), z.unknown()),
              by: z.string().nullable(),
              created_at: z.iso.datetime(),
            }),
          ),
        }),
      },
    },
    async ({ app, caller: { user }, query }) => {
      requireAdmin({ role: await roleIn(app.db, user.workspaceId, user.id) })
      const entries = await auditOf(app.db, user.workspaceId, query)
      return {
        entries: entries.map(({ createdAt, ...entry }) => ({
          ...entry,
          created_at: createdAt.toISOString(),
        })),
      }
    },
  )
}
