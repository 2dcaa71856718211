import { z } from '@hono/zod-openapi'
import { AppError } from '#core/errors.ts'
import { type ClipId, ProjectId, VideoId } from '#core/ids.ts'
import { Shape } from '#core/shape.ts'
import { CLIP_SORTS, clipRow, pagedClips } from '#db/api-lists.ts'
import { CreateClip, createClip } from '../commands/create-clip.server.ts'
import { deleteClip } from '../commands/delete-clip.server.ts'
import { duplicateClip } from '../commands/duplicate-clip.server.ts'
import { editClip } from '../commands/edit-clip.server.ts'
import { RenameClip } from '../commands/rename-clip.server.ts'
import type { AppContext } from '../server/context.ts'
import { ApiClip, presentClip } from './clips.ts'
import { type Api, endpoint } from './endpoint.ts'
import { RequestInvalid } from './error-envelope.ts'
import { Pagination, pagination, paging } from './paging.ts'
import { theClip, theProject, theSuggestion, theVideo } from './reach.ts'
import { fromSeconds, inSeconds } from './videos.ts'

const tag = 'Clips'
const Id = z.object({ id: z.string() })
const Seconds = z.number().min(0).max(1_000_000)
const ClipAnswer = z.strictObject({ clip: ApiClip })

export async function answerClip({ db }: Pick<AppContext, 'db'>, id: ClipId) {
  const row = await clipRow(db, id)
  if (!row) throw new AppError('clip.not-found')
  return { clip: presentClip(row) }
}

const forwards = (body: { start_time?: number | undefined; end_time?: number | undefined }) =>
  body.start_time === undefined || body.end_time === undefined || body.start_time < body.end_time
const backwards = { error: 'The end must come after the start.', path: ['end_time'] }

