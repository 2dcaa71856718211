import { z } from 'zod'
import { ProjectId } from '#core/ids.ts'
import { getProject, renameProject as writeName } from '#db/projects.ts'
import type { CommandContext } from './command-context.ts'
import { ProjectDescription, ProjectName } from './create-project.server.ts'
import { requireEditor } from './require-editor.server.ts'

export const RenameProject = z.object({
  projectId: ProjectId,
  name: ProjectName.optional(),
  description: ProjectDescription.optional(),
})
export type RenameProject = z.infer<typeof RenameProject>

export async function renameProject(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { projectId, name, description }: RenameProject,
): Promise<void> {
  requireEditor(await getProject(db, projectId, user.id))
  await writeName(db, projectId, {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
  })
}
