import { z } from 'zod'
import { ApiStyleChange, toCaptionStyle } from '#core/api-style.ts'
import { bringsAnother, type CaptionStyle, changedStyle, plainStyle } from '#core/caption-style.ts'
import { AppError } from '#core/errors.ts'
import { ClipId, StyleId, TemplateId, type WorkspaceId } from '#core/ids.ts'
import {
  captionsLook,
  lookOf,
  type TemplateLook,
  TemplatePart,
  TemplateReach,
} from '#core/template.ts'
import { getClip } from '#db/clips.ts'
import {
  getTemplate,
  insertTemplate,
  insertTemplateVersion,
  markTemplateDeleted,
  pagedTemplates,
  TEMPLATE_SORTS,
  type Template,
  type TemplatesOf,
  templateCategories,
  updateTemplate,
} from '#db/templates.ts'
import { roleIn } from '#db/workspace-people.ts'
import { getStyle, styleVersion } from '#db/written-styles.ts'
import type { CommandContext } from './command-context.ts'
import { readStoredClip } from './read-clip.server.ts'
import { requireEditor } from './require-editor.server.ts'

/**
 * A template is its maker's own until it is given to a workspace, where owners and admins may change
 * it too, or to everybody. What it looks like is kept version by version.
 */

const Fields = {
  name: z.string().trim().min(1).max(120),
  category: z.string().trim().max(60),
  reach: TemplateReach,
  parts: z.array(TemplatePart).min(1),
}
/** What it is made of: a clip as it is now, or a caption style alone. */
const Made = { clipId: ClipId.optional(), parts: Fields.parts.default([...TemplatePart.options]) }

export const MakeTemplate = z.object({
  name: Fields.name,
  category: Fields.category.default(''),
  reach: Fields.reach.default('personal'),
  style: ApiStyleChange.default({}),
  ...Made,
})
export type MakeTemplate = z.input<typeof MakeTemplate>

type Context = Pick<CommandContext, 'db' | 'user'>

export async function makeTemplate(
  { db, user }: Context,
  input: MakeTemplate,
): Promise<{ templateId: TemplateId }> {
  const { name, category, reach, style, clipId, parts } = MakeTemplate.parse(input)
  const { look, workspaceId } = clipId
    ? await lookOfClip({ db, user }, clipId, parts)
    : {
        look: captionsLook(await styled({ db, user }, plainStyle('punch'), style)),
        workspaceId: user.workspaceId,
      }
  if (reach === 'workspace') requireEditor({ role: await roleIn(db, workspaceId, user.id) })
  const templateId = await db.transaction((tx) =>
    insertTemplate(tx, { userId: user.id, workspaceId, name, category, reach, look }),
  )
  return { templateId }
}

async function lookOfClip(
  { db, user }: Context,
  clipId: ClipId,
  parts: TemplatePart[],
): Promise<{ look: TemplateLook; workspaceId: WorkspaceId }> {
  const clip = await getClip(db, clipId, user.id)
  requireEditor(clip)
  return { look: lookOf(await readStoredClip(db, clipId), parts), workspaceId: clip.workspaceId }
}

/** Fails with 'style.not-found' where it is to have a written style that is not there for its maker. */
async function styled(
  { db, user }: Context,
  style: CaptionStyle,
  wish: ApiStyleChange,
): Promise<CaptionStyle> {
  const change = toCaptionStyle(wish, style)
  if (change.template && bringsAnother(change, style)) {
    const id = StyleId.safeParse(change.template.id)
    if (!id.success) throw new AppError('style.not-found')
    await getStyle(db, id.data, user.id)
    await styleVersion(db, id.data, change.template.version)
  }
  return changedStyle(style, change)
}

export const ChangeTemplate = z.object({
  templateId: TemplateId,
  name: Fields.name.optional(),
  category: Fields.category.optional(),
  reach: Fields.reach.optional(),
  /** Changes its captions, as its next version. */
  style: ApiStyleChange.optional(),
})
export type ChangeTemplate = z.infer<typeof ChangeTemplate>

export async function changeTemplate(
  { db, user }: Context,
  { templateId, name, category, reach, style }: ChangeTemplate,
): Promise<void> {
  const known = await changeable({ db, user }, templateId)
  const workspaceId = known.workspaceId ?? user.workspaceId
  if (reach === 'workspace') requireEditor({ role: await roleIn(db, workspaceId, user.id) })
  const { look } = known
  const changed = style && (await styled({ db, user }, look.style, style))
  await db.transaction(async (tx) => {
    await updateTemplate(tx, templateId, {
      ...(name !== undefined && { name }),
      ...(category !== undefined && { category }),
      ...(reach !== undefined && { reach, workspaceId }),
    })
    if (changed) await insertTemplateVersion(tx, templateId, { ...look, style: changed })
  })
}

