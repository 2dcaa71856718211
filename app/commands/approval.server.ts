import { loadClip } from '#collab/clip-doc/clip-doc.ts'
import { type FlatClip, flatChanges, flatten } from '#collab/clip-doc/flat-clip.ts'
import { AppError } from '#core/errors.ts'
import type { ClipId, WorkspaceId } from '#core/ids.ts'
import { type ApprovalState, approvalState } from '#core/review.ts'
import type { Db } from '#db/client.ts'
import { readClipUpdates } from '#db/clip-updates.ts'
import { getVersion } from '#db/clip-versions.ts'
import { type GivenVerdict, newestRound, type ReviewRound, verdictsOf } from '#db/review-rounds.ts'
import { exportRule } from '#db/workspaces.ts'
import { currentFlat } from './read-version.server.ts'

/** How the newest version that was sent stands. */
export type Approval = {
  round: ReviewRound
  verdicts: GivenVerdict[]
  state: ApprovalState
  /** How many decisions of the clip differ from the version now; a verdict is about the version. */
  editedSince: number
}

/** Null: nothing was sent for review. Access is the caller's. */
export async function approvalOf(db: Db, clipId: ClipId): Promise<Approval | null> {
  const round = await newestRound(db, clipId)
  if (!round) return null
  const verdicts = await verdictsOf(db, round.id)
  const { decisions } = await getVersion(db, round.version.id)
  const now = flatten(loadClip(await readClipUpdates(db, clipId)))
  return {
    round,
    verdicts,
    state: approvalState(verdicts.map(({ verdict }) => verdict)),
    editedSince: flatChanges(currentFlat(decisions as FlatClip), now).length,
  }
}

/**
 * Refuses an export where the workspace wants approval first and this clip, as it is now, has none.
 * Says what is missing.
 */
export async function requireApproval(
  db: Db,
  clip: { id: ClipId; workspaceId: WorkspaceId },
): Promise<void> {
  if (!(await exportRule(db, clip.workspaceId)).needsApproval) return
  const approval = await approvalOf(db, clip.id)
  if (!approval) throw new AppError('export.not-approved')
  const { round, verdicts, state, editedSince } = approval
  const version = `v${round.version.number}`
  if (state === 'approved' && editedSince === 0) return
  const refuse = (detail: string) => new AppError('export.not-approved', { detail })
  if (state === 'approved') {
    throw refuse(`This clip was edited after ${version} was approved. Send it for review again.`)
  }
  const who = (wanted: GivenVerdict['verdict']) =>
    verdicts.filter(({ verdict }) => verdict === wanted).map(({ by }) => by.name)
  if (state === 'changes') {
    throw refuse(`${listed(who('changes'))} asked for changes to ${version}. Send a new version.`)
  }
  const waiting = who(null)
  throw refuse(
    waiting.length > 0
      ? `${version} waits for ${listed(waiting)} to approve it. Then it can be exported.`
      : `Nobody has approved ${version} yet. Ask somebody to.`,
  )
}

const listed = (names: string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
