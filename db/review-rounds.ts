import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import { AppError } from '#core/errors.ts'
import type { ClipId, ClipVersionId, GuestId, ReviewRoundId, UserId, VerdictId } from '#core/ids.ts'
import type { Verdict } from '#core/review.ts'
import type { Db } from './client.ts'
import { notifyChange } from './notify.ts'
import { users } from './schema/accounts.ts'
import { clips } from './schema/clips.ts'
import { clipVersions } from './schema/live-documents.ts'
import { reviewGuests, reviewRounds, verdicts } from './schema/review.ts'
import { videos } from './schema/videos.ts'
import { projects, workspaceMembers } from './schema/workspaces.ts'

/** Versions that were sent for review, and what was said of them. Access is decided where the clip is read. */

export type ReviewRound = {
  id: ReviewRoundId
  clipId: ClipId
  version: { id: ClipVersionId; number: number; name: string; createdAt: Date }
  sentBy: { id: UserId; name: string } | null
  dueAt: Date | null
  createdAt: Date
}

export type GivenVerdict = {
  id: VerdictId
  by: { id: UserId | GuestId; name: string; guest: boolean }
  /** Null: asked, not decided. */
  verdict: Verdict | null
  note: string
  decidedAt: Date | null
}

/** A clip's rounds, newest first. */
export async function roundsOf(db: Db, clipId: ClipId, limit = 50): Promise<ReviewRound[]> {
  const rows = await db
    .select({
      id: reviewRounds.id,
      clipId: reviewRounds.clipId,
      version: {
        id: clipVersions.id,
        number: clipVersions.number,
        name: clipVersions.name,
        createdAt: clipVersions.createdAt,
      },
      sentBy: { id: users.id, name: users.fullName },
      dueAt: reviewRounds.dueAt,
      createdAt: reviewRounds.createdAt,
    })
    .from(reviewRounds)
    .innerJoin(clipVersions, eq(clipVersions.id, reviewRounds.versionId))
    .leftJoin(users, eq(users.id, reviewRounds.sentBy))
    .where(eq(reviewRounds.clipId, clipId))
    .orderBy(desc(reviewRounds.createdAt), desc(reviewRounds.id))
    .limit(limit)
  return rows.map(({ version, ...row }) => ({
    ...row,
    // Only named versions are sent, and those have both.
    version: { ...version, number: version.number ?? 0, name: version.name ?? '' },
  }))
}

/** What the review of a clip shows; null: nothing was sent yet. */
export const newestRound = async (db: Db, clipId: ClipId): Promise<ReviewRound | null> =>
  (await roundsOf(db, clipId, 1))[0] ?? null

/**
 * Those who were asked or decided, in the order they came in; by name those who came together. Who left
 * the workspace without deciding is waited for no longer; what somebody decided stays.
 */
export async function verdictsOf(db: Db, roundId: ReviewRoundId): Promise<GivenVerdict[]> {
  const rows = await db
    .select({
      id: verdicts.id,
      userId: verdicts.userId,
      guestId: verdicts.guestId,
      userName: users.fullName,
      guestName: reviewGuests.name,
      verdict: verdicts.verdict,
      note: verdicts.note,
      decidedAt: verdicts.decidedAt,
      memberId: workspaceMembers.userId,
    })
    .from(verdicts)
    .innerJoin(reviewRounds, eq(reviewRounds.id, verdicts.roundId))
    .innerJoin(clips, eq(clips.id, reviewRounds.clipId))
    .innerJoin(videos, eq(videos.id, clips.videoId))
    .innerJoin(projects, eq(projects.id, videos.projectId))
    .leftJoin(
      workspaceMembers,
      and(
        eq(workspaceMembers.workspaceId, projects.workspaceId),
        eq(workspaceMembers.userId, verdicts.userId),
      ),
    )
    .leftJoin(users, eq(users.id, verdicts.userId))
    .leftJoin(reviewGuests, eq(reviewGuests.id, verdicts.guestId))
    .where(eq(verdicts.roundId, roundId))
    .orderBy(asc(verdicts.createdAt), asc(users.fullName), asc(verdicts.id))
  return rows.flatMap(({ userId, guestId, userName, guestName, memberId, ...row }) => {
    const id = userId ?? guestId
    if (!id || (userId && !memberId && row.verdict === null)) return []
    const name = userName || guestName || 'Somebody who left'
    return [{ ...row, by: { id, name, guest: guestId !== null } }]
  })
}

