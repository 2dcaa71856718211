import { z } from 'zod'
import {
  type EditComment,
  NewComment,
  type OneComment,
  type ResolveComment,
} from '#core/comment.ts'
import { AppError, isAppError } from '#core/errors.ts'
import { ClipId, type CommentId, type UserId, type WorkspaceId } from '#core/ids.ts'
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
import { tellPeople } from '#db/notifications.ts'
import { type Member, membersOf } from '#db/workspace-people.ts'
import type { CommandContext } from './command-context.ts'
import { type MailContext, mailPeople } from './mail-people.server.ts'
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

/**
 * Says something of a moment or a stretch, or answers. Everybody who sees the clip may. Members it
 * names are told, in their list and by mail.
 */
export async function addComment(
  context: Context & MailContext,
  input: NewComment,
): Promise<{ commentId: CommentId }> {
  const { db, user } = context
  const said = NewComment.parse(input)
  if ('threadId' in said) {
    const { comment, clip } = await readComment(db, said.threadId, user.id)
    return write(context, clip, said.mentions, {
      clipId: comment.clipId,
      // An answer to an answer is one to the thread.
      threadId: comment.threadId ?? comment.id,
      body: said.body,
      fromMs: null,
      toMs: null,
      quote: null,
      drawing: null,
      internal: comment.internal,
    })
  }
  const clip = await getClip(db, said.clipId, user.id)
  if (said.internal) requireEditor(clip)
  const { clipId, body, from, to, quote, drawing, internal } = said
  return write(context, clip, said.mentions, {
    ...{ clipId, body, quote, drawing, internal },
    threadId: null,
    fromMs: from,
    toMs: to,
  })
}

async function write(
  context: Context & MailContext,
  clip: { title: string; workspaceId: WorkspaceId },
  named: readonly UserId[],
  comment: Omit<Parameters<typeof insertComment>[1], 'authorId' | 'guestId' | 'mentions'>,
): Promise<{ commentId: CommentId }> {
  const { db, user } = context
  const mentioned = await whoIsNamed(db, clip.workspaceId, named, comment.internal)
  const others = mentioned.filter(({ id }) => id !== user.id)
  const commentId = await insertComment(
    db,
    { ...comment, authorId: user.id, guestId: null, mentions: mentioned.map(({ id }) => id) },
    (tx, id) =>
      tellPeople(
        tx,
        others.map((one) => one.id),
        { kind: 'mention', clipId: comment.clipId, commentId: id, byName: user.fullName },
      ),
  )
  await mailPeople(context, others, {
    subject: `${user.fullName} mentioned you on “${clip.title}”`,
    say: comment.body.slice(0, 500),
    path: `/clips/${comment.clipId}/review?comment=${comment.threadId ?? commentId}`,
  })
  return { commentId }
}

/** Members who can see the comment; naming anybody else is refused. */
async function whoIsNamed(
  db: Db,
  workspaceId: WorkspaceId,
  ids: readonly UserId[],
  internal: boolean,
): Promise<Member[]> {
  if (ids.length === 0) return []
  const members = (await membersOf(db, workspaceId)).filter(
    ({ role }) => !internal || role !== 'reviewer',
  )
  return [...new Set(ids)].map((id) => {
    const member = members.find((one) => one.id === id)
    if (!member) throw new AppError('mention.unknown')
    return member
  })
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
  const clip = await getClip(db, comment.clipId, userId).catch((error) => {
    throw isAppError(error) ? new AppError('comment.not-found') : error
  })
  const { role } = clip
  if (comment.internal && role === 'reviewer') throw new AppError('comment.not-found')
  return { comment, clip, role }
}
