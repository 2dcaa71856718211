import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigserial,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Drawing } from '#core/drawing.ts'
import type {
  ClipVersionId,
  CommentId,
  GuestId,
  NotificationId,
  ReviewLinkId,
  ReviewRoundId,
  UserId,
  VerdictId,
} from '#core/ids.ts'
import type { Verdict } from '#core/review.ts'
import type { Ms } from '#core/time.ts'
import { byUser, ofUser, users } from './accounts.ts'
import { ofClip } from './clips.ts'
import { at, created, id } from './columns.ts'
import { clipVersions } from './live-documents.ts'

/** Lets whoever holds it see one clip, without an account. */
export const reviewLinks = pgTable(
  'review_links',
  {
    id: id<ReviewLinkId>(),
    clipId: ofClip(),
    createdBy: byUser('created_by'),
    /** For whom, in the words of who made it. */
    label: text('label').notNull().default(''),
    /** SHA-256: a copy of the database opens nothing. */
    hash: text('hash').notNull(),
    /** As of accounts. */
    passwordHash: text('password_hash'),
    mayComment: boolean('may_comment').notNull().default(true),
    mayApprove: boolean('may_approve').notNull().default(false),
    mayDownload: boolean('may_download').notNull().default(false),
    expiresAt: at('expires_at'),
    revokedAt: at('revoked_at'),
    createdAt: created(),
  },
  (t) => [
    uniqueIndex('review_links_hash_key').on(t.hash),
    index('review_links_clip_id_idx').on(t.clipId, t.createdAt.desc()),
  ],
)

/** Somebody who gave a name on a link: one browser. */
export const reviewGuests = pgTable(
  'review_guests',
  {
    id: id<GuestId>(),
    linkId: uuid('link_id')
      .$type<ReviewLinkId>()
      .notNull()
      .references(() => reviewLinks.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** SHA-256 of what their browser keeps. */
    hash: text('hash').notNull(),
    createdAt: created(),
  },
  (t) => [
    uniqueIndex('review_guests_hash_key').on(t.hash),
    index('review_guests_link_id_idx').on(t.linkId),
  ],
)

/** A version that was sent to be looked at. The newest of a clip is what its review shows. */
export const reviewRounds = pgTable(
  'review_rounds',
  {
    id: id<ReviewRoundId>(),
    clipId: ofClip(),
    versionId: uuid('version_id')
      .$type<ClipVersionId>()
      .notNull()
      .references(() => clipVersions.id, { onDelete: 'cascade' }),
    /** Null: their account is gone. */
    sentBy: byUser('sent_by'),
    dueAt: at('due_at'),
    createdAt: created(),
  },
  (t) => [
    uniqueIndex('review_rounds_version_id_key').on(t.versionId),
    index('review_rounds_clip_id_idx').on(t.clipId, t.createdAt.desc()),
  ],
)

/** What one person says of one version; null: they were asked and have not decided. */
export const verdicts = pgTable(
  'verdicts',
  {
    id: id<VerdictId>(),
    roundId: uuid('round_id')
      .$type<ReviewRoundId>()
      .notNull()
      .references(() => reviewRounds.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .$type<UserId>()
      .references(() => users.id, { onDelete: 'cascade' }),
    guestId: uuid('guest_id')
      .$type<GuestId>()
      .references(() => reviewGuests.id, { onDelete: 'cascade' }),
    verdict: text('verdict').$type<Verdict>(),
    note: text('note').notNull().default(''),
    decidedAt: at('decided_at'),
    remindedAt: at('reminded_at'),
    createdAt: created(),
  },
  (t) => [
    uniqueIndex('verdicts_round_user_key').on(t.roundId, t.userId),
    uniqueIndex('verdicts_round_guest_key').on(t.roundId, t.guestId),
    index('verdicts_user_id_idx').on(t.userId),
    index('verdicts_guest_id_idx').on(t.guestId),
    check('verdicts_one_person_check', sql`num_nonnulls(${t.userId}, ${t.guestId}) = 1`),
  ],
)

/** When a guest looked. */
export const reviewViews = pgTable(
  'review_views',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    guestId: uuid('guest_id')
      .$type<GuestId>()
      .notNull()
      .references(() => reviewGuests.id, { onDelete: 'cascade' }),
    versionId: uuid('version_id')
      .$type<ClipVersionId>()
      .references(() => clipVersions.id, { onDelete: 'set null' }),
    at: at('at').notNull().defaultNow(),
  },
  (t) => [
    index('review_views_guest_id_idx').on(t.guestId, t.at.desc()),
    index('review_views_version_id_idx').on(t.versionId),
  ],
)

/** When a file of a clip was taken along, and by which guest; null: by somebody of the workspace. */
export const clipDownloads = pgTable(
  'clip_downloads',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    clipId: ofClip(),
    guestId: uuid('guest_id')
      .$type<GuestId>()
      .references(() => reviewGuests.id, { onDelete: 'set null' }),
    at: at('at').notNull().defaultNow(),
  },
  (t) => [
    index('clip_downloads_clip_id_idx').on(t.clipId, t.at.desc()),
    index('clip_downloads_guest_id_idx').on(t.guestId),
  ],
)

