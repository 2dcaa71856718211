import { z } from '@hono/zod-openapi'
import { ExportFile, ExportSettings, sizeBySide } from '#core/export-settings.ts'
import { RenderId } from '#core/ids.ts'
import { Language } from '#core/second-language.ts'
import { Shape } from '#core/shape.ts'
import { getRender, rendersOfClip } from '#db/renders.ts'
import { listVideoExports, requestExports } from '../commands/batch-exports.server.ts'
import { exportsCost } from '../commands/exports-cost.server.ts'
import type { AppContext } from '../server/context.ts'
import type { Caller } from './caller.ts'
import { type Api, endpoint } from './endpoint.ts'
import { RequestInvalid } from './error-envelope.ts'
import { idOf, theClip, theVideo } from './reach.ts'
import { ApiRender, presentRender, RenderSettings, readSettings } from './render-endpoints.ts'
import { fileAnswer } from './video-endpoints.ts'
import { inSeconds } from './videos.ts'

const tag = 'Renders'
type Who = { app: AppContext; caller: Caller }

/** As many files as one request may be about. */
const MOST_FILES = 400

const Many = RenderSettings.omit({ resolution: true, aspect_ratio: true, language: true }).extend({
  clip_ids: z.array(z.uuid()).min(1).max(MOST_FILES),
  aspect_ratios: z
    .array(Shape)
    .min(1)
    .max(Shape.options.length)
    .optional()
    .describe('Left out: each clip’s own'),
  languages: z
    .array(Language.nullable())
    .min(1)
    .max(20)
    .default([null])
    .describe('Of captions and subtitles (BCP 47); null: as it is spoken'),
  short_side: z
    .int()
    .min(64)
    .max(2160)
    .optional()
    .describe('Pixels on the short side of each picture. Left out: 1080'),
})

/** Every file that is asked for: the clips in each shape and language. */
async function filesOf(who: Who, body: z.output<typeof Many>) {
  const { clip_ids, aspect_ratios, languages, short_side, ...settings } = body
  const clips = await Promise.all([...new Set(clip_ids)].map((id) => theClip(who, id)))
  const read = readSettings(settings)
  const files = clips.flatMap(({ id: clipId, shape: own }) =>
    [...new Set(aspect_ratios ?? [own])].flatMap((shape) =>
      [...new Set(languages)].map((language) => ({
        ...{ clipId, shape, language },
        settings: ExportSettings.parse({
          ...read,
          ...(short_side && { resolution: sizeBySide(shape, short_side) }),
        }),
      })),
    ),
  )
  if (files.length > MOST_FILES) {
    const message = `These would be ${files.length} files. One request is about ${MOST_FILES} at most.`
    throw new RequestInvalid([{ field: 'clip_ids', message }])
  }
  return { files, settings: read }
}

