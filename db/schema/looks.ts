import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { AssetKind } from '#core/asset.ts'
import type { BrandField, BrandKit } from '#core/brand-kit.ts'
import type { AssetId, StyleId, TemplateId, WorkspaceId } from '#core/ids.ts'
import type { TemplateLook, TemplateReach } from '#core/template.ts'
import type { StyleField } from '#core/written-style.ts'
import { byUser, ofUser } from './accounts.ts'
import { at, created, id, updated } from './columns.ts'
import { ofWorkspace, workspaces } from './workspaces.ts'

/** Files people brought to draw with or to hear: a workspace's own. */
export const assets = pgTable(
  'assets',
  {
    id: id<AssetId>(),
    workspaceId: ofWorkspace(),
    /** Who brought it; null once their account is gone. */
    userId: byUser('user_id'),
    kind: text('kind').$type<AssetKind>().notNull(),
    name: text('name').notNull(),
    /** As HTTP names it. */
    type: text('type').notNull(),
    width: integer('width'),
    height: integer('height'),
    /** Of a sound. */
    durationMs: integer('duration_ms'),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    createdAt: created(),
    deletedAt: at('deleted_at'),
  },
  (t) => [index('assets_workspace_id_idx').on(t.workspaceId, t.createdAt.desc())],
)

export const templates = pgTable(
  'templates',
  {
    id: id<TemplateId>(),
    userId: ofUser(),
    /** Where it was made; null for those from before templates had a workspace. */
    workspaceId: uuid('workspace_id')
      .$type<WorkspaceId>()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    category: text('category').notNull().default(''),
    reach: text('reach').$type<TemplateReach>().notNull().default('personal'),
    usageCount: integer('usage_count').notNull().default(0),
    createdAt: created(),
    updatedAt: updated(),
    deletedAt: at('deleted_at'),
  },
  (t) => [
    index('templates_user_id_idx').on(t.userId),
    index('templates_workspace_id_idx').on(t.workspaceId),
    index('templates_public_idx').on(t.usageCount.desc()).where(sql`reach = 'public'`),
  ],
)

/** What a template looks like, version by version. A version never changes: clips stay on theirs. */
export const templateVersions = pgTable(
  'template_versions',
  {
    templateId: uuid('template_id')
      .$type<TemplateId>()
      .notNull()
      .references(() => templates.id, { onDelete: 'cascade' }),
    version: integer('version').notNull(),
    look: jsonb('look').$type<TemplateLook>().notNull(),
    createdAt: created(),
  },
  (t) => [primaryKey({ columns: [t.templateId, t.version] })],
)

/** The look of a workspace, and which of it clips may not differ from. */
export const brandKits = pgTable('brand_kits', {
  workspaceId: uuid('workspace_id')
    .$type<WorkspaceId>()
    .primaryKey()
    .references(() => workspaces.id, { onDelete: 'cascade' }),
  kit: jsonb('kit').$type<BrandKit>().notNull(),
  locked: jsonb('locked').$type<BrandField[]>().notNull(),
  /** Who locked or changed it last; null once their account is gone. */
  changedBy: byUser('changed_by'),
  updatedAt: updated(),
})

/** A caption style that somebody wrote, for the clips of one workspace. Its draft is a live document. */
export const writtenStyles = pgTable(
  'written_styles',
  {
    id: id<StyleId>(),
    workspaceId: ofWorkspace(),
    /** Null once that person has left for good. */
    createdBy: byUser('created_by'),
    name: text('name').notNull(),
    createdAt: created(),
    updatedAt: updated(),
    deletedAt: at('deleted_at'),
  },
  (t) => [index('written_styles_workspace_id_idx').on(t.workspaceId)],
)

/** What was published of a style. Never changed: clips stay on the version they were given. */
export const writtenStyleVersions = pgTable(
  'written_style_versions',
  {
    styleId: uuid('style_id')
      .$type<StyleId>()
      .notNull()
      .references(() => writtenStyles.id, { onDelete: 'cascade' }),
    version: integer('version').notNull(),
    source: text('source').notNull(),
    /** Its properties as a form shows them, read when it was published. */
    fields: jsonb('fields').$type<StyleField[]>().notNull(),
    publishedBy: byUser('published_by'),
    publishedAt: created(),
  },
  (t) => [primaryKey({ columns: [t.styleId, t.version] })],
)
