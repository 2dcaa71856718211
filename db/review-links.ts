import { and, count, desc, eq, gt, isNull, max, or } from 'drizzle-orm'
import { AppError } from '#core/errors.ts'
import type {
  ClipId,
  ClipVersionId,
  GuestId,
  ReviewLinkId,
  UserId,
  VideoId,
  WorkspaceId,
} from '#core/ids.ts'
import type { Db } from './client.ts'
import { notifyChange } from './notify.ts'
import { users } from './schema/accounts.ts'
import { clips } from './schema/clips.ts'
import { reviewGuests, reviewLinks, reviewViews } from './schema/review.ts'
import { videos } from './schema/videos.ts'
import { projects, workspaces } from './schema/workspaces.ts'

/** Ways into one clip without an account. Tokens are known here by their hashes alone. */

export type NewReviewLink = {
  clipId: ClipId
  createdBy: UserId
  label: string
  hash: string
  passwordHash: string | null
  mayComment: boolean
  mayApprove: boolean
  mayDownload: boolean
  expiresAt: Date | null
}

export async function insertReviewLink(tx: Db, link: NewReviewLink): Promise<ReviewLinkId> {
  const [row] = await tx.insert(reviewLinks).values(link).returning({ id: reviewLinks.id })
  if (!row) throw new Error('a review link was not written')
  await notifyChange(tx, { kind: 'review', id: link.clipId })
  return row.id
}

/** A link as those who made it see it. */
export type ReviewLink = {
  id: ReviewLinkId
  label: string
  by: string | null
  hasPassword: boolean
  mayComment: boolean
  mayApprove: boolean
  mayDownload: boolean
  expiresAt: Date | null
  revokedAt: Date | null
  createdAt: Date
  guests: number
  lastViewAt: Date | null
}

/** A clip's links, newest first. */
export async function linksOf(db: Db, clipId: ClipId): Promise<ReviewLink[]> {
  const rows = await db
    .select({
      id: reviewLinks.id,
      label: reviewLinks.label,
      by: users.fullName,
      passwordHash: reviewLinks.passwordHash,
      mayComment: reviewLinks.mayComment,
      mayApprove: reviewLinks.mayApprove,
      mayDownload: reviewLinks.mayDownload,
      expiresAt: reviewLinks.expiresAt,
      revokedAt: reviewLinks.revokedAt,
      createdAt: reviewLinks.createdAt,
    })
    .from(reviewLinks)
    .leftJoin(users, eq(users.id, reviewLinks.createdBy))
    .where(eq(reviewLinks.clipId, clipId))
    .orderBy(desc(reviewLinks.createdAt), desc(reviewLinks.id))
    .limit(100)
  const seen = await db
    .select({
      linkId: reviewGuests.linkId,
      guests: count(reviewGuests.id),
      lastViewAt: max(reviewViews.at),
    })
    .from(reviewGuests)
    .innerJoin(reviewLinks, eq(reviewLinks.id, reviewGuests.linkId))
    .leftJoin(reviewViews, eq(reviewViews.guestId, reviewGuests.id))
    .where(eq(reviewLinks.clipId, clipId))
    .groupBy(reviewGuests.linkId)
  return rows.map(({ passwordHash, ...row }) => {
    const views = seen.find(({ linkId }) => linkId === row.id)
    return {
      ...row,
      hasPassword: passwordHash !== null,
      guests: 0,
      lastViewAt: views?.lastViewAt ?? null,
      ...(views && { guests: views.guests }),
    }
  })
}

/** Which clip a link is of; the caller decides whether that may be known. */
export async function clipOfLink(db: Db, id: ReviewLinkId): Promise<ClipId> {
  const [row] = await db
    .select({ clipId: reviewLinks.clipId })
    .from(reviewLinks)
    .where(eq(reviewLinks.id, id))
  if (!row) throw new AppError('link.not-found')
  return row.clipId
}

export async function revokeLinkRow(tx: Db, id: ReviewLinkId, clipId: ClipId): Promise<void> {
  await tx
    .update(reviewLinks)
    .set({ revokedAt: new Date() })
    .where(and(eq(reviewLinks.id, id), isNull(reviewLinks.revokedAt)))
  await notifyChange(tx, { kind: 'review', id: clipId })
}