/**
 * What people say of a clip: at a moment or a stretch of the source, so that it stays with its words
 * whatever is cut around them.
 */
export const clipComments = pgTable(
  'clip_comments',
  {
    id: id<CommentId>(),
    clipId: ofClip(),
    /** Null: it opens a thread; otherwise the one it answers. */
    threadId: uuid('thread_id')
      .$type<CommentId>()
      .references((): AnyPgColumn => clipComments.id, { onDelete: 'cascade' }),
    /** Null: their account is gone; what was said stays. */
    authorId: byUser('author_id'),
    /** Who said it without an account. */
    guestId: uuid('guest_id')
      .$type<GuestId>()
      .references(() => reviewGuests.id, { onDelete: 'set null' }),
    body: text('body').notNull(),
    /** Of the source, ms; a point where both are the same. Null in an answer. */
    fromMs: integer('from_ms').$type<Ms>(),
    toMs: integer('to_ms').$type<Ms>(),
    /** The words it was said of, as they were then. */
    quote: text('quote'),
    /** On the frame at `fromMs`. */
    drawing: jsonb('drawing').$type<Drawing>(),
    /** Members it names. */
    mentions: uuid('mentions').array().$type<UserId[]>().notNull().default([]),
    /** Not for reviewers. */
    internal: boolean('internal').notNull().default(false),
    resolvedAt: at('resolved_at'),
    resolvedBy: byUser('resolved_by'),
    editedAt: at('edited_at'),
    createdAt: created(),
  },
  (t) => [
    index('clip_comments_clip_id_idx').on(t.clipId, t.createdAt, t.id),
    index('clip_comments_thread_id_idx').on(t.threadId),
    index('clip_comments_author_id_idx').on(t.authorId),
    index('clip_comments_guest_id_idx').on(t.guestId),
  ],
)

/** What a person is told of in their list. */
export const notifications = pgTable(
  'notifications',
  {
    id: id<NotificationId>(),
    userId: ofUser(),
    clipId: ofClip(),
    commentId: uuid('comment_id')
      .$type<CommentId>()
      .references(() => clipComments.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<'mention' | 'asked' | 'approved' | 'changes' | 'due'>().notNull(),
    /** Whose doing it was, by the name they had. */
    byName: text('by_name').notNull(),
    readAt: at('read_at'),
    createdAt: created(),
  },
  (t) => [
    index('notifications_user_id_idx').on(t.userId, t.createdAt.desc(), t.id.desc()),
    index('notifications_clip_id_idx').on(t.clipId),
    index('notifications_comment_id_idx').on(t.commentId),
  ],
)