/** Files of many clips, as the site's sheet of exports asks for them. */
export function exportEndpoints(api: Api): void {
  const context = ({ app, caller }: Who) => ({ ...app, user: caller.user })

  endpoint(
    api,
    'render',
    {
      method: 'post',
      path: '/renders',
      tag,
      summary: 'Start rendering several clips',
      more: 'Each clip in each shape and each language. What cannot be made is said beside what can; what is there already is not made twice.',
      body: Many,
      answer: {
        status: 202,
        schema: z.strictObject({
          files: z.array(
            z
              .strictObject({
                clip_id: z.uuid(),
                aspect_ratio: Shape,
                language: z.string().nullable(),
                render_id: z.uuid().nullable().describe('Null: it is not made, see `refusal`'),
                reused: z.boolean().describe('It was there, or being made, already'),
                refusal: z.string().nullable(),
              })
              .openapi('AskedFile'),
          ),
        }),
      },
      refuses: [404],
    },
    async (who) => {
      const { files } = await filesOf(who, who.body)
      const asked = await requestExports(context(who), { files })
      return {
        files: asked.map(({ clipId, shape, language, renderId, reused, refusal }) => ({
          ...{ clip_id: clipId, aspect_ratio: shape, language },
          ...{ render_id: renderId, reused, refusal },
        })),
      }
    },
  )

  endpoint(
    api,
    'read',
    {
      method: 'post',
      path: '/renders/cost',
      tag,
      summary: 'See what files of several clips would cost',
      more: 'The same body as `POST /renders`. At most that: what is there already costs nothing. `plan` is null where no plans are sold; `lambda` where no functions at AWS are set up.',
      body: Many,
      answer: {
        status: 200,
        schema: z.strictObject({
          files: z.int(),
          plan: z
            .strictObject({ minutes: z.number(), minutes_left: z.number().nullable() })
            .nullable(),
          lambda: z
            .strictObject({
              dollars: z.number().describe('For what is drawn at AWS'),
              drawn_here: z.array(z.strictObject({ clip_id: z.uuid(), reason: z.string() })),
            })
            .nullable(),
        }),
      },
      refuses: [404],
    },
    async (who) => {
      const { files, settings } = await filesOf(who, who.body)
      const many = new Map<(typeof files)[number]['clipId'], number>()
      for (const { clipId } of files) many.set(clipId, (many.get(clipId) ?? 0) + 1)
      const { plan, lambda } = await exportsCost(context(who), {
        clips: [...many].map(([clipId, count]) => ({ clipId, files: count })),
        ...{ format: settings.format, fps: settings.fps },
      })
      return {
        files: files.length,
        plan: plan && {
          minutes: plan.ms / 60_000,
          minutes_left: plan.leftMs === null ? null : plan.leftMs / 60_000,
        },
        lambda: lambda && {
          dollars: lambda.dollars,
          drawn_here: lambda.here.map(({ clipId, say }) => ({ clip_id: clipId, reason: say })),
        },
      }
    },
  )

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/videos/{id}/renders',
      tag,
      summary: 'List the files of all clips of a video',
      more: 'The newest of each shape, language and kind, and every one that is not over. `current`: it is of the clip as it is now.',
      params: z.object({ id: z.string() }),
      answer: {
        status: 200,
        schema: z.strictObject({
          clips: z.array(
            z
              .strictObject({
                clip_id: z.uuid(),
                name: z.string(),
                duration_seconds: z.number().nullable(),
                languages: z.array(z.string()).describe('It was translated to'),
                refusal: z.string().nullable().describe('Why no file can be made of it now'),
                needs_approval: z.boolean(),
                renders: z.array(z.strictObject({ current: z.boolean(), render_job: ApiRender })),
              })
              .openapi('ClipFiles'),
          ),
        }),
      },
      refuses: [404],
    },
    async (who) => {
      const { id: videoId } = await theVideo(who, who.params.id)
      const rows = await listVideoExports(context(who), { videoId })
      const clips = rows.map(async ({ clipId, title, durationMs, languages, refusal, files }) => {
        const known = await rendersOfClip(who.app.db, clipId)
        const renders = files.flatMap(({ id, current }) => {
          const render = known.find((one) => one.id === id)
          return render ? [{ current, render }] : []
        })
        return {
          ...{ clip_id: clipId, name: title, languages },
          duration_seconds: durationMs === null ? null : inSeconds(durationMs),
          refusal: refusal?.say ?? null,
          needs_approval: refusal?.needsApproval ?? false,
          renders: await Promise.all(
            renders.map(async ({ current, render }) => ({
              current,
              render_job: await presentRender(who, render),
            })),
          ),
        }
      })
      return { clips: await Promise.all(clips) }
    },
  )

  endpoint(
    api,
    'files',
    {
      method: 'get',
      path: '/renders/download',
      tag,
      summary: 'Download several rendered files as one archive',
      query: z.object({
        ids: z
          .string()
          .max(MOST_FILES * 37)
          .describe('Ids of renders, with commas between them'),
        with: z
          .string()
          .regex(
            new RegExp(`^(${ExportFile.options.join('|')})(,(${ExportFile.options.join('|')}))*$`),
          )
          .default('film,srt')
          .describe(
            `Which files of each, with commas between them: ${ExportFile.options.join(', ')}`,
          ),
      }),
      answer: { status: 200, schema: null, rawAnswer: { 'application/zip': {} } },
      refuses: [404],
    },
    async (who) => {
      const missing = 'render.not-found'
      const ids = who.query.ids.split(',')
      for (const id of ids) {
        const renderId = idOf<RenderId>(RenderId, id, missing)
        const { clipId } = await getRender(who.app.db, renderId, who.caller.user.id)
        await theClip(who, clipId)
      }
      return fileAnswer(who, `/media/zip/files?ids=${ids.join(',')}&with=${who.query.with}`)
    },
  )
}
