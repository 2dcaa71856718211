import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import type { ProjectId } from '#core/ids.ts'
import { insertProject } from '#db/projects.ts'
import { listMemberships } from '#db/workspaces.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const ProjectName = z.string().trim().min(1).max(120)

export const ProjectDescription = z.string().trim().max(2000)

export const CreateProject = z.object({
  name: ProjectName,
  description: ProjectDescription.default(''),
})
export type CreateProject = z.input<typeof CreateProject>

export async function createProject(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  input: CreateProject,
): Promise<{ id: ProjectId; name: string }> {
  const memberships = await listMemberships(db, user.id)
  const mine = memberships.find(({ workspaceId }) => workspaceId === user.workspaceId)
  if (!mine) throw new AppError('project.not-found')
  requireEditor(mine)
  const project = CreateProject.parse(input)
  const { workspaceId } = user
  const id = await insertProject(db, { workspaceId, userId: user.id, ...project })
  return { id, name: project.name }
}