export function clipEndpoints(api: Api): void {
  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/clips',
      tag,
      summary: 'Make a clip',
      more: 'From a suggestion, whose stretch and name may be changed, or from any stretch of the video. The same suggestion always gives the same clip.',
      body: z
        .object({
          video_id: z.string(),
          name: RenameClip.shape.title.optional(),
          start_time: Seconds.optional(),
          end_time: Seconds.optional(),
          aspect_ratio: Shape.default('9:16'),
          from_suggestion: z.string().nullish(),
          in_pieces: z
            .boolean()
            .default(false)
            .describe('Told in the pieces of the suggestion, as far as they lie in the stretch'),
        })
        .refine(forwards, backwards),
      answer: { status: 201, schema: ClipAnswer },
      refuses: [404],
    },
    async (who) => {
      const { app, caller, body } = who
      const video = await theVideo(who, body.video_id)
      const suggestion = body.from_suggestion
        ? await theSuggestion(who, body.from_suggestion)
        : null
      const from = body.start_time === undefined ? suggestion?.from : fromSeconds(body.start_time)
      const to = body.end_time === undefined ? suggestion?.to : fromSeconds(body.end_time)
      const missing = Object.entries({
        start_time: from,
        end_time: to,
        name: body.name ?? suggestion,
      })
        .filter(([, value]) => value === undefined || value === null)
        .map(([field]) => ({ field, message: 'Required without from_suggestion' }))
      if (missing.length > 0 || from === undefined || to === undefined) {
        throw new RequestInvalid(missing)
      }
      // A frame's worth of rounding is cut off; more was meant for another video.
      if (video.durationMs !== null && from < video.durationMs && to > video.durationMs + 100) {
        const message = `The video ends after ${inSeconds(video.durationMs)} seconds.`
        throw new RequestInvalid([{ field: 'end_time', message }])
      }
      const look = { shape: body.aspect_ratio }
      const { clipId } = await createClip(
        { db: app.db, user: caller.user },
        CreateClip.parse(
          suggestion
            ? {
                videoId: video.id,
                suggestionId: suggestion.id,
                range: { from, to },
                ...(body.in_pieces && { arrange: { opening: true, skips: true } }),
                ...look,
              }
            : { videoId: video.id, from, to, title: body.name, ...look },
        ),
      )
      if (suggestion && body.name !== undefined) {
        await editClip({ ...app, user: caller.user }, { clipId, title: body.name })
      }
      return answerClip(app, clipId)
    },
  )

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/clips',
      tag,
      summary: 'List clips',
      query: z.object({
        ...paging(CLIP_SORTS),
        video_id: z.uuid().optional(),
        project_id: z.uuid().optional(),
        status: ApiClip.shape.status.optional(),
        is_ai_suggested: z.enum(['true', 'false']).optional(),
        search: z.string().max(200).optional(),
      }),
      answer: {
        status: 200,
        schema: z.strictObject({ clips: z.array(ApiClip), pagination: Pagination }),
      },
      refuses: [404],
    },
    async (who) => {
      const { app, caller, query } = who
      const { video_id, project_id, is_ai_suggested, ...asked } = query
      if (video_id) await theVideo(who, video_id)
      if (project_id) await theProject(who, project_id)
      const { rows, total } = await pagedClips(app.db, caller.user.id, {
        ...asked,
        workspaceId: caller.user.workspaceId,
        videoId: video_id ? VideoId.parse(video_id) : undefined,
        projectId: project_id ? ProjectId.parse(project_id) : undefined,
        isAiSuggested: is_ai_suggested === undefined ? undefined : is_ai_suggested === 'true',
      })
      return { clips: rows.map(presentClip), pagination: pagination(query, total) }
    },
  )

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/clips/{id}',
      tag,
      summary: 'Get a clip',
      params: Id,
      answer: { status: 200, schema: ClipAnswer },
      refuses: [404],
    },
    async (who) => answerClip(who.app, (await theClip(who, who.params.id)).id),
  )

  endpoint(
    api,
    'write',
    {
      method: 'put',
      path: '/clips/{id}',
      tag,
      summary: 'Change a clip',
      more: 'Its name, its shape, where it begins and ends. Whoever has it open sees it change.',
      params: Id,
      body: z
        .object({
          name: RenameClip.shape.title.optional(),
          start_time: Seconds.optional(),
          end_time: Seconds.optional(),
          aspect_ratio: Shape.optional(),
        })
        .refine(forwards, backwards),
      answer: { status: 200, schema: ClipAnswer },
      refuses: [404],
    },
    async (who) => {
      const { app, caller, body } = who
      const { id: clipId } = await theClip(who, who.params.id)
      await editClip(
        { ...app, user: caller.user },
        {
          clipId,
          title: body.name,
          shape: body.aspect_ratio,
          from: body.start_time === undefined ? undefined : fromSeconds(body.start_time),
          to: body.end_time === undefined ? undefined : fromSeconds(body.end_time),
        },
      )
      return answerClip(app, clipId)
    },
  )

  endpoint(
    api,
    'delete',
    {
      method: 'delete',
      path: '/clips/{id}',
      tag,
      summary: 'Delete a clip',
      params: Id,
      answer: { status: 204, schema: null },
      refuses: [404],
    },
    async (who) => {
      const { id: clipId } = await theClip(who, who.params.id)
      await deleteClip({ ...who.app, user: who.caller.user }, { clipId })
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/clips/{id}/duplicate',
      tag,
      summary: 'Duplicate a clip',
      params: Id,
      body: z.object({ name: RenameClip.shape.title.optional() }),
      bodyOptional: true,
      answer: { status: 201, schema: ClipAnswer },
      refuses: [404],
    },
    async (who) => {
      const { app, caller, body } = who
      const { id } = await theClip(who, who.params.id)
      const context = { db: app.db, user: caller.user }
      const made = await duplicateClip(context, { clipId: id, title: body.name })
      return answerClip(app, made.clipId)
    },
  )
}
