import { z } from '@hono/zod-openapi'
import { AppError } from '#core/errors.ts'
import {
  codecsOf,
  ExportFile,
  ExportFormat,
  ExportQuality,
  ExportSettings,
  filesOf,
  filmName,
  mimeOf,
  nameOfFile,
  ratesOf,
  readResolution,
  VideoCodec,
} from '#core/export-settings.ts'
import { type ClipId, JobId, RenderId } from '#core/ids.ts'
import type { JobState } from '#core/job.ts'
import { Language } from '#core/second-language.ts'
import { Shape, shapeSize } from '#core/shape.ts'
import { getJob, jobsOf } from '#db/jobs.ts'
import { getRender, type RenderState, renderOfClip, rendersOfClip } from '#db/renders.ts'
import { cancelRender } from '../commands/cancel-render.server.ts'
import { requestRender } from '../commands/request-render.server.ts'
import { stopJob } from '../commands/stop-job.server.ts'
import type { AppContext } from '../server/context.ts'
import type { Caller } from './caller.ts'
import { type Api, endpoint } from './endpoint.ts'
import { RequestInvalid } from './error-envelope.ts'
import { ApiJob, estimate, presentJob, stepOf } from './jobs.ts'
import { idOf, theClip, theVideo } from './reach.ts'
import { signedFile } from './signed-files.ts'
import { socketToken } from './socket-tokens.ts'
import { fileAnswer } from './video-endpoints.ts'
import { inSeconds } from './videos.ts'

const tag = 'Renders'
const Id = z.object({ id: z.string() })

export const RenderStatus = z.enum(['queued', 'rendering', 'completed', 'failed', 'cancelled'])
export const renderStatus = (status: RenderState['status']): z.infer<typeof RenderStatus> =>
  ({
    pending: 'queued',
    running: 'rendering',
    done: 'completed',
    failed: 'failed',
    cancelled: 'cancelled',
  })[status] as z.infer<typeof RenderStatus>

export const ApiRender = z
  .strictObject({
    id: z.uuid(),
    clip_id: z.uuid(),
    aspect_ratio: Shape,
    language: z.string().nullable().describe('Of its captions; null: as it is spoken'),
    status: RenderStatus,
    priority: z.int(),
    progress: z.int().min(0).max(100),
    current_step: z.string().nullable().describe('Null before the work begins'),
    estimated_duration: z.int().nullable().describe('Of the whole export, seconds'),
    estimated_completion: z.iso.datetime().nullable(),
    error_message: z.string().nullable(),
    output_url: z.string().nullable().describe('Opens for a few hours'),
    subtitles_url: z.string().nullable(),
    files: z
      .array(z.strictObject({ kind: ExportFile, url: z.string() }).openapi('RenderFile'))
      .describe('All that a finished render left; the addresses open for a few hours'),
    file_size_bytes: z.int().nullable(),
    duration_seconds: z.number().nullable(),
    render_duration: z.number().nullable().describe('How long it took, seconds'),
    created_at: z.iso.datetime(),
    started_at: z.iso.datetime().nullable(),
    completed_at: z.iso.datetime().nullable(),
  })
  .openapi('Render')

/** Seconds of work for one of film, before this machine's own work says better. */
const FIRST_GUESS = 2

type Who = { app: AppContext; caller: Caller }

async function namedJob({ app, caller }: Who, text: string): Promise<JobState | null> {
  const id = z.uuid().safeParse(text)
  if (!id.success) return null
  const job = await getJob(app.db, JobId.parse(id.data))
  if (job) return job
  const render = await getRender(app.db, RenderId.parse(id.data), caller.user.id).catch(() => null)
  return render?.jobId ? getJob(app.db, render.jobId) : null
}

export async function presentRender(
  { app, caller }: Who,
  render: RenderState,
): Promise<z.input<typeof ApiRender>> {
  const job = render.jobId ? await getJob(app.db, render.jobId) : null
  const file = (name: string) => signedFile(app, caller.user, `/media/renders/${render.id}/${name}`)
  const startedAt = job?.startedAt ?? null
  const took =
    startedAt && render.completedAt
      ? (render.completedAt.getTime() - startedAt.getTime()) / 1000
      : null
  const expected = expectedSeconds(render)
  const etaMs =
    render.status === 'running'
      ? (render.etaMs ?? Math.round(expected * (100 - render.progress) * 10))
      : render.status === 'pending'
        ? expected * 1000
        : null
  const there = filesOf(render.settings).filter((kind) =>
    kind === 'film' ? render.hasVideo : render.hasSubtitles,
  )
  return {
    id: render.id,
    clip_id: render.clipId,
    aspect_ratio: render.shape,
    language: render.project.captionLanguage ?? null,
    status: renderStatus(render.status),
    priority: 5,
    progress: render.progress,
    current_step: stepOf(render),
    estimated_duration: expected,
    estimated_completion: estimate(etaMs),
    error_message: render.errorMessage,
    output_url: render.hasVideo ? await file(filmName(render.settings)) : null,
    subtitles_url: render.hasSubtitles ? await file('clip.srt') : null,
    files: await Promise.all(
      there.map(async (kind) => ({ kind, url: await file(nameOfFile(render.settings, kind)) })),
    ),
    file_size_bytes: render.bytes,
    duration_seconds: render.durationMs === null ? null : inSeconds(render.durationMs),
    render_duration: took,
    created_at: render.createdAt.toISOString(),
    started_at: startedAt?.toISOString() ?? null,
    completed_at: render.completedAt?.toISOString() ?? null,
  }
}

