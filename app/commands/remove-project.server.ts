import { z } from 'zod'
import { ProjectId } from '#core/ids.ts'
import { getProject, getRemovedProject, markProjectRemoved, type Project } from '#db/projects.ts'
import { note } from '#db/workspace-people.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const OneProject = z.object({ projectId: ProjectId })
export type OneProject = z.infer<typeof OneProject>

/** Its videos disappear with it. Their work goes on: putting the project back finds it done. */
export async function removeProject(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { projectId }: OneProject,
): Promise<void> {
  await mark({ db, user }, await getProject(db, projectId, user.id), true)
}

export async function restoreProject(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { projectId }: OneProject,
): Promise<void> {
  await mark({ db, user }, await getRemovedProject(db, projectId, user.id), false)
}

async function mark(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  project: Project,
  removed: boolean,
): Promise<void> {
  requireEditor(project)
  const { id: projectId, workspaceId, name: subject } = project
  await db.transaction(async (tx) => {
    await markProjectRemoved(tx, projectId, removed)
    const action = removed ? 'project.deleted' : 'project.brought-back'
    await note(tx, { workspaceId, userId: user.id, action, subject, data: { projectId } })
  })
}
