import { z } from '@hono/zod-openapi'
import { AppError } from '#core/errors.ts'
import { ProjectId } from '#core/ids.ts'
import { VideoStatus } from '#core/video.ts'
import { pagedVideos, VIDEO_SORTS, videoRow } from '#db/api-lists.ts'
import { jobsOf } from '#db/jobs.ts'
import { importVideo } from '../commands/import-video.server.ts'
import { makePoster } from '../commands/make-poster.server.ts'
import { moveVideo } from '../commands/move-video.server.ts'
import { openSample } from '../commands/open-sample.server.ts'
import { removeVideo, restoreVideo } from '../commands/remove-video.server.ts'
import { RenameVideo, renameVideo } from '../commands/rename-video.server.ts'
import { retryVideo } from '../commands/retry-video.server.ts'
import type { AppContext } from '../server/context.ts'
import { media } from '../server/media.ts'
import type { Caller } from './caller.ts'
import { type Api, endpoint } from './endpoint.ts'
import { JobLink, jobLink } from './jobs.ts'
import { deleted, Pagination, pagination, paging } from './paging.ts'
import { theProject, theRemovedVideo, theVideo } from './reach.ts'
import { receiveUpload } from './receive-upload.ts'
import { answerVideo, Upload, uploadLink, VideoAnswer } from './video-answer.ts'
import {
  ApiVideo,
  fromSeconds,
  presentMetadata,
  presentVideo,
  VideoMetadataAnswer,
} from './videos.ts'

const tag = 'Videos'
const Id = z.object({ id: z.string() })

type Who = { app: AppContext; caller: Caller }

