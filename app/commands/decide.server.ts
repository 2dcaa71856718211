import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { ClipId, ClipVersionId } from '#core/ids.ts'
import { Verdict } from '#core/review.ts'
import type { Db } from '#db/client.ts'
import { getClip } from '#db/clips.ts'
import { tellPeople } from '#db/notifications.ts'
import { newestRound, type ReviewRound, writeMemberVerdict } from '#db/review-rounds.ts'
import { note } from '#db/workspace-people.ts'
import type { CommandContext } from './command-context.ts'

export const VerdictGiven = z.object({
  /** The version that was looked at: what is approved. */
  versionId: ClipVersionId,
  verdict: Verdict,
  note: z.string().trim().max(2_000).default(''),
})
export type VerdictGiven = z.input<typeof VerdictGiven>

export const Decide = VerdictGiven.extend({ clipId: ClipId })
export type Decide = z.input<typeof Decide>

/** Approves a version or asks for changes: whoever was asked to, of the newest that was sent. */
export async function decide(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  input: Decide,
): Promise<void> {
  const { clipId, versionId, verdict, note: said } = Decide.parse(input)
  const clip = await getClip(db, clipId, user.id)
  const round = await roundToDecide(db, clipId, versionId)
  await db.transaction(async (tx) => {
    if (!(await writeMemberVerdict(tx, round, user.id, { verdict, note: said }))) {
      throw new AppError('review.not-asked')
    }
    await tellVerdict(tx, round, { verdict, byName: user.fullName, byId: user.id })
    await note(tx, {
      workspaceId: clip.workspaceId,
      userId: user.id,
      action: `review.${verdict}`,
      subject: clip.title,
      data: { clipId, versionId, note: said },
    })
  })
}

/** The newest round, if it is the one of that version: nobody approves what was replaced meanwhile. */
export async function roundToDecide(
  db: Db,
  clipId: ClipId,
  versionId: ClipVersionId,
): Promise<ReviewRound> {
  const round = await newestRound(db, clipId)
  if (!round) throw new AppError('review.none')
  if (round.version.id !== versionId) throw new AppError('review.superseded')
  return round
}

/** Whoever sent it is told. */
export async function tellVerdict(
  tx: Db,
  { clipId, sentBy }: ReviewRound,
  { verdict, byName, byId }: { verdict: Verdict; byName: string; byId: string },
): Promise<void> {
  const to = sentBy && sentBy.id !== byId ? [sentBy.id] : []
  await tellPeople(tx, to, { kind: verdict, clipId, byName })
}
