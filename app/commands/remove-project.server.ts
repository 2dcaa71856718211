import { z } from 'zod'
import { ProjectId } from '#core/ids.ts'
import { getProject, getRemovedProject, markProjectRemoved } from '#db/projects.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const OneProject = z.object({ projectId: ProjectId })
export type OneProject = z.infer<typeof OneProject>

/** Its videos disappear with it. Their work goes on: putting the project back finds it done. */
export async function removeProject(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { projectId }: OneProject,
): Promise<void> {
  requireEditor(await getProject(db, projectId, user.id))
  await markProjectRemoved(db, projectId, true)
}

export async function restoreProject(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { projectId }: OneProject,
): Promise<void> {
  requireEditor(await getRemovedProject(db, projectId, user.id))
  await markProjectRemoved(db, projectId, false)
}
