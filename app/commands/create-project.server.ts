import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import type { ProjectId } from '#core/ids.ts'
import { insertProject } from '#db/projects.ts'
import { listMemberships } from '#db/workspaces.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const ProjectName = z.string().trim().min(1).max(120)

export const CreateProject = z.object({ name: ProjectName })
export type CreateProject = z.infer<typeof CreateProject>

export async function createProject(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { name }: CreateProject,
): Promise<{ id: ProjectId; name: string }> {
  const memberships = await listMemberships(db, user.id)
  const mine = memberships.find(({ workspaceId }) => workspaceId === user.workspaceId)
  if (!mine) throw new AppError('project.not-found')
  requireEditor(mine)
  const id = await insertProject(db, { workspaceId: user.workspaceId, userId: user.id, name })
  return { id, name }
}
