import { and, asc, eq, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Drawing } from '#core/drawing.ts'
import { AppError } from '#core/errors.ts'
import type { ClipId, CommentId, GuestId, UserId } from '#core/ids.ts'
import type { Ms } from '#core/time.ts'
import type { Db } from './client.ts'
import { notifyChange } from './notify.ts'
import { users } from './schema/accounts.ts'
import { clipComments, reviewGuests } from './schema/review.ts'
import { namesOf } from './users.ts'

/** What is said of clips. Access is decided where the clip is read. */

/** A comment or an answer; `by` null: their account is gone. */
export type Comment = {
  id: CommentId
  threadId: CommentId | null
  by: { id: UserId | GuestId; name: string; guest: boolean } | null
  body: string
  from: Ms | null
  to: Ms | null
  quote: string | null
  drawing: Drawing | null
  /** Members it names, by the names they have now. */
  mentions: { id: UserId; name: string }[]
  internal: boolean
  resolved: { at: Date; by: string | null } | null
  editedAt: Date | null
  createdAt: Date
}

const author = alias(users, 'author')
const resolver = alias(users, 'resolver')
const columns = {
  id: clipComments.id,
  threadId: clipComments.threadId,
  authorId: clipComments.authorId,
  author: author.fullName,
  guestId: clipComments.guestId,
  guest: reviewGuests.name,
  body: clipComments.body,
  from: clipComments.fromMs,
  to: clipComments.toMs,
  quote: clipComments.quote,
  drawing: clipComments.drawing,
  mentions: clipComments.mentions,
  internal: clipComments.internal,
  resolvedAt: clipComments.resolvedAt,
  resolver: resolver.fullName,
  editedAt: clipComments.editedAt,
  createdAt: clipComments.createdAt,
}

/** Everything said of a clip, oldest first; without what is not for reviewers where `open` is asked. */
export async function commentsOf(db: Db, clipId: ClipId, only: 'all' | 'open'): Promise<Comment[]> {
  const rows = await db
    .select(columns)
    .from(clipComments)
    .leftJoin(author, eq(author.id, clipComments.authorId))
    .leftJoin(reviewGuests, eq(reviewGuests.id, clipComments.guestId))
    .leftJoin(resolver, eq(resolver.id, clipComments.resolvedBy))
    .where(
      and(
        eq(clipComments.clipId, clipId),
        only === 'open' ? eq(clipComments.internal, false) : undefined,
      ),
    )
    .orderBy(asc(clipComments.createdAt), asc(clipComments.id))
  const named = await namesOf(
    db,
    rows.flatMap((row) => row.mentions),
  )
  return rows.map(
    ({ authorId, author, guestId, guest, mentions, resolvedAt, resolver, ...rest }) => ({
      ...rest,
      by:
        authorId && author !== null
          ? { id: authorId, name: author, guest: false }
          : guestId && guest !== null
            ? { id: guestId, name: guest, guest: true }
            : null,
      mentions: mentions.flatMap((id) => {
        const name = named.get(id)
        return name === undefined ? [] : [{ id, name }]
      }),
      resolved: resolvedAt && { at: resolvedAt, by: resolver },
    }),
  )
}

/** What a command decides by: whose it is, of which clip, and what it hangs from. */
export async function findComment(db: Db, id: CommentId) {
  const [row] = await db
    .select({
      id: clipComments.id,
      clipId: clipComments.clipId,
      threadId: clipComments.threadId,
      authorId: clipComments.authorId,
      guestId: clipComments.guestId,
      internal: clipComments.internal,
    })
    .from(clipComments)
    .where(eq(clipComments.id, id))
  if (!row) throw new AppError('comment.not-found')
  return row
}

export type NewComment = {
  clipId: ClipId
  /** One of the two. */
  authorId: UserId | null
  guestId: GuestId | null
  threadId: CommentId | null
  body: string
  fromMs: Ms | null
  toMs: Ms | null
  quote: string | null
  drawing: Drawing | null
  mentions: UserId[]
  internal: boolean
}

/** Writes a comment; an answer to a resolved one opens it again. */
export function insertComment(
  db: Db,
  comment: NewComment,
  /** What else the same transaction writes. */
  also?: (tx: Db, id: CommentId) => Promise<void>,
): Promise<CommentId> {
  return db.transaction(async (tx) => {
    const [row] = await tx.insert(clipComments).values(comment).returning({ id: clipComments.id })
    if (!row) throw new Error('a comment was not written')
    if (comment.threadId) {
      await tx
        .update(clipComments)
        .set({ resolvedAt: null, resolvedBy: null })
        .where(eq(clipComments.id, comment.threadId))
    }
    await also?.(tx, row.id)
    await notifyChange(tx, { kind: 'comments', id: comment.clipId })
    return row.id
  })
}

export const writeBody = (db: Db, id: CommentId, clipId: ClipId, body: string): Promise<void> =>
  change(db, id, clipId, { body, editedAt: new Date() })

/** `by` null: open again. */
export const writeResolved = (
  db: Db,
  id: CommentId,
  clipId: ClipId,
  by: UserId | null,
): Promise<void> => change(db, id, clipId, { resolvedAt: by && new Date(), resolvedBy: by })

const change = (
  db: Db,
  id: CommentId,
  clipId: ClipId,
  what: Partial<typeof clipComments.$inferInsert>,
): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.update(clipComments).set(what).where(eq(clipComments.id, id))
    await notifyChange(tx, { kind: 'comments', id: clipId })
  })

/** With its answers. */
export const deleteCommentRows = (db: Db, id: CommentId, clipId: ClipId): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.delete(clipComments).where(or(eq(clipComments.id, id), eq(clipComments.threadId, id)))
    await notifyChange(tx, { kind: 'comments', id: clipId })
  })
