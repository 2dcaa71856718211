import { z } from 'zod'
import {
  type EditComment,
  NewComment,
  type OneComment,
  type ResolveComment,
} from '#core/comment.ts'
import { AppError, isAppError } from '#core/errors.ts'
import { ClipId, type CommentId, type UserId } from '#core/ids.ts'
import type { Db } from '#db/client.ts'
import {
  type Comment,
  commentsOf,
  deleteCommentRows,
  findComment,
  insertComment,
  writeBody,
  writeResolved,
} from '#db/clip-comments.ts'
import { getClip } from '#db/clips.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

type Context = Pick<CommandContext, 'db' | 'user'>

export const ListComments = z.object({ clipId: ClipId })
export type ListComments = z.infer<typeof ListComments>

/** What was said of a clip, oldest first. Reviewers are not shown what is internal. */
export async function listComments(
  { db, user }: Context,
  { clipId }: ListComments,
): Promise<Comment[]> {
  const { role } = await getClip(db, clipId, user.id)
  return commentsOf(db, clipId, role === 'reviewer' ? 'open' : 'all')
}

/** Says something of a moment or a stretch, or answers. Everybody who sees the clip may. */
export async function addComment(
  { db, user }: Context,
  input: NewComment,
): Promise<{ commentId: CommentId }> {
  const said = NewComment.parse(input)
  if ('threadId' in said) {
    const { comment } = await readComment(db, said.threadId, user.id)
    return {
      commentId: await insertComment(db, {
        clipId: comment.clipId,
        authorId: user.id,
        // An answer to an answer is one to the thread.
        threadId: comment.threadId ?? comment.id,
        body: said.body,
        fromMs: null,
        toMs: null,
        quote: null,
        internal: comment.internal,
      }),
    }
  }
  const clip = await getClip(db, said.clipId, user.id)
  if (said.internal) requireEditor(clip)
  const { clipId, body, from, to, quote, internal } = said
  return {
    commentId: await insertComment(db, {
      ...{ clipId, body, quote, internal },
      authorId: user.id,
      threadId: null,
      fromMs: from,
      toMs: to,
    }),
  }
}

/** Puts it in other words: its author alone. */
export async function editComment(
  { db, user }: Context,
  { commentId, body }: EditComment,
): Promise<void> {
  const { comment } = await readComment(db, commentId, user.id)
  if (comment.authorId !== user.id) throw new AppError('comment.not-yours')
  await writeBody(db, comment.id, comment.clipId, body)
}

/** Done with, or open again. A thread is resolved as a whole; its answers lead to it. */
export async function resolveComment(
  { db, user }: Context,
  { commentId, resolved }: ResolveComment,
): Promise<void> {
  const { comment, role } = await readComment(db, commentId, user.id)
  const thread = comment.threadId ? await findComment(db, comment.threadId) : comment
  if (thread.authorId !== user.id) requireEditor({ role })
  await writeResolved(db, thread.id, thread.clipId, resolved ? user.id : null)
}

/** With its answers: its author's alone, and who runs the workspace. */
export async function deleteComment(
  { db, user }: Context,
  { commentId }: OneComment,
): Promise<void> {
  const { comment, role } = await readComment(db, commentId, user.id)
  if (comment.authorId !== user.id && role !== 'owner' && role !== 'admin') {
    throw new AppError('comment.not-yours')
  }
  await deleteCommentRows(db, comment.id, comment.clipId)
}

/** A comment and one's role, if one may see it. Another's is "not found". */
async function readComment(db: Db, id: CommentId, userId: UserId) {
  const comment = await findComment(db, id)
  const { role } = await getClip(db, comment.clipId, userId).catch((error) => {
    throw isAppError(error) ? new AppError('comment.not-found') : error
  })
  if (comment.internal && role === 'reviewer') throw new AppError('comment.not-found')
  return { comment, role }
}