export function videoEndpoints(api: Api): void {
  endpoint(
    api,
    'upload',
    {
      method: 'post',
      path: '/videos/upload',
      tag,
      summary: 'Upload a video',
      more: 'Answered once the last byte is here; until then its progress can be asked for. Up to 10 GB.',
      rawBody: {
        'multipart/form-data': {
          schema: {
            type: 'object',
            required: ['file'],
            properties: {
              project_id: {
                type: 'string',
                format: 'uuid',
                description: 'Left out: the project last used',
              },
              file: { type: 'string', format: 'binary' },
            },
          },
        },
      },
      answer: { status: 202, schema: z.strictObject({ video: ApiVideo, upload: Upload }) },
      refuses: [404, 413, 503],
    },
    async (who) => {
      const id = await receiveUpload(who, who.request)
      const { video } = await answerVideo(who, id)
      // As it was taken in; how it goes on is at its own address.
      return { video: { ...video, status: 'uploading' as const }, upload: uploadLink(id) }
    },
  )

  endpoint(
    api,
    'upload',
    {
      method: 'post',
      path: '/videos/upload/url',
      tag,
      summary: 'Import a video from the web',
      more: 'The address of a video file, or of a feed, whose newest episode is taken; pages of YouTube and Vimeo where yt-dlp is installed.',
      body: z.object({ url: z.string().min(1).max(2000), project_id: z.string().optional() }),
      answer: {
        status: 202,
        schema: z.strictObject({ video: ApiVideo, upload: Upload, job: JobLink }),
      },
      refuses: [404],
    },
    async (who) => {
      const { app, caller, body } = who
      const project = body.project_id ? await theProject(who, body.project_id) : null
      const { videoId, jobId } = await importVideo(
        { ...app, user: caller.user },
        { url: body.url, ...(project && { projectId: project.id }) },
      )
      return {
        ...(await answerVideo(who, videoId)),
        upload: uploadLink(videoId),
        job: jobLink(jobId),
      }
    },
  )

  endpoint(
    api,
    'upload',
    {
      method: 'post',
      path: '/videos/sample',
      tag,
      summary: 'Open the sample talk',
      more: 'A short talk to try things with: drawn by this server when it is first asked for, and the same one after that.',
      answer: { status: 202, schema: VideoAnswer },
    },
    async (who) => {
      const { videoId } = await openSample({ ...who.app, user: who.caller.user })
      return answerVideo(who, videoId)
    },
  )

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/videos',
      tag,
      summary: 'List videos',
      query: z.object({
        ...paging(VIDEO_SORTS),
        project_id: z.uuid().optional(),
        status: VideoStatus.optional(),
        search: z.string().max(200).optional(),
        deleted,
      }),
      answer: {
        status: 200,
        schema: z.strictObject({ videos: z.array(ApiVideo), pagination: Pagination }),
      },
      refuses: [404],
    },
    async (who) => {
      const { app, caller, query } = who
      const { project_id, deleted, ...asked } = query
      // Somebody else's project is not an empty list.
      if (project_id) await theProject(who, project_id)
      const { rows, total } = await pagedVideos(app.db, caller.user.id, {
        ...asked,
        projectId: project_id ? ProjectId.parse(project_id) : undefined,
        workspaceId: caller.user.workspaceId,
        removed: deleted === 'true',
      })
      return {
        videos: await Promise.all(rows.map((row) => presentVideo(who, row))),
        pagination: pagination(query, total),
      }
    },
  )

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/videos/{id}',
      tag,
      summary: 'Get a video',
      params: Id,
      answer: { status: 200, schema: VideoAnswer },
      refuses: [404],
    },
    async (who) => answerVideo(who, (await theVideo(who, who.params.id)).id),
  )

  endpoint(
    api,
    'write',
    {
      method: 'put',
      path: '/videos/{id}',
      tag,
      summary: 'Rename a video, or move it to another project',
      params: Id,
      body: z
        .object({ title: RenameVideo.shape.title.optional(), project_id: z.string().optional() })
        .refine((body) => body.title !== undefined || body.project_id !== undefined, {
          error: 'Give a title or a project_id.',
          path: ['title'],
        }),
      answer: { status: 200, schema: VideoAnswer },
      refuses: [404],
    },
    async (who) => {
      const { app, caller, body } = who
      const { id: videoId } = await theVideo(who, who.params.id)
      const project = body.project_id ? await theProject(who, body.project_id) : null
      const context = { db: app.db, user: caller.user }
      if (body.title !== undefined) await renameVideo(context, { videoId, title: body.title })
      if (project) await moveVideo(context, { videoId, projectId: project.id })
      return answerVideo(who, videoId)
    },
  )

  endpoint(
    api,
    'delete',
    {
      method: 'delete',
      path: '/videos/{id}',
      tag,
      summary: 'Delete a video',
      more: 'With its clips. Work on it stops. It can be brought back.',
      params: Id,
      answer: { status: 204, schema: null },
      refuses: [404],
    },
    async (who) => {
      const { id: videoId } = await theVideo(who, who.params.id)
      await removeVideo({ ...who.app, user: who.caller.user }, { videoId })
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/videos/{id}/restore',
      tag,
      summary: 'Bring a deleted video back',
      more: 'With its clips; work that stopped is asked for again. `GET /videos?deleted=true` lists them. Where its project was deleted too, bring that back first.',
      params: Id,
      answer: { status: 200, schema: VideoAnswer },
      refuses: [404],
    },
    async (who) => {
      const { id: videoId } = await theRemovedVideo(who, who.params.id)
      await restoreVideo({ ...who.app, user: who.caller.user }, { videoId })
      return answerVideo(who, videoId)
    },
  )

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/videos/{id}/metadata',
      tag,
      summary: 'Get what the file is',
      params: Id,
      answer: { status: 200, schema: z.strictObject({ metadata: VideoMetadataAnswer }) },
      refuses: [404],
    },
    async (who) => {
      const row = await videoRow(who.app.db, (await theVideo(who, who.params.id)).id)
      if (!row) throw new AppError('video.not-found')
      return { metadata: presentMetadata(row) }
    },
  )

  endpoint(
    api,
    'files',
    {
      method: 'get',
      path: '/videos/{id}/thumbnail',
      tag,
      summary: 'Get the picture that stands for the video',
      params: Id,
      answer: { status: 200, schema: null, rawAnswer: { 'image/jpeg': {} } },
      refuses: [404],
    },
    async (who) => {
      const { id, metadata } = await theVideo(who, who.params.id)
      if (!metadata.poster) throw new AppError('video.no-picture')
      return fileAnswer(who, `/media/videos/${id}/poster.jpg`)
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/videos/{id}/regenerate-thumbnail',
      tag,
      summary: 'Take the picture again',
      params: Id,
      body: z.object({
        at_seconds: z.number().min(0).optional().describe('Left out: where most is to be seen'),
      }),
      bodyOptional: true,
      answer: { status: 202, schema: z.strictObject({ job: JobLink }) },
      refuses: [404, 409],
    },
    async (who) => {
      const { id: videoId } = await theVideo(who, who.params.id)
      const at = who.body.at_seconds
      const jobId = await makePoster(
        { ...who.app, user: who.caller.user },
        { videoId, ...(at !== undefined && { at: fromSeconds(at) }) },
      )
      return { job: jobLink(jobId) }
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/videos/{id}/retry',
      tag,
      summary: 'Ask again for the work that stopped',
      params: Id,
      answer: { status: 202, schema: VideoAnswer },
      refuses: [404],
    },
    async (who) => {
      const { id: videoId } = await theVideo(who, who.params.id)
      await retryVideo({ ...who.app, user: who.caller.user }, { videoId })
      return answerVideo(who, videoId)
    },
  )

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/videos/{id}/upload-progress',
      tag,
      summary: 'See how far an upload or import is',
      params: Id,
      answer: {
        status: 200,
        schema: z.strictObject({
          upload: z
            .strictObject({
              video_id: z.uuid(),
              status: VideoStatus,
              bytes_received: z.int().nullable().describe('Null where only percent are known'),
              bytes_total: z.int().nullable(),
              progress: z.int().min(0).max(100),
            })
            .openapi('UploadProgress'),
        }),
      },
      refuses: [404],
    },
    async (who) => {
      const { app } = who
      const { id, status } = await theVideo(who, who.params.id)
      const row = await videoRow(app.db, id)
      const whole = row?.fileSizeBytes ?? null
      const state = status === 'uploading' ? await app.uploadFolder.stateOf(id) : null
      if (state) {
        return {
          upload: {
            video_id: id,
            status,
            bytes_received: state.offset,
            bytes_total: state.size,
            progress: Math.min(99, Math.floor((state.offset / Math.max(1, state.size)) * 100)),
          },
        }
      }
      const [job] = await jobsOf(app.db, { type: 'video', id })
      const fetching = job?.type === 'import-video' && job.status !== 'done'
      return {
        upload: {
          video_id: id,
          status,
          bytes_received: status === 'uploading' || fetching ? null : whole,
          bytes_total: whole,
          progress: fetching ? job.progress : status === 'uploading' ? 0 : 100,
        },
      }
    },
  )
}

/** A file of ours as media serves it, ranges and all. */
export function fileAnswer({ app, caller, request }: Who & { request: Request }, path: string) {
  const address = new URL(path, 'http://cliproom.invalid')
  return media(new Request(address, { method: 'GET', headers: request.headers }), {
    ...app,
    user: caller.user,
  })
}
