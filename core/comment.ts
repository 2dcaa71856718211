import { z } from 'zod'
import { Drawing } from './drawing.ts'
import { ClipId, CommentId, UserId } from './ids.ts'
import { Ms } from './time.ts'

/** As long as a page of a letter; what is longer is a document of its own. */
export const MAX_COMMENT = 4_000

/** More names than this in one comment are a mailing list. */
const Mentions = z.array(UserId).max(20).default([])

const Body = z.string().trim().min(1).max(MAX_COMMENT)

/** A source of more than 24 days is none of ours. */
const At = Ms.refine((at) => at < 2 ** 31)

/** A comment on a moment (`from` = `to`) or a stretch of the source, in its ms, or an answer to one. */
export const NewComment = z.union([
  z
    .strictObject({
      clipId: ClipId,
      body: Body,
      from: At,
      to: At,
      /** The words it is about, as they are now. */
      quote: z.string().max(2_000).nullable().default(null),
      /** Not for reviewers. */
      internal: z.boolean().default(false),
      /** On the frame at `from`. */
      drawing: Drawing.nullable().default(null),
      /** Members it names, who are told. */
      mentions: Mentions,
    })
    .refine(({ from, to }) => to >= from, { path: ['to'], message: 'It ends before it begins.' }),
  z.strictObject({ threadId: CommentId, body: Body, mentions: Mentions }),
])
export type NewComment = z.input<typeof NewComment>

/** As a guest says it: to everybody who sees the clip, and without the names of members. */
export const GuestComment = z.union([
  z
    .strictObject({
      body: Body,
      from: At,
      to: At,
      quote: z.string().max(2_000).nullable().default(null),
      drawing: Drawing.nullable().default(null),
    })
    .refine(({ from, to }) => to >= from, { path: ['to'], message: 'It ends before it begins.' }),
  z.strictObject({ threadId: CommentId, body: Body }),
])
export type GuestComment = z.input<typeof GuestComment>

export const EditComment = z.object({ commentId: CommentId, body: Body })
export type EditComment = z.infer<typeof EditComment>

export const ResolveComment = z.object({ commentId: CommentId, resolved: z.boolean() })
export type ResolveComment = z.infer<typeof ResolveComment>

export const OneComment = z.object({ commentId: CommentId })
export type OneComment = z.infer<typeof OneComment>
