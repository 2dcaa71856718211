import { z } from '@hono/zod-openapi'
import { MAX_COMMENT } from '#core/comment.ts'
import { markerFormats } from '#core/comment-markers.ts'
import { Drawing } from '#core/drawing.ts'
import { AppError } from '#core/errors.ts'
import { type ClipId, type CommentId, UserId } from '#core/ids.ts'
import type { Comment } from '#db/clip-comments.ts'
import {
  addComment,
  deleteComment,
  editComment,
  listComments,
  resolveComment,
} from '../commands/comments.server.ts'
import { exportComments } from '../commands/export-comments.server.ts'
import type { AppContext, CurrentUser } from '../server/context.ts'
import { attachment } from '../server/media.ts'
import { type Api, endpoint } from './endpoint.ts'
import { theClip, theComment } from './reach.ts'
import { fromSeconds, inSeconds } from './videos.ts'

const tag = 'Review'
const Id = z.object({ id: z.string() })
const Body = z.string().trim().min(1).max(MAX_COMMENT)
const Seconds = z.number().min(0).max(1_000_000)

const ApiComment = z
  .strictObject({
    id: z.uuid(),
    thread_id: z.uuid().nullable().describe('The comment it answers; null where it opens a thread'),
    author: z
      .strictObject({
        id: z.uuid(),
        name: z.string(),
        guest: z.boolean().describe('Without an account, by a link'),
      })
      .nullable(),
    body: z.string(),
    start_time: z.number().nullable().describe('Of the source video'),
    end_time: z.number().nullable(),
    quote: z.string().nullable().describe('The words it is about, as they were then'),
    drawing: Drawing.nullable().describe(
      'On the frame at start_time; points are 0–1 from the left and the top',
    ),
    mentions: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
    internal: z.boolean(),
    resolved_at: z.iso.datetime().nullable(),
    resolved_by: z.string().nullable(),
    edited_at: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
  })
  .openapi('Comment')

const present = (comment: Comment): z.input<typeof ApiComment> => ({
  id: comment.id,
  thread_id: comment.threadId,
  author: comment.by,
  body: comment.body,
  start_time: comment.from === null ? null : inSeconds(comment.from),
  end_time: comment.to === null ? null : inSeconds(comment.to),
  quote: comment.quote,
  drawing: comment.drawing,
  mentions: comment.mentions,
  internal: comment.internal,
  resolved_at: comment.resolved?.at.toISOString() ?? null,
  resolved_by: comment.resolved?.by ?? null,
  edited_at: comment.editedAt?.toISOString() ?? null,
  created_at: comment.createdAt.toISOString(),
})

const CommentAnswer = z.strictObject({ comment: ApiComment })

async function answer(
  { app, caller }: { app: AppContext; caller: { user: CurrentUser } },
  clipId: ClipId,
  commentId: CommentId,
) {
  const all = await listComments({ db: app.db, user: caller.user }, { clipId })
  const found = all.find(({ id }) => id === commentId)
  if (!found) throw new AppError('comment.not-found')
  return { comment: present(found) }
}

/** What people say of a clip. */
export function reviewEndpoints(api: Api): void {
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/clips/{id}/comments',
      tag,
      summary: 'List what was said of a clip, oldest first',
      params: Id,
      answer: { status: 200, schema: z.strictObject({ comments: z.array(ApiComment) }) },
      refuses: [404],
    },
    async (who) => {
      const { id: clipId } = await theClip(who, who.params.id)
      const comments = await listComments({ db: who.app.db, user: who.caller.user }, { clipId })
      return { comments: comments.map(present) }
    },
  )

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/clips/{id}/comments/export',
      tag,
      summary: 'What was said of a clip, as a table, as markers or as a page',
      more: 'CSV, an EDL with markers as DaVinci Resolve reads them, FCPXML, or a PDF to be printed. In the time of the clip as it is now.',
      params: Id,
      query: z.object({ format: z.enum(['csv', 'edl', 'fcpxml', 'pdf']).default('csv') }),
      answer: {
        status: 200,
        schema: null,
        rawAnswer: Object.fromEntries(
          [...Object.values(markerFormats).map(({ type }) => type), 'application/pdf'].map(
            (type) => [type.split(';')[0], {}],
          ),
        ),
      },
      refuses: [404],
    },
    async (who) => {
      const { id: clipId } = await theClip(who, who.params.id)
      const file = await exportComments(
        { ...who.app, user: who.caller.user },
        { clipId, format: who.query.format },
      )
      return new Response(file.content, {
        headers: { 'Content-Type': file.type, 'Content-Disposition': attachment(file.name) },
      })
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/clips/{id}/comments',
      tag,
      summary: 'Say something of a moment or a stretch',
      more: 'In the time of the source video, so that it stays with its words whatever is cut. Internal ones are not shown to reviewers.',
      params: Id,
      body: z
        .object({
          body: Body,
          start_time: Seconds,
          end_time: Seconds.optional(),
          quote: z.string().max(2_000).nullish(),
          internal: z.boolean().default(false),
          drawing: Drawing.nullish(),
          mentions: z.array(z.uuid()).max(20).default([]).describe('Members to be told'),
        })
        .refine(({ start_time, end_time }) => (end_time ?? start_time) >= start_time, {
          error: 'The end must come after the start.',
          path: ['end_time'],
        }),
      answer: { status: 201, schema: CommentAnswer },
      refuses: [404],
    },
    async (who) => {
      const { app, caller, body } = who
      const { id: clipId } = await theClip(who, who.params.id)
      const { commentId } = await addComment(
        { ...app, user: caller.user },
        {
          clipId,
          body: body.body,
          from: fromSeconds(body.start_time),
          to: fromSeconds(body.end_time ?? body.start_time),
          quote: body.quote ?? null,
          internal: body.internal,
          drawing: body.drawing ?? null,
          mentions: body.mentions.map((id) => UserId.parse(id)),
        },
      )
      return answer(who, clipId, commentId)
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/comments/{id}/replies',
      tag,
      summary: 'Answer a comment',
      more: 'An answer to a resolved comment opens it again.',
      params: Id,
      body: z.object({ body: Body }),
      answer: { status: 201, schema: CommentAnswer },
      refuses: [404],
    },
    async (who) => {
      const { commentId: threadId, clip } = await theComment(who, who.params.id)
      const context = { ...who.app, user: who.caller.user }
      const { commentId } = await addComment(context, { threadId, body: who.body.body })
      return answer(who, clip.id, commentId)
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'patch',
      path: '/comments/{id}',
      tag,
      summary: 'Put a comment in other words, resolve it, or open it again',
      params: Id,
      body: z.object({ body: Body.optional(), resolved: z.boolean().optional() }),
      answer: { status: 200, schema: CommentAnswer },
      refuses: [404],
    },
    async (who) => {
      const { body, resolved } = who.body
      const { commentId, clip } = await theComment(who, who.params.id)
      const context = { db: who.app.db, user: who.caller.user }
      if (body !== undefined) await editComment(context, { commentId, body })
      if (resolved !== undefined) await resolveComment(context, { commentId, resolved })
      return answer(who, clip.id, commentId)
    },
  )

  endpoint(
    api,
    'delete',
    {
      method: 'delete',
      path: '/comments/{id}',
      tag,
      summary: 'Delete a comment and its answers',
      params: Id,
      answer: { status: 204, schema: null },
      refuses: [404],
    },
    async (who) => {
      const { commentId } = await theComment(who, who.params.id)
      await deleteComment({ db: who.app.db, user: who.caller.user }, { commentId })
    },
  )
}
