import type { ClipId } from '#core/ids.ts'
import { getClip } from '#db/clips.ts'
import { approvalOf } from './approval.server.ts'
import type { CommandContext } from './command-context.ts'

/** How the newest version of a clip that was sent stands, for whoever sees the clip; null: none was. */
export async function readStanding(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { clipId }: { clipId: ClipId },
) {
  await getClip(db, clipId, user.id)
  const approval = await approvalOf(db, clipId)
  if (!approval) return null
  const { round, verdicts, state, editedSince } = approval
  return { number: round.version.number, verdicts, state, edited: editedSince > 0 }
}