const expectedSeconds = ({ project }: Pick<RenderState, 'project'>) => {
  const length = project.pieces.reduce((sum, piece) => sum + (piece.to - piece.from), 0)
  return Math.max(1, Math.round((length / 1000) * FIRST_GUESS))
}

const { bitrate, audioBitrate } = ExportSettings.in.shape
export const RenderSettings = z.object({
  quality: ExportQuality.optional().describe('Left out: high'),
  format: ExportFormat.optional().describe('Left out: mp4'),
  codec: VideoCodec.optional().describe(
    `Left out: the format’s own. ${Object.entries(codecsOf)
      .map(([format, codecs]) => `${format}: ${codecs.join(', ')}`)
      .join('; ')}`,
  ),
  bitrate: bitrate.describe('Of the picture, kbit/s; null: as many as the quality takes'),
  resolution: z
    .string()
    .nullish()
    .describe('`1080x1920`, of the shape of the file. Left out: 1080 px on the short side'),
  fps: z
    .int()
    .optional()
    .describe(
      `Pictures a second; left out: the first. ${Object.entries(ratesOf)
        .map(([format, rates]) => `${format}: ${rates.join(', ')}`)
        .join('; ')}`,
    ),
  audio_bitrate: audioBitrate.describe('kbit/s'),
  aspect_ratio: Shape.optional().describe('Left out: the clip’s own'),
  language: Language.nullish().describe(
    'Captions and subtitles in a language that the clip was translated to (BCP 47); left out: as it is spoken',
  ),
})

/** The settings as the renderer knows them; says what is wrong in the API's own names. */
export function readSettings(body: z.output<typeof RenderSettings>): ExportSettings {
  const { audio_bitrate: audioBitrate, resolution, aspect_ratio: _, language: __, ...rest } = body
  const size = resolution ? readResolution(resolution) : null
  if (resolution && !size) {
    throw new RequestInvalid([{ field: 'resolution', message: 'Write it as 1080x1920.' }])
  }
  const parsed = ExportSettings.safeParse({
    ...{ ...rest, audioBitrate },
    ...(size && { resolution: size }),
  })
  if (parsed.success) return parsed.data
  throw new RequestInvalid(
    parsed.error.issues.map(({ path: [field], message }) => ({ field: String(field), message })),
  )
}

/** A size says which shape is meant where no shape is named. */
function shapeOf(size: { width: number; height: number } | null, own: Shape): Shape {
  if (!size) return own
  const ratio = size.width / size.height
  const fits = Shape.options.find((shape) => {
    const { width, height } = shapeSize[shape]
    return Math.abs(ratio - width / height) < 0.01
  })
  return fits ?? own
}

