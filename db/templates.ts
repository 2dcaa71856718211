import { and, asc, count, desc, eq, ilike, isNull, max, or, type SQL, sql } from 'drizzle-orm'
import { AppError } from '#core/errors.ts'
import type { AssetId, TemplateId, UserId, WorkspaceId } from '#core/ids.ts'
import { TemplateLook, type TemplateReach } from '#core/template.ts'
import type { Db } from './client.ts'
import { users } from './schema/accounts.ts'
import { templates, templateVersions } from './schema/looks.ts'
import { type Role, workspaceMembers } from './schema/workspaces.ts'

export type Template = {
  id: TemplateId
  userId: UserId
  /** Who made it, by name. */
  by: string
  workspaceId: WorkspaceId | null
  name: string
  category: string
  reach: TemplateReach
  /** The newest version, and what it looks like. */
  version: number
  look: TemplateLook
  usageCount: number
  createdAt: Date
  updatedAt: Date
}

const newest = sql`(
  select max(v.version) from template_versions v where v.template_id = ${templates.id}
)`
const columns = {
  id: templates.id,
  userId: templates.userId,
  by: users.fullName,
  workspaceId: templates.workspaceId,
  name: templates.name,
  category: templates.category,
  reach: templates.reach,
  version: templateVersions.version,
  look: templateVersions.look,
  usageCount: templates.usageCount,
  createdAt: templates.createdAt,
  updatedAt: templates.updatedAt,
}
const read = <T extends { look: TemplateLook }>(row: T): T => ({
  ...row,
  // A stored look may be older than the newest property of a style.
  look: TemplateLook.parse(row.look),
})
const newestVersion = and(
  eq(templateVersions.templateId, templates.id),
  eq(templateVersions.version, newest),
)

export const TEMPLATE_SORTS = ['created_at', 'name', 'usage_count'] as const
const sorts = {
  created_at: templates.createdAt,
  name: sql`lower(${templates.name})`,
  usage_count: templates.usageCount,
}

/** A person's own templates, those of a workspace, or everybody's. */
export type TemplatesOf = { userId: UserId } | { workspaceId: WorkspaceId } | 'public'

/** What somebody made for a workspace they have left is the workspace's. */
const stillTheirs = (userId: UserId) =>
  and(
    eq(templates.userId, userId),
    sql`(${templates.reach} <> 'workspace' or exists (
      select 1 from workspace_members m
      where m.workspace_id = ${templates.workspaceId} and m.user_id = ${userId}
    ))`,
  )

const within = (whose: TemplatesOf): SQL | undefined =>
  whose === 'public'
    ? eq(templates.reach, 'public')
    : 'userId' in whose
      ? stillTheirs(whose.userId)
      : and(eq(templates.reach, 'workspace'), eq(templates.workspaceId, whose.workspaceId))

/** Access is the caller's: whether they are in the workspace. */
export async function pagedTemplates(
  db: Db,
  whose: TemplatesOf,
  asked: {
    page: number
    per_page: number
    sort_by: (typeof TEMPLATE_SORTS)[number]
    sort_order: 'asc' | 'desc'
    category?: string | undefined
    search?: string | undefined
  },
): Promise<{ rows: Template[]; total: number }> {
  const typed = asked.search?.trim()
  const where = and(
    isNull(templates.deletedAt),
    within(whose),
    asked.category ? eq(templates.category, asked.category) : undefined,
    typed ? ilike(templates.name, `%${typed.replace(/[\\%_]/g, '\\$&')}%`) : undefined,
  )
  const [counted] = await db.select({ n: count() }).from(templates).where(where)
  const direction = asked.sort_order === 'asc' ? asc : desc
  const rows = await db
    .select(columns)
    .from(templates)
    .innerJoin(users, eq(users.id, templates.userId))
    .innerJoin(templateVersions, newestVersion)
    .where(where)
    .orderBy(direction(sorts[asked.sort_by]), direction(templates.id))
    .limit(asked.per_page)
    .offset((asked.page - 1) * asked.per_page)
  return { rows: rows.map(read), total: counted?.n ?? 0 }
}

/** The categories that templates are in, by name. */
export async function templateCategories(db: Db, whose: TemplatesOf): Promise<string[]> {
  const rows = await db
    .selectDistinct({ category: templates.category })
    .from(templates)
    .where(and(isNull(templates.deletedAt), within(whose), sql`${templates.category} <> ''`))
    .orderBy(templates.category)
    .limit(100)
  return rows.map(({ category }) => category)
}

