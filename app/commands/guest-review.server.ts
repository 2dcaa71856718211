import type { z } from 'zod'
import { GuestComment } from '#core/comment.ts'
import { AppError } from '#core/errors.ts'
import type { CommentId } from '#core/ids.ts'
import {
  type Comment,
  commentsOf,
  deleteCommentRows,
  findComment,
  insertComment,
  writeBody,
} from '#db/clip-comments.ts'
import type { OpenLink } from '#db/review-links.ts'
import { writeGuestVerdict } from '#db/review-rounds.ts'
import { note } from '#db/workspace-people.ts'
import type { AppContext } from '../server/context.ts'
import { roundToDecide, tellVerdict, VerdictGiven } from './decide.server.ts'
import { type GuestContext, guestOf } from './guest.server.ts'

/** What guests do. Each call asks anew whether their link still counts. */

/** What was said of the clip, oldest first; never what is internal. */
export async function listGuestComments(context: GuestContext, token: string): Promise<Comment[]> {
  const { link } = await guestOf(context, token)
  return commentsOf(context.db, link.clipId, 'open')
}

type Saying = GuestContext & Pick<AppContext, 'auth'>

export async function addGuestComment(
  context: Saying,
  token: string,
  input: GuestComment,
): Promise<{ commentId: CommentId }> {
  const { link, guest } = await guestOf(context, token)
  if (!link.mayComment) throw new AppError('guest.may-not')
  await context.auth.throttle.beforeGuestSays(guest.id)
  const said = GuestComment.parse(input)
  const from = { authorId: null, guestId: guest.id, clipId: link.clipId, mentions: [] }
  if ('threadId' in said) {
    const thread = await readComment(context, link, said.threadId)
    return {
      commentId: await insertComment(context.db, {
        ...from,
        threadId: thread.threadId ?? thread.id,
        body: said.body,
        ...{ fromMs: null, toMs: null, quote: null, drawing: null, internal: false },
      }),
    }
  }
  const { body, quote, drawing } = said
  return {
    commentId: await insertComment(context.db, {
      ...from,
      ...{ body, quote, drawing, threadId: null, internal: false },
      fromMs: said.from,
      toMs: said.to,
    }),
  }
}

/** One's own alone. */
export async function editGuestComment(
  context: Saying,
  token: string,
  { commentId, body }: { commentId: CommentId; body: string },
): Promise<void> {
  const { link, guest } = await guestOf(context, token)
  await context.auth.throttle.beforeGuestSays(guest.id)
  const comment = await readComment(context, link, commentId)
  if (comment.guestId !== guest.id) throw new AppError('comment.not-yours')
  await writeBody(context.db, comment.id, link.clipId, body)
}

export async function deleteGuestComment(
  context: GuestContext,
  token: string,
  { commentId }: { commentId: CommentId },
): Promise<void> {
  const { link, guest } = await guestOf(context, token)
  const comment = await readComment(context, link, commentId)
  if (comment.guestId !== guest.id) throw new AppError('comment.not-yours')
  await deleteCommentRows(context.db, comment.id, link.clipId)
}

/** A comment of the link's own clip that guests may see: any other is "not found". */
async function readComment({ db }: GuestContext, link: OpenLink, id: CommentId) {
  const comment = await findComment(db, id)
  if (comment.clipId !== link.clipId || comment.internal) throw new AppError('comment.not-found')
  return comment
}

/** Approves the newest version that was sent, or asks for changes, where the link lets them. */
export async function decideAsGuest(
  context: GuestContext,
  token: string,
  input: z.input<typeof VerdictGiven>,
): Promise<void> {
  const { db } = context
  const { versionId, verdict, note: said } = VerdictGiven.parse(input)
  const { link, guest } = await guestOf(context, token)
  if (!link.mayApprove) throw new AppError('guest.may-not')
  const round = await roundToDecide(db, link.clipId, versionId)
  await db.transaction(async (tx) => {
    await writeGuestVerdict(tx, round, guest.id, { verdict, note: said })
    await tellVerdict(tx, round, { verdict, byName: guest.name, byId: guest.id })
    await note(tx, {
      workspaceId: link.workspaceId,
      userId: null,
      action: `review.${verdict}`,
      subject: link.title,
      data: { clipId: link.clipId, versionId, note: said, guest: guest.name, linkId: link.id },
    })
  })
}

/** A timer takes no more than this, ms. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/**
 * What changes in the review, as it changes. At every change it is asked again whether the link still
 * counts: one that was ended, or whose time is over, ends this with `link.ended`.
 */
export async function* watchAsGuest(
  context: GuestContext & Pick<AppContext, 'changes'>,
  token: string,
  signal?: AbortSignal,
): AsyncGenerator<'comments' | 'review', void> {
  const { link } = await guestOf(context, token)
  const left = link.expiresAt ? link.expiresAt.getTime() - Date.now() : LONGEST_TIMER_MS
  const over = AbortSignal.timeout(Math.min(LONGEST_TIMER_MS, Math.max(0, left)))
  const until = signal ? AbortSignal.any([signal, over]) : over
  for await (const { kind } of context.changes.watchClip(link, until)) {
    await guestOf(context, token)
    if (kind === 'comments' || kind === 'review') yield kind
  }
  if (!signal?.aborted) await guestOf(context, token)
}