export function renderEndpoints(api: Api): void {
  endpoint(
    api,
    'render',
    {
      method: 'post',
      path: '/clips/{id}/render',
      tag,
      summary: 'Start rendering',
      more: 'The clip as it is now. A file of the same clip and settings that is there already, or being made, is not made twice.',
      params: Id,
      body: RenderSettings,
      bodyOptional: true,
      answer: {
        status: 202,
        schema: z.strictObject({
          render_job: ApiRender,
          websocket_url: z
            .string()
            .describe('Tells how far it is, as it goes; opens for two hours'),
          status_url: z.string(),
        }),
      },
      refuses: [404, 409],
    },
    async (who) => {
      const { app, caller, body } = who
      const clip = await theClip(who, who.params.id)
      const settings = readSettings(body)
      const shape = body.aspect_ratio ?? shapeOf(settings.resolution, clip.shape)
      const { renders } = await requestRender(
        { ...app, user: caller.user },
        { clipId: clip.id, shapes: [shape], settings, language: body.language ?? null },
      )
      const [asked] = renders
      if (!asked) throw new AppError('render.not-found')
      const render = await renderOfClip(app.db, clip.id, asked.id)
      return {
        render_job: await presentRender(who, render),
        websocket_url: `${app.siteUrl().replace(/^http/, 'ws')}/ws/${render.id}?token=${await socketToken(app.keys, caller.user.id, render.id)}`,
        status_url: `/api/v1/clips/${clip.id}/render/status`,
      }
    },
  )

  const named = (who: Who, clipId: ClipId, text: string) =>
    renderOfClip(who.app.db, clipId, idOf<RenderId>(RenderId, text, 'render.not-found'))
  const newest = async (who: Who, id: string, renderId?: string) => {
    const clip = await theClip(who, id)
    if (renderId) return named(who, clip.id, renderId)
    const [render] = await rendersOfClip(who.app.db, clip.id)
    if (!render) throw new AppError('render.not-found')
    return render
  }
  const WhichRender = z.object({
    render_id: z.string().optional().describe('Left out: the newest'),
  })

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/clips/{id}/render/status',
      tag,
      summary: 'Get how far a render is',
      params: Id,
      query: WhichRender,
      answer: { status: 200, schema: z.strictObject({ render_job: ApiRender }) },
      refuses: [404],
    },
    async (who) => ({
      render_job: await presentRender(who, await newest(who, who.params.id, who.query.render_id)),
    }),
  )

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/clips/{id}/renders',
      tag,
      summary: 'List a clip’s renders',
      params: Id,
      answer: { status: 200, schema: z.strictObject({ renders: z.array(ApiRender) }) },
      refuses: [404],
    },
    async (who) => {
      const clip = await theClip(who, who.params.id)
      const found = await rendersOfClip(who.app.db, clip.id)
      return { renders: await Promise.all(found.map((render) => presentRender(who, render))) }
    },
  )

  endpoint(
    api,
    'files',
    {
      method: 'get',
      path: '/clips/{id}/download',
      tag,
      summary: 'Download a rendered clip',
      more: 'The newest that is finished. Ranges are answered with 206.',
      params: Id,
      query: WhichRender,
      answer: {
        ...{ status: 200, schema: null },
        rawAnswer: Object.fromEntries(Object.values(mimeOf).map((type) => [type, {}])),
      },
      refuses: [404, 409],
    },
    async (who) => {
      const clip = await theClip(who, who.params.id)
      const { render_id } = who.query
      const found = render_id
        ? [await named(who, clip.id, render_id)]
        : await rendersOfClip(who.app.db, clip.id)
      const render = found.find((one) => one.hasVideo)
      if (found.length === 0) throw new AppError('render.not-found')
      if (!render) throw new AppError('render.not-ready')
      return fileAnswer(who, `/media/renders/${render.id}/${filmName(render.settings)}?download=1`)
    },
  )

  endpoint(
    api,
    'render',
    {
      method: 'post',
      path: '/clips/{id}/cancel-render',
      tag,
      summary: 'Cancel rendering',
      params: Id,
      body: WhichRender,
      bodyOptional: true,
      answer: { status: 200, schema: z.strictObject({ render_job: ApiRender }) },
      refuses: [404, 409],
    },
    async (who) => {
      const render = await newest(who, who.params.id, who.body.render_id)
      if (render.status !== 'pending' && render.status !== 'running') {
        throw new AppError('render.over')
      }
      await cancelRender({ ...who.app, user: who.caller.user }, { renderId: render.id })
      return { render_job: await presentRender(who, await newest(who, who.params.id, render.id)) }
    },
  )

  const seenJob = async (who: Who, name: string) => {
    const job = await namedJob(who, name)
    if (!job || job.entity.type === 'webhook') throw new AppError('job.not-found')
    // Whoever may see what it is about may see it.
    const seen = job.entity.type === 'clip' ? theClip : theVideo
    await seen(who, job.entity.id).catch(() => {
      throw new AppError('job.not-found')
    })
    return job
  }

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/jobs/{id}',
      tag: 'Jobs',
      summary: 'Get how far a job is',
      more: 'A render’s id names the job that draws it, as events do.',
      params: Id,
      answer: { status: 200, schema: z.strictObject({ job: ApiJob }) },
      refuses: [404],
    },
    async (who) => ({ job: presentJob(await seenJob(who, who.params.id)) }),
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/jobs/{id}/cancel',
      tag: 'Jobs',
      summary: 'Stop a job',
      more: 'What it has done so far is kept: asked for again, it goes on from there. A render can be stopped at its clip as well.',
      params: Id,
      answer: { status: 200, schema: z.strictObject({ job: ApiJob }) },
      refuses: [404, 409],
    },
    async (who) => {
      const { id } = await seenJob(who, who.params.id)
      await stopJob({ ...who.app, user: who.caller.user }, { jobId: id })
      return { job: presentJob(await seenJob(who, who.params.id)) }
    },
  )

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/videos/{id}/jobs',
      tag: 'Jobs',
      summary: 'List a video’s jobs',
      params: Id,
      answer: { status: 200, schema: z.strictObject({ jobs: z.array(ApiJob) }) },
      refuses: [404],
    },
    async (who) => {
      const { id } = await theVideo(who, who.params.id)
      const jobs = await jobsOf(who.app.db, { type: 'video', id })
      return { jobs: jobs.map(presentJob) }
    },
  )
}
