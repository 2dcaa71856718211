import { and, asc, count, desc, eq, ilike, isNull, or, sql } from 'drizzle-orm'
import type { CaptionStyle } from '#core/caption-style.ts'
import { AppError } from '#core/errors.ts'
import type { TemplateId, UserId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { templates } from './schema.ts'

export type Template = {
  id: TemplateId
  userId: UserId
  name: string
  category: string
  isPublic: boolean
  styleConfig: CaptionStyle
  usageCount: number
  createdAt: Date
  updatedAt: Date
}

const columns = {
  id: templates.id,
  userId: templates.userId,
  name: templates.name,
  category: templates.category,
  isPublic: templates.isPublic,
  styleConfig: templates.styleConfig,
  usageCount: templates.usageCount,
  createdAt: templates.createdAt,
  updatedAt: templates.updatedAt,
}

export const TEMPLATE_SORTS = ['created_at', 'name', 'usage_count'] as const
const sorts = {
  created_at: templates.createdAt,
  name: sql`lower(${templates.name})`,
  usage_count: templates.usageCount,
}

/** A person's own templates, or everybody's public ones. */
export async function pagedTemplates(
  db: Db,
  whose: { userId: UserId } | 'public',
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
    whose === 'public' ? eq(templates.isPublic, true) : eq(templates.userId, whose.userId),
    asked.category ? eq(templates.category, asked.category) : undefined,
    typed ? ilike(templates.name, `%${typed.replace(/[\\%_]/g, '\\$&')}%`) : undefined,
  )
  const [counted] = await db.select({ n: count() }).from(templates).where(where)
  const direction = asked.sort_order === 'asc' ? asc : desc
  const rows = await db
    .select(columns)
    .from(templates)
    .where(where)
    .orderBy(direction(sorts[asked.sort_by]), direction(templates.id))
    .limit(asked.per_page)
    .offset((asked.page - 1) * asked.per_page)
  return { rows, total: counted?.n ?? 0 }
}

/** The template, if it is this person's or public. */
export async function getTemplate(db: Db, id: TemplateId, userId: UserId): Promise<Template> {
  const [row] = await db
    .select(columns)
    .from(templates)
    .where(
      and(
        eq(templates.id, id),
        isNull(templates.deletedAt),
        or(eq(templates.userId, userId), eq(templates.isPublic, true)),
      ),
    )
  if (!row) throw new AppError('template.not-found')
  return row
}

export async function insertTemplate(
  tx: Db,
  template: Pick<Template, 'userId' | 'name' | 'category' | 'isPublic' | 'styleConfig'>,
): Promise<TemplateId> {
  const [row] = await tx.insert(templates).values(template).returning({ id: templates.id })
  if (!row) throw new Error('the template was not written')
  return row.id
}

export async function updateTemplate(
  tx: Db,
  id: TemplateId,
  values: Partial<Pick<Template, 'name' | 'category' | 'isPublic' | 'styleConfig'>>,
): Promise<void> {
  await tx
    .update(templates)
    .set({ ...values, updatedAt: new Date() })
    .where(eq(templates.id, id))
}

export async function markTemplateDeleted(tx: Db, id: TemplateId): Promise<void> {
  await tx.update(templates).set({ deletedAt: new Date() }).where(eq(templates.id, id))
}

export async function countTemplateUse(tx: Db, id: TemplateId): Promise<void> {
  await tx
    .update(templates)
    .set({ usageCount: sql`${templates.usageCount} + 1`, updatedAt: sql`${templates.updatedAt}` })
    .where(eq(templates.id, id))
}