/**
 * The template, if it is this person's, of a workspace they are in, or public; and what they are in
 * its workspace. `version` is a version of it, else the newest. Fails with 'template.not-found'.
 */
export async function getTemplate(
  db: Db,
  id: TemplateId,
  userId: UserId,
  version?: number,
): Promise<Template & { role: Role | null }> {
  const [row] = await db
    .select({ ...columns, role: workspaceMembers.role })
    .from(templates)
    .innerJoin(users, eq(users.id, templates.userId))
    .innerJoin(
      templateVersions,
      version === undefined
        ? newestVersion
        : and(eq(templateVersions.templateId, templates.id), eq(templateVersions.version, version)),
    )
    .leftJoin(
      workspaceMembers,
      and(
        eq(workspaceMembers.workspaceId, templates.workspaceId),
        eq(workspaceMembers.userId, userId),
      ),
    )
    .where(
      and(
        eq(templates.id, id),
        isNull(templates.deletedAt),
        or(
          stillTheirs(userId),
          eq(templates.reach, 'public'),
          and(eq(templates.reach, 'workspace'), eq(workspaceMembers.userId, userId)),
        ),
      ),
    )
  if (!row) throw new AppError('template.not-found')
  return read(row)
}

/** The name of a template that others of the workspace have too and that shows or plays this; else null. */
export async function sharedTemplateWith(
  db: Db,
  workspaceId: WorkspaceId,
  asset: AssetId,
): Promise<string | null> {
  const [row] = await db
    .select({ name: templates.name })
    .from(templates)
    .innerJoin(templateVersions, newestVersion)
    .where(
      and(
        isNull(templates.deletedAt),
        or(
          eq(templates.reach, 'public'),
          and(eq(templates.reach, 'workspace'), eq(templates.workspaceId, workspaceId)),
        ),
        sql`${templateVersions.look}->'overlays' @> ${JSON.stringify([{ asset }])}::jsonb`,
      ),
    )
    .orderBy(asc(templates.name))
    .limit(1)
  return row?.name ?? null
}

/** Newest first. */
export const versionsOfTemplate = (
  db: Db,
  id: TemplateId,
): Promise<{ version: number; createdAt: Date }[]> =>
  db
    .select({ version: templateVersions.version, createdAt: templateVersions.createdAt })
    .from(templateVersions)
    .where(eq(templateVersions.templateId, id))
    .orderBy(desc(templateVersions.version))

/** Its row and its first version. */
export async function insertTemplate(
  tx: Db,
  {
    look,
    ...template
  }: Pick<Template, 'userId' | 'workspaceId' | 'name' | 'category' | 'reach' | 'look'>,
): Promise<TemplateId> {
  const [row] = await tx.insert(templates).values(template).returning({ id: templates.id })
  if (!row) throw new Error('the template was not written')
  await tx.insert(templateVersions).values({ templateId: row.id, version: 1, look })
  return row.id
}

/** Adds the next version. Of two people at once one has the earlier. */
export async function insertTemplateVersion(
  tx: Db,
  id: TemplateId,
  look: TemplateLook,
): Promise<number> {
  // Whoever else adds one waits here.
  await tx.select().from(templates).where(eq(templates.id, id)).for('update')
  const [last] = await tx
    .select({ version: max(templateVersions.version) })
    .from(templateVersions)
    .where(eq(templateVersions.templateId, id))
  const version = (last?.version ?? 0) + 1
  await tx.insert(templateVersions).values({ templateId: id, version, look })
  return version
}

export async function updateTemplate(
  tx: Db,
  id: TemplateId,
  values: Partial<Pick<Template, 'name' | 'category' | 'reach' | 'workspaceId'>>,
): Promise<void> {
  await tx
    .update(templates)
    .set({ ...values, updatedAt: new Date() })
    .where(eq(templates.id, id))
}

export async function markTemplateDeleted(tx: Db, id: TemplateId): Promise<void> {
  await tx.update(templates).set({ deletedAt: new Date() }).where(eq(templates.id, id))
}

/** `times` clips were given it. */
export async function countTemplateUse(tx: Db, id: TemplateId, times = 1): Promise<void> {
  await tx
    .update(templates)
    .set({
      usageCount: sql`${templates.usageCount} + ${times}`,
      updatedAt: sql`${templates.updatedAt}`,
    })
    .where(eq(templates.id, id))
}
