import { z } from '@hono/zod-openapi'
import {
  ApiStyleChange,
  ApiStyleFields,
  animationNames,
  BASE_SIZE,
  fromCaptionStyle,
  styleNamed,
  UNDRAWN,
} from '#core/api-style.ts'
import { AppError } from '#core/errors.ts'
import { TemplateId } from '#core/ids.ts'
import { clipStyleOf } from '#db/clip-styles.ts'
import { getTemplate, pagedTemplates, TEMPLATE_SORTS, type Template } from '#db/templates.ts'
import { setStyle } from '../commands/set-style.server.ts'
import {
  applyTemplate,
  changeTemplate,
  deleteTemplate,
  duplicateTemplate,
  MakeTemplate,
  makeTemplate,
} from '../commands/templates.server.ts'
import type { AppContext } from '../server/context.ts'
import type { Caller } from './caller.ts'
import { type Api, endpoint } from './endpoint.ts'
import { RequestInvalid } from './error-envelope.ts'
import { Pagination, pagination, paging } from './paging.ts'
import { idOf, theClip } from './reach.ts'

const styleTag = 'Styles'
const templateTag = 'Templates'
type Who = { app: AppContext; caller: Caller }

const ApiStyle = z
  .strictObject({
    id: z.uuid(),
    clip_id: z.uuid(),
    ...ApiStyleFields.shape,
    not_drawn: z
      .array(z.enum(UNDRAWN))
      .describe('Fields that are kept and that exports do not draw'),
    updated_at: z.iso.datetime(),
  })
  .openapi('ClipStyle')
const StyleAnswer = z.strictObject({ style: ApiStyle })
const Wishes = ApiStyleChange

async function answerStyle(who: Who, id: string) {
  const clip = await theClip(who, id)
  const known = await clipStyleOf(who.app.db, clip.id)
  if (!known) throw new AppError('clip.not-found')
  const { fields, style, updatedAt } = known
  const animation = fields.caption_animation
  // People may have changed the style since a program named it.
  const stands = !style || (animation !== null && styleNamed(animation) === style.name)
  return {
    style: {
      id: clip.id,
      clip_id: clip.id,
      ...fields,
      ...(style && fromCaptionStyle(style)),
      caption_animation: stands ? animation : style.name,
      not_drawn: UNDRAWN.filter((name) => fields[name] !== null && fields[name] !== undefined),
      updated_at: updatedAt.toISOString(),
    },
  }
}

/** An animation nobody knows is said rather than quietly replaced. */
function checkAnimation({ caption_animation: name }: z.output<typeof Wishes>) {
  if (!name || styleNamed(name)) return
  const message = `There is no such animation. There are: ${animationNames().join(', ')}.`
  throw new RequestInvalid([{ field: 'caption_animation', message }])
}