/** Who looked by a link, newest first. */
export const viewsOf = (db: Db, id: ReviewLinkId, limit = 200) =>
  db
    .select({ name: reviewGuests.name, guestId: reviewGuests.id, at: reviewViews.at })
    .from(reviewViews)
    .innerJoin(reviewGuests, eq(reviewGuests.id, reviewViews.guestId))
    .where(eq(reviewGuests.linkId, id))
    .orderBy(desc(reviewViews.at), desc(reviewViews.id))
    .limit(limit)

const openLink = (db: Db) =>
  db
    .select({
      id: reviewLinks.id,
      clipId: reviewLinks.clipId,
      createdBy: reviewLinks.createdBy,
      passwordHash: reviewLinks.passwordHash,
      mayComment: reviewLinks.mayComment,
      mayApprove: reviewLinks.mayApprove,
      mayDownload: reviewLinks.mayDownload,
      expiresAt: reviewLinks.expiresAt,
      title: clips.name,
      videoId: clips.videoId,
      workspaceId: projects.workspaceId,
      workspaceName: workspaces.name,
      video: {
        durationMs: videos.durationMs,
        width: videos.width,
        height: videos.height,
        metadata: videos.metadata,
      },
    })
    .from(reviewLinks)
    .innerJoin(clips, and(eq(clips.id, reviewLinks.clipId), isNull(clips.deletedAt)))
    .innerJoin(videos, and(eq(videos.id, clips.videoId), isNull(videos.deletedAt)))
    .innerJoin(projects, and(eq(projects.id, videos.projectId), isNull(projects.deletedAt)))
    .innerJoin(
      workspaces,
      and(eq(workspaces.id, projects.workspaceId), isNull(workspaces.deletedAt)),
    )

const counts = (now: Date) =>
  and(
    isNull(reviewLinks.revokedAt),
    or(isNull(reviewLinks.expiresAt), gt(reviewLinks.expiresAt, now)),
  )

/** What a link opens, while it does: `link.ended` otherwise, and for one that never was. */
export async function findLink(db: Db, hash: string) {
  const [row] = await openLink(db).where(and(eq(reviewLinks.hash, hash), counts(new Date())))
  if (!row) throw new AppError('link.ended')
  return row
}

/** The same by its id, for files: whoever asks must be a guest of it. */
export async function findLinkById(db: Db, id: ReviewLinkId) {
  const [row] = await openLink(db).where(and(eq(reviewLinks.id, id), counts(new Date())))
  if (!row) throw new AppError('link.ended')
  return row
}

export type OpenLink = {
  id: ReviewLinkId
  clipId: ClipId
  videoId: VideoId
  workspaceId: WorkspaceId
} & Awaited<ReturnType<typeof findLink>>

export async function insertGuest(
  db: Db,
  guest: { linkId: ReviewLinkId; name: string; hash: string },
): Promise<GuestId> {
  const [row] = await db.insert(reviewGuests).values(guest).returning({ id: reviewGuests.id })
  if (!row) throw new Error('a guest was not written')
  return row.id
}

export async function findGuest(db: Db, linkId: ReviewLinkId, hash: string) {
  const [row] = await db
    .select({ id: reviewGuests.id, name: reviewGuests.name })
    .from(reviewGuests)
    .where(and(eq(reviewGuests.linkId, linkId), eq(reviewGuests.hash, hash)))
  return row ?? null
}

export const renameGuestRow = async (db: Db, id: GuestId, name: string): Promise<void> =>
  void (await db.update(reviewGuests).set({ name }).where(eq(reviewGuests.id, id)))

/** A look again within this time is the same look, ms. */
const SAME_LOOK_MS = 10 * 60_000

/** Writes down that a guest looked. */
export async function noteView(db: Db, guestId: GuestId, versionId: ClipVersionId): Promise<void> {
  const [last] = await db
    .select({ at: reviewViews.at, versionId: reviewViews.versionId })
    .from(reviewViews)
    .where(eq(reviewViews.guestId, guestId))
    .orderBy(desc(reviewViews.at))
    .limit(1)
  const same = last?.versionId === versionId && Date.now() - last.at.getTime() < SAME_LOOK_MS
  if (!same) await db.insert(reviewViews).values({ guestId, versionId })
}
