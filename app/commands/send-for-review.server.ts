import { z } from 'zod'
import { loadClip } from '#collab/clip-doc/clip-doc.ts'
import { type FlatClip, flatChanges, flatten } from '#collab/clip-doc/flat-clip.ts'
import { AppError } from '#core/errors.ts'
import { ClipId, type ClipVersionId, type ReviewRoundId, UserId } from '#core/ids.ts'
import { remindAt } from '#core/review.ts'
import { readClipUpdates } from '#db/clip-updates.ts'
import { getClip } from '#db/clips.ts'
import { tellPeople } from '#db/notifications.ts'
import { newestNamed, openRound, roundsOf, verdictsOf } from '#db/review-rounds.ts'
import { membersOf, note } from '#db/workspace-people.ts'
import { remindReviewer } from '#pipeline/jobs/remind-reviewer.ts'
import type { CommandContext } from './command-context.ts'
import { type MailContext, mailPeople } from './mail-people.server.ts'
import { nameVersion } from './name-version.server.ts'
import { currentFlat } from './read-version.server.ts'
import { requireEditor } from './require-editor.server.ts'

export const SendForReview = z.object({
  clipId: ClipId,
  /** Members who are asked to approve. None: it is sent for whoever has a link. */
  reviewers: z.array(UserId).max(50).default([]),
  dueAt: z.coerce.date().nullable().default(null),
  /** What the version is called, where one has to be kept. */
  name: z.string().trim().min(1).max(120).default('For review'),
})
export type SendForReview = z.input<typeof SendForReview>

/**
 * Sends the clip as it is now: keeps it as a named version where no such version is the newest, asks
 * those named to approve it, and reminds them before the deadline. Sent again without an edit, it asks
 * those who are new and takes the new deadline.
 */
export async function sendForReview(
  context: Pick<CommandContext, 'db' | 'collab' | 'queue' | 'user'> & MailContext,
  input: SendForReview,
): Promise<{ roundId: ReviewRoundId; versionId: ClipVersionId }> {
  const { db, queue, user } = context
  const { clipId, reviewers, dueAt, name } = SendForReview.parse(input)
  const clip = await getClip(db, clipId, user.id)
  requireEditor(clip)
  if (dueAt && dueAt.getTime() <= Date.now()) throw new AppError('review.past-deadline')
  const members = await membersOf(db, clip.workspaceId)
  const wanted = [...new Set(reviewers)].map((id) => {
    const member = members.find((one) => one.id === id)
    if (!member) throw new AppError('member.not-found')
    return member
  })

  const versionId = await versionOfNow()
  const before = (await roundsOf(db, clipId)).find(({ version }) => version.id === versionId)
  const asked = new Set(
    before ? (await verdictsOf(db, before.id)).map(({ by }) => by.id as string) : [],
  )
  const fresh = wanted.filter(({ id }) => !asked.has(id))
  const roundId = await db.transaction(async (tx) => {
    const round = await openRound(
      tx,
      { clipId, versionId, sentBy: user.id, dueAt },
      fresh.map(({ id }) => id),
    )
    const others = fresh.filter(({ id }) => id !== user.id).map(({ id }) => id)
    await tellPeople(tx, others, { kind: 'asked', clipId, byName: user.fullName })
    if (dueAt) {
      const startAfter = new Date(remindAt(Date.now(), dueAt.getTime()))
      for (const { id: verdictId, userId } of round.asked) {
        await queue.enqueue(
          remindReviewer,
          { verdictId, dueAt: dueAt.toISOString() },
          { tx, userId, entity: { type: 'clip', id: clipId }, startAfter },
        )
      }
    }
    await note(tx, {
      workspaceId: clip.workspaceId,
      userId: user.id,
      action: 'review.sent',
      subject: clip.title,
      data: { clipId, versionId, reviewers: wanted.map((one) => one.name), dueAt },
    })
    return round.id
  })
  await mailPeople(
    context,
    fresh.filter(({ id }) => id !== user.id),
    {
      subject: `${user.fullName} asks you to approve “${clip.title}”`,
      say: `${user.fullName} sent “${clip.title}” for review.${dueAt ? ` The deadline is ${dueAt.toUTCString()}.` : ''}`,
      path: `/clips/${clipId}/review`,
    },
  )
  return { roundId, versionId }

  async function versionOfNow(): Promise<ClipVersionId> {
    const newest = await newestNamed(db, clipId)
    if (newest) {
      const now = flatten(loadClip(await readClipUpdates(db, clipId)))
      const then = currentFlat(newest.decisions as FlatClip)
      if (flatChanges(then, now).length === 0) return newest.id
    }
    return (await nameVersion(context, { clipId, name })).versionId
  }
}