export const SaveTemplateVersion = z.object({
  templateId: TemplateId,
  ...Made,
  clipId: ClipId,
})
export type SaveTemplateVersion = z.input<typeof SaveTemplateVersion>

/** The look of a clip as a template's next version. Clips that were given an earlier one stay on it. */
export async function saveTemplateVersion(
  { db, user }: Context,
  input: SaveTemplateVersion,
): Promise<{ version: number }> {
  const { templateId, clipId, parts } = SaveTemplateVersion.parse(input)
  const { look, workspaceId } = await lookOfClip({ db, user }, clipId, parts)
  const known = await changeable({ db, user }, templateId)
  // What a workspace's people find must be made of what that workspace has.
  if (known.reach === 'workspace' && known.workspaceId !== workspaceId)
    throw new AppError('template.not-found')
  const version = await db.transaction(async (tx) => {
    const next = await insertTemplateVersion(tx, templateId, look)
    await updateTemplate(tx, templateId, {})
    return next
  })
  return { version }
}

export const OneTemplate = z.object({ templateId: TemplateId })
export type OneTemplate = z.infer<typeof OneTemplate>

export async function deleteTemplate(
  { db, user }: Context,
  { templateId }: OneTemplate,
): Promise<void> {
  await changeable({ db, user }, templateId)
  await markTemplateDeleted(db, templateId)
}

export async function duplicateTemplate(
  { db, user }: Context,
  { templateId }: OneTemplate,
): Promise<{ templateId: TemplateId }> {
  const { name, category, look } = await getTemplate(db, templateId, user.id)
  return db.transaction(async (tx) => ({
    templateId: await insertTemplate(tx, {
      userId: user.id,
      workspaceId: user.workspaceId,
      name: `${name} (copy)`.slice(0, 120),
      category,
      // A copy is for its maker first.
      reach: 'personal',
      look,
    }),
  }))
}

export const ListTemplates = z.object({
  whose: TemplateReach.default('personal'),
  category: Fields.category.optional(),
  search: z.string().max(200).optional(),
  page: z.number().int().min(1).max(10_000).default(1),
  sort: z.enum(TEMPLATE_SORTS).default('created_at'),
})
export type ListTemplates = z.input<typeof ListTemplates>

/** How many a page of the gallery shows. */
export const TEMPLATES_A_PAGE = 24

/** A page of the gallery, with what each is to whoever asks. */
export async function listTemplates(
  { db, user }: Context,
  input: ListTemplates,
): Promise<{
  templates: (Template & { mayChange: boolean })[]
  total: number
  categories: string[]
}> {
  const { whose, category, search, page, sort } = ListTemplates.parse(input)
  const role = await roleIn(db, user.workspaceId, user.id)
  const of: TemplatesOf = {
    personal: { userId: user.id },
    workspace: { workspaceId: user.workspaceId },
    public: 'public' as const,
  }[whose]
  const [{ rows, total }, categories] = await Promise.all([
    pagedTemplates(db, of, {
      ...{ page, per_page: TEMPLATES_A_PAGE, category, search, sort_by: sort },
      sort_order: sort === 'name' ? 'asc' : 'desc',
    }),
    templateCategories(db, of),
  ])
  return {
    templates: rows.map((row) => ({
      ...row,
      mayChange: mayChange(row, user, row.workspaceId === user.workspaceId ? role : null),
    })),
    total,
    categories,
  }
}

const mayChange = (
  { userId, reach }: Pick<Template, 'userId' | 'reach'>,
  user: Context['user'],
  role: Awaited<ReturnType<typeof roleIn>> | null,
): boolean =>
  userId === user.id
    ? reach !== 'workspace' || (role !== null && role !== 'reviewer')
    : reach === 'workspace' && (role === 'owner' || role === 'admin')

/** Another's template may be seen and used, and is not there to be changed. */
async function changeable({ db, user }: Context, templateId: TemplateId) {
  const template = await getTemplate(db, templateId, user.id)
  if (!mayChange(template, user, template.role)) throw new AppError('template.not-yours')
  return template
}
