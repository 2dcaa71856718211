import { z } from 'zod'
import { ApiStyleChange, toCaptionStyle } from '#core/api-style.ts'
import { CaptionStyle, plainStyle } from '#core/caption-style.ts'
import { AppError } from '#core/errors.ts'
import { ClipId, TemplateId } from '#core/ids.ts'
import {
  countTemplateUse,
  getTemplate,
  insertTemplate,
  markTemplateDeleted,
  updateTemplate,
} from '#db/templates.ts'
import type { CommandContext } from './command-context.ts'
import { setStyle } from './set-style.server.ts'

/** Templates are a person's own; a public one is there for everybody to use, and its maker's to change. */

const Fields = {
  name: z.string().trim().min(1).max(120),
  category: z.string().trim().max(60),
  isPublic: z.boolean(),
  style: ApiStyleChange,
}

export const MakeTemplate = z.object({
  name: Fields.name,
  category: Fields.category.default(''),
  isPublic: Fields.isPublic.default(false),
  style: Fields.style.default({}),
})
export type MakeTemplate = z.input<typeof MakeTemplate>

type Context = Pick<CommandContext, 'db' | 'user'>

export async function makeTemplate(
  { db, user }: Context,
  input: MakeTemplate,
): Promise<{ templateId: TemplateId }> {
  const { name, category, isPublic, style } = MakeTemplate.parse(input)
  const templateId = await insertTemplate(db, {
    userId: user.id,
    name,
    category,
    isPublic,
    styleConfig: CaptionStyle.parse({ ...plainStyle('punch'), ...toCaptionStyle(style) }),
  })
  return { templateId }
}

export const ChangeTemplate = z.object({
  templateId: TemplateId,
  name: Fields.name.optional(),
  category: Fields.category.optional(),
  isPublic: Fields.isPublic.optional(),
  style: Fields.style.optional(),
})
export type ChangeTemplate = z.infer<typeof ChangeTemplate>

export async function changeTemplate(
  { db, user }: Context,
  { templateId, name, category, isPublic, style }: ChangeTemplate,
): Promise<void> {
  const known = await mine({ db, user }, templateId)
  await updateTemplate(db, templateId, {
    ...(name !== undefined && { name }),
    ...(category !== undefined && { category }),
    ...(isPublic !== undefined && { isPublic }),
    ...(style && {
      styleConfig: CaptionStyle.parse({ ...known.styleConfig, ...toCaptionStyle(style) }),
    }),
  })
}

export const OneTemplate = z.object({ templateId: TemplateId })
export type OneTemplate = z.infer<typeof OneTemplate>

export async function deleteTemplate(
  { db, user }: Context,
  { templateId }: OneTemplate,
): Promise<void> {
  await mine({ db, user }, templateId)
  await markTemplateDeleted(db, templateId)
}

export async function duplicateTemplate(
  { db, user }: Context,
  { templateId }: OneTemplate,
): Promise<{ templateId: TemplateId }> {
  const { name, category, styleConfig } = await getTemplate(db, templateId, user.id)
  return {
    templateId: await insertTemplate(db, {
      userId: user.id,
      name: `${name} (copy)`.slice(0, 120),
      category,
      // A copy is for its maker first.
      isPublic: false,
      styleConfig,
    }),
  }
}

export const ApplyTemplate = z.object({ clipId: ClipId, templateId: TemplateId })
export type ApplyTemplate = z.infer<typeof ApplyTemplate>

export async function applyTemplate(
  context: Context & Pick<CommandContext, 'collab'>,
  { clipId, templateId }: ApplyTemplate,
): Promise<void> {
  const { styleConfig } = await getTemplate(context.db, templateId, context.user.id)
  await setStyle(context, { clipId, style: CaptionStyle.parse(styleConfig) })
  await countTemplateUse(context.db, templateId)
}

/** Another's public template may be seen and used, and is not there to be changed. */
async function mine({ db, user }: Context, templateId: TemplateId) {
  const template = await getTemplate(db, templateId, user.id)
  if (template.userId !== user.id) throw new AppError('template.not-yours')
  return template
}
