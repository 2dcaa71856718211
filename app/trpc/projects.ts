import { listProjects } from '#db/projects.ts'
import { CreateProject, createProject } from '../commands/create-project.server.ts'
import { OneProject, removeProject, restoreProject } from '../commands/remove-project.server.ts'
import { RenameProject, renameProject } from '../commands/rename-project.server.ts'
import { memberProcedure, router } from './init.ts'

export const projects = router({
  list: memberProcedure.query(({ ctx: { db, user } }) =>
    listProjects(db, user.workspaceId, user.id),
  ),
  create: memberProcedure
    .input(CreateProject)
    .mutation(({ ctx, input }) => createProject(ctx, input)),
  rename: memberProcedure
    .input(RenameProject)
    .mutation(({ ctx, input }) => renameProject(ctx, input)),
  remove: memberProcedure.input(OneProject).mutation(({ ctx, input }) => removeProject(ctx, input)),
  restore: memberProcedure
    .input(OneProject)
    .mutation(({ ctx, input }) => restoreProject(ctx, input)),
})