/** The round of a version, made where it has none, with its deadline and who is asked besides. */
export async function openRound(
  tx: Db,
  round: { clipId: ClipId; versionId: ClipVersionId; sentBy: UserId; dueAt: Date | null },
  asked: readonly UserId[],
): Promise<{ id: ReviewRoundId; asked: { id: VerdictId; userId: UserId }[] }> {
  const [row] = await tx
    .insert(reviewRounds)
    .values(round)
    .onConflictDoUpdate({ target: reviewRounds.versionId, set: { dueAt: round.dueAt } })
    .returning({ id: reviewRounds.id })
  if (!row) throw new Error('a review round was not written')
  if (asked.length > 0) {
    await tx
      .insert(verdicts)
      .values(asked.map((userId) => ({ roundId: row.id, userId })))
      .onConflictDoNothing()
  }
  const open = await tx
    .select({ id: verdicts.id, userId: verdicts.userId })
    .from(verdicts)
    .where(and(eq(verdicts.roundId, row.id), isNull(verdicts.verdict)))
  await notifyChange(tx, { kind: 'review', id: round.clipId })
  return { id: row.id, asked: open.flatMap(({ id, userId }) => (userId ? [{ id, userId }] : [])) }
}

/** What a member who was asked decides; false: they were not. */
export async function writeMemberVerdict(
  tx: Db,
  { id, clipId }: Pick<ReviewRound, 'id' | 'clipId'>,
  userId: UserId,
  said: { verdict: Verdict; note: string },
): Promise<boolean> {
  const rows = await tx
    .update(verdicts)
    .set({ ...said, decidedAt: new Date() })
    .where(and(eq(verdicts.roundId, id), eq(verdicts.userId, userId)))
    .returning({ id: verdicts.id })
  if (rows.length > 0) await notifyChange(tx, { kind: 'review', id: clipId })
  return rows.length > 0
}

/** What a guest decides: whoever has a link that lets them is asked. */
export async function writeGuestVerdict(
  tx: Db,
  { id, clipId }: Pick<ReviewRound, 'id' | 'clipId'>,
  guestId: GuestId,
  said: { verdict: Verdict; note: string },
): Promise<void> {
  const values = { ...said, decidedAt: new Date() }
  await tx
    .insert(verdicts)
    .values({ roundId: id, guestId, ...values })
    .onConflictDoUpdate({ target: [verdicts.roundId, verdicts.guestId], set: values })
  await notifyChange(tx, { kind: 'review', id: clipId })
}

/** For the job that reminds: who is still asked of the newest version of a clip that is there. */
export async function openVerdict(db: Db, id: VerdictId) {
  const [row] = await db
    .select({
      roundId: reviewRounds.id,
      clipId: reviewRounds.clipId,
      title: clips.name,
      dueAt: reviewRounds.dueAt,
      number: clipVersions.number,
      user: { id: users.id, email: users.email, name: users.fullName },
    })
    .from(verdicts)
    .innerJoin(reviewRounds, eq(reviewRounds.id, verdicts.roundId))
    .innerJoin(clipVersions, eq(clipVersions.id, reviewRounds.versionId))
    .innerJoin(clips, and(eq(clips.id, reviewRounds.clipId), isNull(clips.deletedAt)))
    .innerJoin(users, and(eq(users.id, verdicts.userId), isNull(users.deletedAt)))
    .where(and(eq(verdicts.id, id), isNull(verdicts.verdict), isNull(verdicts.remindedAt)))
  if (!row) return null
  const newest = await newestRound(db, row.clipId)
  return newest?.id === row.roundId ? row : null
}

export const markReminded = async (tx: Db, id: VerdictId): Promise<void> =>
  void (await tx.update(verdicts).set({ remindedAt: new Date() }).where(eq(verdicts.id, id)))

/** The named version of a clip with the highest number. */
export async function newestNamed(db: Db, clipId: ClipId) {
  const [row] = await db
    .select({ id: clipVersions.id, decisions: clipVersions.decisions })
    .from(clipVersions)
    .where(and(eq(clipVersions.clipId, clipId), eq(clipVersions.kind, 'named')))
    .orderBy(desc(clipVersions.number))
    .limit(1)
  return row ?? null
}

/** A round by the version it sent, of this clip. */
export async function roundOfVersion(
  db: Db,
  clipId: ClipId,
  versionId: ClipVersionId,
): Promise<ReviewRound> {
  const found = (await roundsOf(db, clipId)).find(({ version }) => version.id === versionId)
  if (!found) throw new AppError('version.not-found')
  return found
}