const ApiTemplate = z
  .strictObject({
    id: z.uuid(),
    user_id: z.uuid(),
    name: z.string(),
    category: z.string(),
    is_public: z.boolean(),
    style_config: z.strictObject({
      caption_enabled: z.boolean(),
      caption_animation: z.string(),
      caption_size: z.int().describe(`${BASE_SIZE} is the style’s own size`),
      caption_position: ApiStyleFields.shape.caption_position,
      caption_color: z.string().optional(),
      caption_bg_color: z.string().nullable(),
      caption_max_words: z.int().optional(),
    }),
    usage_count: z.int(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .openapi('Template')
const TemplateAnswer = z.strictObject({ template: ApiTemplate })

const presentTemplate = (row: Template): z.input<typeof ApiTemplate> => ({
  id: row.id,
  user_id: row.userId,
  name: row.name,
  category: row.category,
  is_public: row.isPublic,
  style_config: { ...fromCaptionStyle(row.styleConfig), caption_animation: row.styleConfig.name },
  usage_count: row.usageCount,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
})

const templateId = (id: string) => idOf<TemplateId>(TemplateId, id, 'template.not-found')

export function styleEndpoints(api: Api): void {
  const Clip = z.object({ clipId: z.string() })
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/clips/{clipId}/style',
      tag: styleTag,
      summary: 'Get a clip’s style',
      params: Clip,
      answer: { status: 200, schema: StyleAnswer },
      refuses: [404],
    },
    (who) => answerStyle(who, who.params.clipId),
  )

  endpoint(
    api,
    'write',
    {
      method: 'put',
      path: '/clips/{clipId}/style',
      tag: styleTag,
      summary: 'Change a clip’s style',
      more: 'Fields left out stay as they are. Whoever has the clip open sees it change.',
      params: Clip,
      body: Wishes,
      answer: { status: 200, schema: StyleAnswer },
      refuses: [404],
    },
    async (who) => {
      checkAnimation(who.body)
      const { id: clipId } = await theClip(who, who.params.clipId)
      await setStyle({ ...who.app, user: who.caller.user }, { clipId, fields: who.body })
      return answerStyle(who, clipId)
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/clips/{clipId}/style/apply-template/{templateId}',
      tag: styleTag,
      summary: 'Give a clip the style of a template',
      params: Clip.extend({ templateId: z.string() }),
      answer: { status: 200, schema: StyleAnswer },
      refuses: [404],
    },
    async (who) => {
      const { id: clipId } = await theClip(who, who.params.clipId)
      await applyTemplate(
        { ...who.app, user: who.caller.user },
        { clipId, templateId: templateId(who.params.templateId) },
      )
      return answerStyle(who, clipId)
    },
  )
}

const Id = z.object({ id: z.string() })
const TemplateBody = z.object({
  name: MakeTemplate.shape.name,
  category: z.string().trim().max(60).optional(),
  is_public: z.boolean().optional(),
  style_config: Wishes.optional(),
})

export function templateEndpoints(api: Api): void {
  const query = z.object({
    ...paging(TEMPLATE_SORTS),
    category: z.string().max(60).optional(),
    search: z.string().max(200).optional(),
  })
  const list = z.strictObject({ templates: z.array(ApiTemplate), pagination: Pagination })
  for (const kind of ['own', 'public'] as const) {
    endpoint(
      api,
      'read',
      {
        method: 'get',
        path: kind === 'own' ? '/templates' : '/templates/public',
        tag: templateTag,
        summary: kind === 'own' ? 'List your templates' : 'List public templates',
        query,
        answer: { status: 200, schema: list },
      },
      async ({ app, caller, query }) => {
        const whose = kind === 'own' ? { userId: caller.user.id } : ('public' as const)
        const { rows, total } = await pagedTemplates(app.db, whose, query)
        return { templates: rows.map(presentTemplate), pagination: pagination(query, total) }
      },
    )
  }

  const answer = async ({ app, caller }: Who, id: TemplateId) => ({
    template: presentTemplate(await getTemplate(app.db, id, caller.user.id)),
  })
  const context = ({ app, caller }: Who) => ({ db: app.db, user: caller.user })

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/templates',
      tag: templateTag,
      summary: 'Make a template',
      body: TemplateBody,
      answer: { status: 201, schema: TemplateAnswer },
    },
    async (who) => {
      const { name, category, is_public: isPublic, style_config: style } = who.body
      if (style) checkAnimation(style)
      const made = await makeTemplate(context(who), { name, category, isPublic, style })
      return answer(who, made.templateId)
    },
  )

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/templates/{id}',
      tag: templateTag,
      summary: 'Get a template',
      params: Id,
      answer: { status: 200, schema: TemplateAnswer },
      refuses: [404],
    },
    (who) => answer(who, templateId(who.params.id)),
  )

  endpoint(
    api,
    'write',
    {
      method: 'put',
      path: '/templates/{id}',
      tag: templateTag,
      summary: 'Change a template of yours',
      params: Id,
      body: TemplateBody.partial(),
      answer: { status: 200, schema: TemplateAnswer },
      refuses: [404],
    },
    async (who) => {
      const id = templateId(who.params.id)
      const { name, category, is_public: isPublic, style_config: style } = who.body
      if (style) checkAnimation(style)
      await changeTemplate(context(who), { templateId: id, name, category, isPublic, style })
      return answer(who, id)
    },
  )

  endpoint(
    api,
    'delete',
    {
      method: 'delete',
      path: '/templates/{id}',
      tag: templateTag,
      summary: 'Delete a template of yours',
      params: Id,
      answer: { status: 204, schema: null },
      refuses: [404],
    },
    async (who) => {
      await deleteTemplate(context(who), { templateId: templateId(who.params.id) })
      return undefined as never
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/templates/{id}/duplicate',
      tag: templateTag,
      summary: 'Duplicate a template',
      params: Id,
      answer: { status: 201, schema: TemplateAnswer },
      refuses: [404],
    },
    async (who) => {
      const made = await duplicateTemplate(context(who), { templateId: templateId(who.params.id) })
      return answer(who, made.templateId)
    },
  )
}
