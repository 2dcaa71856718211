import { z } from 'zod'
import { ProjectId, UserId } from '#core/ids.ts'
import { type Numbers, NumbersSpan, spanStart } from '#core/numbers.ts'
import { numbersOf } from '#db/numbers.ts'
import { getProject } from '#db/projects.ts'
import { roleIn } from '#db/workspace-people.ts'
import type { CommandContext } from './command-context.ts'

export const ReadNumbers = z.object({
  span: NumbersSpan.default('quarter'),
  projectId: ProjectId.optional(),
  userId: UserId.optional(),
})
export type ReadNumbers = z.input<typeof ReadNumbers>

/** What the workspace did of late, for everybody who is in it. */
export async function readNumbers(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  asked: ReadNumbers,
  now = new Date(),
): Promise<Numbers> {
  const { span, projectId, userId } = ReadNumbers.parse(asked)
  await roleIn(db, user.workspaceId, user.id)
  // Another's project has no numbers, not even none.
  if (projectId) await getProject(db, projectId, user.id)
  return numbersOf(db, {
    ...{ workspaceId: user.workspaceId, since: spanStart(span, now), until: now },
    ...{ projectId, userId },
  })
}
