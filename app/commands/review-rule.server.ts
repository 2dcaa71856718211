import { z } from 'zod'
import { note, roleIn } from '#db/workspace-people.ts'
import { setExportRule } from '#db/workspaces.ts'
import type { CommandContext } from './command-context.ts'
import { requireAdmin } from './require-admin.server.ts'

export const SetReviewRule = z.object({ exportNeedsApproval: z.boolean() })
export type SetReviewRule = z.infer<typeof SetReviewRule>

/** Whether files are made of approved clips only, in the workspace somebody works in. */
export async function setReviewRule(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { exportNeedsApproval }: SetReviewRule,
): Promise<void> {
  const { workspaceId } = user
  requireAdmin({ role: await roleIn(db, workspaceId, user.id) })
  await db.transaction(async (tx) => {
    await setExportRule(tx, workspaceId, exportNeedsApproval)
    await note(tx, {
      workspaceId,
      userId: user.id,
      action: 'review.rule-changed',
      data: { exportNeedsApproval },
    })
  })
}
