import { z } from '@hono/zod-openapi'
import {
  AddressParts,
  addressParts,
  cancelDirectUpload,
  finishDirectUpload,
  listParts,
  StartDirectUpload,
  startDirectUpload,
} from '../commands/direct-upload.server.ts'
import { type Api, endpoint } from './endpoint.ts'
import { theProject, theVideo } from './reach.ts'
import { answerVideo, Upload, uploadLink, VideoAnswer } from './video-answer.ts'

const tag = 'Direct uploads'
const Id = z.object({ id: z.string() })

/** Where files are kept in a bucket: bytes go straight there, and this server only signs addresses. */
export function directUploadEndpoints(api: Api): void {
  endpoint(
    api,
    'upload',
    {
      method: 'post',
      path: '/videos/upload/direct',
      tag,
      summary: 'Begin an upload straight to the bucket',
      more: 'Where files are kept in a bucket. The file is sent in parts of `part_size` bytes, the last one shorter, each by PUT to an address of its own, in any order and several at once. After a lost connection, ask which parts have come and send the others.',
      body: z.object({
        filename: StartDirectUpload.shape.filename,
        bytes: StartDirectUpload.shape.bytes,
        project_id: z.string().optional(),
      }),
      answer: {
        status: 201,
        schema: z.strictObject({
          ...VideoAnswer.shape,
          upload: Upload,
          part_size: z.int(),
          part_count: z.int(),
        }),
      },
      refuses: [404, 409, 413],
    },
    async (who) => {
      const { app, caller, body } = who
      const project = body.project_id ? await theProject(who, body.project_id) : null
      const { videoId, partBytes, partCount } = await startDirectUpload(
        { ...app, user: caller.user },
        {
          filename: body.filename,
          bytes: body.bytes,
          ...(project && { projectId: project.id }),
        },
      )
      return {
        ...(await answerVideo(who, videoId)),
        upload: uploadLink(videoId),
        part_size: partBytes,
        part_count: partCount,
      }
    },
  )

  endpoint(
    api,
    'upload',
    {
      method: 'post',
      path: '/videos/{id}/upload-parts',
      tag,
      summary: 'Get addresses to send parts to',
      more: 'Each is good for an hour.',
      params: Id,
      body: z.object({ part_numbers: AddressParts.shape.parts }),
      answer: {
        status: 200,
        schema: z.strictObject({
          parts: z.array(z.strictObject({ part_number: z.int(), url: z.string() })),
        }),
      },
      refuses: [404, 409],
    },
    async (who) => {
      const { id: videoId } = await theVideo(who, who.params.id)
      const parts = who.body.part_numbers
      const urls = await addressParts({ ...who.app, user: who.caller.user }, { videoId, parts })
      return { parts: parts.map((part_number, i) => ({ part_number, url: urls[i] ?? '' })) }
    },
  )

  endpoint(
    api,
    'upload',
    {
      method: 'get',
      path: '/videos/{id}/upload-parts',
      tag,
      summary: 'See which parts have come',
      params: Id,
      answer: {
        status: 200,
        schema: z.strictObject({
          parts: z.array(z.strictObject({ part_number: z.int(), bytes: z.int() })),
        }),
      },
      refuses: [404, 409],
    },
    async (who) => {
      const { id: videoId } = await theVideo(who, who.params.id)
      const come = await listParts({ ...who.app, user: who.caller.user }, { videoId })
      return { parts: come.map(({ part, bytes }) => ({ part_number: part, bytes })) }
    },
  )

  endpoint(
    api,
    'upload',
    {
      method: 'post',
      path: '/videos/{id}/upload-complete',
      tag,
      summary: 'Complete an upload straight to the bucket',
      more: 'What is missing is named; nothing that has come is lost.',
      params: Id,
      answer: { status: 202, schema: VideoAnswer },
      refuses: [404, 409],
    },
    async (who) => {
      const { id: videoId } = await theVideo(who, who.params.id)
      await finishDirectUpload({ ...who.app, user: who.caller.user }, { videoId })
      return answerVideo(who, videoId)
    },
  )

  endpoint(
    api,
    'upload',
    {
      method: 'delete',
      path: '/videos/{id}/upload-parts',
      tag,
      summary: 'Give an upload straight to the bucket up',
      params: Id,
      answer: { status: 204, schema: null },
      refuses: [404, 409],
    },
    async (who) => {
      const { id: videoId } = await theVideo(who, who.params.id)
      await cancelDirectUpload({ ...who.app, user: who.caller.user }, { videoId })
    },
  )
}
