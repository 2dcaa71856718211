import { z } from '@hono/zod-openapi'
import { toApiCaptions } from '#core/api-captions.ts'
import { ApiStyleFields, BASE_SIZE, fromCaptionStyle } from '#core/api-style.ts'
import { AppError } from '#core/errors.ts'
import { ClipId, TemplateId } from '#core/ids.ts'
import { TemplatePart, TemplateReach } from '#core/template.ts'
import {
  getTemplate,
  pagedTemplates,
  TEMPLATE_SORTS,
  type Template,
  type TemplatesOf,
  versionsOfTemplate,
} from '#db/templates.ts'
import { roleIn } from '#db/workspace-people.ts'
import {
  applyTemplate,
  applyTemplateToVideo,
  previewTemplate,
  templateOfClip,
} from '../commands/apply-template.server.ts'
import {
  changeTemplate,
  deleteTemplate,
  duplicateTemplate,
  MakeTemplate,
  makeTemplate,
  saveTemplateVersion,
} from '../commands/templates.server.ts'
import type { AppContext } from '../server/context.ts'
import type { Caller } from './caller.ts'
import { type Api, endpoint } from './endpoint.ts'
import { Pagination, pagination, paging } from './paging.ts'
import { idOf, theClip, theVideo } from './reach.ts'
import { answerStyle, Captions, checkNames, StyleAnswer, Wishes } from './style-endpoints.ts'

const tag = 'Templates'
type Who = { app: AppContext; caller: Caller }

const Version = z.int().positive()
const LeftOut = z
  .array(z.string())
  .describe('What the clip’s workspace has not, so that it stayed out')

const StyleOfTemplate = ApiStyleFields.pick({
  ...{ caption_enabled: true, caption_position: true, caption_color: true },
  ...{ caption_bg_color: true, caption_max_words: true, caption_font: true },
})
  .partial({ caption_color: true, caption_max_words: true, caption_font: true })
  .extend({
    caption_animation: z.string(),
    captions: Captions,
    caption_size: ApiStyleFields.shape.caption_size.describe(
      `${BASE_SIZE} is the style’s own size`,
    ),
  })
  .strict()

