import {
  bigserial,
  boolean,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { EngineChoice } from '#core/engine-choice.ts'
import type { InvitationId, ProjectId, UserId, WorkspaceId } from '#core/ids.ts'
import { byUser, ofUser, users } from './accounts.ts'
import { at, created, id, updated } from './columns.ts'

export type Role = 'owner' | 'admin' | 'editor' | 'reviewer'

export const workspaces = pgTable('workspaces', {
  id: id<WorkspaceId>(),
  name: text('name').notNull(),
  /** Files are made of clips only whose newest sent version is approved and not edited since. */
  exportNeedsApproval: boolean('export_needs_approval').notNull().default(false),
  /** Names and terms that speech engines are told of. */
  customWords: text('custom_words').array().notNull().default([]),
  /** Which engines it uses, and what it keeps on this machine. */
  engineChoice: jsonb('engine_choice').$type<Partial<EngineChoice>>().notNull().default({}),
  createdAt: created(),
  updatedAt: updated(),
  deletedAt: at('deleted_at'),
})

export const ofWorkspace = () =>
  uuid('workspace_id')
    .$type<WorkspaceId>()
    .notNull()
    .references(() => workspaces.id, { onDelete: 'cascade' })

export const workspaceMembers = pgTable(
  'workspace_members',
  {
    workspaceId: ofWorkspace(),
    userId: ofUser(),
    role: text('role').$type<Role>().notNull(),
    createdAt: created(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.userId] }),
    index('workspace_members_user_id_idx').on(t.userId),
  ],
)

export const invitations = pgTable(
  'invitations',
  {
    id: id<InvitationId>(),
    workspaceId: ofWorkspace(),
    invitedBy: uuid('invited_by')
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Null: a link that whoever holds it may use, once. */
    email: text('email'),
    role: text('role').$type<Exclude<Role, 'owner'>>().notNull(),
    hash: text('hash').notNull(),
    expiresAt: at('expires_at').notNull(),
    acceptedAt: at('accepted_at'),
    acceptedBy: byUser('accepted_by'),
    createdAt: created(),
  },
  (t) => [
    uniqueIndex('invitations_hash_key').on(t.hash),
    index('invitations_workspace_id_idx').on(t.workspaceId),
  ],
)

/** Who did what to whom, for the people of a workspace to read later. Never changed. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    workspaceId: uuid('workspace_id')
      .$type<WorkspaceId>()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    /** Null once their account is gone. */
    userId: byUser('user_id'),
    /** `member.role-changed`, `key.revoked`. */
    action: text('action').notNull(),
    subject: text('subject').notNull().default(''),
    data: jsonb('data').$type<Record<string, unknown>>().notNull().default({}),
    createdAt: created(),
  },
  (t) => [
    index('audit_log_workspace_id_idx').on(t.workspaceId, t.id.desc()),
    index('audit_log_user_id_idx').on(t.userId),
  ],
)

export const projects = pgTable(
  'projects',
  {
    id: id<ProjectId>(),
    workspaceId: ofWorkspace(),
    userId: ofUser(),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    createdAt: created(),
    updatedAt: updated(),
    deletedAt: at('deleted_at'),
  },
  (t) => [
    index('projects_workspace_id_idx').on(t.workspaceId),
    index('projects_user_id_idx').on(t.userId),
  ],
)