const ApiTemplate = z
  .strictObject({
    id: z.uuid(),
    user_id: z.uuid(),
    name: z.string(),
    category: z.string(),
    visibility: TemplateReach,
    is_public: z.boolean(),
    version: Version.describe('The newest; clips stay on the one they were given'),
    parts: z.array(TemplatePart).describe('What it speaks about; the rest of a clip stays'),
    style_config: StyleOfTemplate,
    usage_count: z.int(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .openapi('Template')
const TemplateAnswer = z.strictObject({ template: ApiTemplate })

const present = (row: Template): z.input<typeof ApiTemplate> => ({
  id: row.id,
  user_id: row.userId,
  name: row.name,
  category: row.category,
  visibility: row.reach,
  is_public: row.reach === 'public',
  version: row.version,
  parts: row.look.parts,
  style_config: {
    ...fromCaptionStyle(row.look.style),
    caption_animation: row.look.style.name,
    captions: toApiCaptions(row.look.style),
  },
  usage_count: row.usageCount,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
})

/** A template that this caller may see; a key sees its own workspace's alone. */
async function theTemplate({ app, caller }: Who, id: string): Promise<Template> {
  const missing = 'template.not-found'
  const found = await getTemplate(app.db, idOf(TemplateId, id, missing), caller.user.id)
  if (caller.within && found.reach === 'workspace' && found.workspaceId !== caller.within)
    throw new AppError(missing)
  return found
}

const Id = z.object({ id: z.string() })
const ByClip = {
  clip_id: ClipId.optional().describe('The clip whose look it has; left out: captions alone'),
  parts: z.array(TemplatePart).min(1).optional().describe('What of the clip; left out: all'),
}
const TemplateBody = z.object({
  name: MakeTemplate.shape.name,
  category: z.string().trim().max(60).optional(),
  is_public: z.boolean().optional().describe('The same as `visibility: public` or `personal`'),
  visibility: TemplateReach.optional(),
  style_config: Wishes.optional(),
})
type Reach = { visibility?: TemplateReach | undefined; is_public?: boolean | undefined }
const reachOf = ({ visibility, is_public }: Reach): TemplateReach | undefined =>
  visibility ?? (is_public === undefined ? undefined : is_public ? 'public' : 'personal')

export function templateEndpoints(api: Api): void {
  const context = ({ app, caller }: Who) => ({ db: app.db, user: caller.user })
  const live = (who: Who) => ({ ...who.app, user: who.caller.user })
  const answer = async (who: Who, id: string) => ({ template: present(await theTemplate(who, id)) })

  const query = z.object({
    ...paging(TEMPLATE_SORTS),
    category: z.string().max(60).optional(),
    search: z.string().max(200).optional(),
  })
  const list = z.strictObject({ templates: z.array(ApiTemplate), pagination: Pagination })
  const lists = {
    personal: ['/templates', 'List your templates'],
    workspace: ['/templates/workspace', 'List the templates of your workspace'],
    public: ['/templates/public', 'List public templates'],
  } as const
  for (const kind of TemplateReach.options) {
    const [path, summary] = lists[kind]
    endpoint(
      api,
      'read',
      { method: 'get', path, tag, summary, query, answer: { status: 200, schema: list } },
      async ({ app, caller, query }) => {
        const { id, workspaceId } = caller.user
        if (kind === 'workspace') await roleIn(app.db, workspaceId, id)
        const of: TemplatesOf =
          kind === 'public' ? 'public' : kind === 'personal' ? { userId: id } : { workspaceId }
        const { rows, total } = await pagedTemplates(app.db, of, query)
        return { templates: rows.map(present), pagination: pagination(query, total) }
      },
    )
  }

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/templates',
      tag,
      summary: 'Make a template',
      more: 'Of a clip as it is now, or of a caption style alone.',
      body: TemplateBody.extend(ByClip),
      answer: { status: 201, schema: TemplateAnswer },
      refuses: [404],
    },
    async (who) => {
      const { name, category, style_config: style, clip_id, parts } = who.body
      if (style) checkNames(style)
      const clipId = clip_id && (await theClip(who, clip_id)).id
      const wish = { name, category, style, clipId, parts, reach: reachOf(who.body) }
      const made = await makeTemplate(context(who), wish)
      return answer(who, made.templateId)
    },
  )

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/templates/{id}',
      tag,
      summary: 'Get a template',
      params: Id,
      answer: { status: 200, schema: TemplateAnswer },
      refuses: [404],
    },
    (who) => answer(who, who.params.id),
  )

  endpoint(
    api,
    'write',
    {
      method: 'put',
      path: '/templates/{id}',
      tag,
      summary: 'Change a template of yours',
      more: 'Another `style_config` is its next version.',
      params: Id,
      body: TemplateBody.partial(),
      answer: { status: 200, schema: TemplateAnswer },
      refuses: [404],
    },
    async (who) => {
      const { id: templateId } = await theTemplate(who, who.params.id)
      const { name, category, style_config: style } = who.body
      if (style) checkNames(style)
      const reach = reachOf(who.body)
      await changeTemplate(context(who), { templateId, name, category, reach, style })
      return answer(who, templateId)
    },
  )

  endpoint(
    api,
    'delete',
    {
      method: 'delete',
      path: '/templates/{id}',
      tag,
      summary: 'Delete a template of yours',
      params: Id,
      answer: { status: 204, schema: null },
      refuses: [404],
    },
    async (who) => {
      const { id: templateId } = await theTemplate(who, who.params.id)
      await deleteTemplate(context(who), { templateId })
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/templates/{id}/duplicate',
      tag,
      summary: 'Duplicate a template',
      params: Id,
      answer: { status: 201, schema: TemplateAnswer },
      refuses: [404],
    },
    async (who) => {
      const { id: templateId } = await theTemplate(who, who.params.id)
      const made = await duplicateTemplate(context(who), { templateId })
      return answer(who, made.templateId)
    },
  )

  const versions = z.strictObject({
    versions: z.array(z.strictObject({ version: Version, created_at: z.iso.datetime() })),
  })
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/templates/{id}/versions',
      tag,
      summary: 'List the versions of a template',
      params: Id,
      answer: { status: 200, schema: versions },
      refuses: [404],
    },
    async (who) => {
      const { id } = await theTemplate(who, who.params.id)
      const rows = await versionsOfTemplate(who.app.db, id)
      return {
        versions: rows.map(({ version, createdAt }) => ({
          ...{ version, created_at: createdAt.toISOString() },
        })),
      }
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/templates/{id}/versions',
      tag,
      summary: 'Make the look of a clip a template’s next version',
      params: Id,
      body: z.object({ ...ByClip, clip_id: ClipId }),
      answer: { status: 201, schema: TemplateAnswer },
      refuses: [404],
    },
    async (who) => {
      const { id: templateId } = await theTemplate(who, who.params.id)
      const { id: clipId } = await theClip(who, who.body.clip_id)
      await saveTemplateVersion(context(who), { templateId, clipId, parts: who.body.parts })
      return answer(who, templateId)
    },
  )

  const Clip = z.object({ clipId: z.string(), templateId: z.string() })
  const wish = z.object({ version: Version.optional().describe('Left out: the newest') })
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/clips/{clipId}/style/template',
      tag,
      summary: 'See which template a clip was given',
      more: 'Null where it has none, or one that is not there any more. A newer version is given only by applying it.',
      params: z.object({ clipId: z.string() }),
      answer: {
        status: 200,
        schema: z.strictObject({
          template: z
            .strictObject({
              id: z.uuid(),
              name: z.string(),
              version: Version,
              newest_version: Version,
            })
            .nullable(),
        }),
      },
      refuses: [404],
    },
    async (who) => {
      const { id: clipId } = await theClip(who, who.params.clipId)
      const given = await templateOfClip(context(who), { clipId })
      return {
        template: given && {
          ...{ id: given.id, name: given.name, version: given.version },
          newest_version: given.newest,
        },
      }
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/clips/{clipId}/style/apply-template/{templateId}',
      tag: 'Styles',
      summary: 'Give a clip the look of a template',
      query: z.object({ version: z.coerce.number().int().positive().optional() }),
      params: Clip,
      answer: { status: 200, schema: StyleAnswer },
      refuses: [404],
    },
    async (who) => {
      const { id: clipId } = await theClip(who, who.params.clipId)
      const { id: templateId } = await theTemplate(who, who.params.templateId)
      await applyTemplate(live(who), { clipId, templateId, version: who.query.version })
      return answerStyle(who, clipId)
    },
  )

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/clips/{clipId}/style/preview-template/{templateId}',
      tag: 'Styles',
      summary: 'Say what a template would make of a clip',
      params: Clip,
      answer: {
        status: 200,
        schema: z.strictObject({
          version: Version,
          aspect_ratio: z.string(),
          caption_animation: z.string(),
          overlays: z.int().describe('How many would lie on the clip'),
          left_out: LeftOut,
        }),
      },
      refuses: [404],
    },
    async (who) => {
      const { id: clipId } = await theClip(who, who.params.clipId)
      const { id: templateId } = await theTemplate(who, who.params.templateId)
      const { version, project, leftOut } = await previewTemplate(context(who), {
        ...{ clipId, templateId },
      })
      return {
        version,
        aspect_ratio: project.shape,
        caption_animation: project.style.name,
        overlays: project.overlays.length,
        left_out: leftOut,
      }
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/videos/{videoId}/apply-template/{templateId}',
      tag,
      summary: 'Give all clips of a video the look of a template',
      params: z.object({ videoId: z.string(), templateId: z.string() }),
      body: wish,
      answer: {
        status: 200,
        schema: z.strictObject({
          version: Version,
          clip_ids: z.array(z.uuid()),
          failed: z.array(z.strictObject({ clip_id: z.uuid(), message: z.string() })),
          left_out: LeftOut,
        }),
      },
      refuses: [404],
    },
    async (who) => {
      const { id: videoId } = await theVideo(who, who.params.videoId)
      const { id: templateId } = await theTemplate(who, who.params.templateId)
      const { version } = who.body
      const given = await applyTemplateToVideo(live(who), { videoId, templateId, version })
      return {
        version: given.version,
        clip_ids: given.clips,
        failed: given.failed.map(({ clipId, say }) => ({ clip_id: clipId, message: say })),
        left_out: given.leftOut,
      }
    },
  )
}
