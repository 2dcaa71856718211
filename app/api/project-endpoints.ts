import { z } from '@hono/zod-openapi'
import { PROJECT_SORTS, type ProjectFacts, pagedProjects, readProject } from '#db/projects.ts'
import { CreateProject, createProject } from '../commands/create-project.server.ts'
import { removeProject, restoreProject } from '../commands/remove-project.server.ts'
import { RenameProject, renameProject } from '../commands/rename-project.server.ts'
import { type Api, endpoint } from './endpoint.ts'
import { deleted, Pagination, pagination, paging } from './paging.ts'
import { theProject, theRemovedProject } from './reach.ts'

const tag = 'Projects'
const Id = z.object({ id: z.string() })
const ApiProject = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    description: z.string(),
    video_count: z.int(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
    deleted_at: z.iso.datetime().nullable().describe('Null but in lists of what was deleted'),
  })
  .openapi('Project')
const ProjectAnswer = z.strictObject({ project: ApiProject })

export function projectEndpoints(api: Api): void {
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/projects',
      tag,
      summary: 'List projects',
      query: z.object({ ...paging(PROJECT_SORTS), deleted }),
      answer: {
        status: 200,
        schema: z.strictObject({ projects: z.array(ApiProject), pagination: Pagination }),
      },
    },
    async ({ app, caller: { user }, query }) => {
      const { rows, total } = await pagedProjects(app.db, user.workspaceId, user.id, {
        ...query,
        removed: query.deleted === 'true',
      })
      return {
        projects: rows.map(present),
        pagination: pagination(query, total),
      }
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/projects',
      tag,
      summary: 'Make a project',
      body: CreateProject,
      answer: { status: 201, schema: ProjectAnswer },
    },
    async (who) => {
      const made = await createProject({ db: who.app.db, user: who.caller.user }, who.body)
      return { project: await card(who, made.id) }
    },
  )

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/projects/{id}',
      tag,
      summary: 'Get a project',
      params: Id,
      answer: { status: 200, schema: ProjectAnswer },
      refuses: [404],
    },
    async (who) => ({ project: await card(who, (await theProject(who, who.params.id)).id) }),
  )

  endpoint(
    api,
    'write',
    {
      method: 'put',
      path: '/projects/{id}',
      tag,
      summary: 'Rename or describe a project',
      params: Id,
      body: RenameProject.omit({ projectId: true }).refine(
        ({ name, description }) => name !== undefined || description !== undefined,
        { error: 'Give a name or a description.', path: ['name'] },
      ),
      answer: { status: 200, schema: ProjectAnswer },
      refuses: [404],
    },
    async (who) => {
      const { id: projectId } = await theProject(who, who.params.id)
      const context = { db: who.app.db, user: who.caller.user }
      await renameProject(context, { projectId, ...who.body })
      return { project: await card(who, projectId) }
    },
  )

  endpoint(
    api,
    'delete',
    {
      method: 'delete',
      path: '/projects/{id}',
      tag,
      summary: 'Delete a project',
      more: 'With its videos and their clips. It can be brought back.',
      params: Id,
      answer: { status: 204, schema: null },
      refuses: [404],
    },
    async (who) => {
      const { id: projectId } = await theProject(who, who.params.id)
      await removeProject({ db: who.app.db, user: who.caller.user }, { projectId })
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/projects/{id}/restore',
      tag,
      summary: 'Bring a deleted project back',
      more: 'With the videos it had. `GET /projects?deleted=true` lists them.',
      params: Id,
      answer: { status: 200, schema: ProjectAnswer },
      refuses: [404],
    },
    async (who) => {
      const { id: projectId } = await theRemovedProject(who, who.params.id)
      await restoreProject({ db: who.app.db, user: who.caller.user }, { projectId })
      return { project: await card(who, projectId) }
    },
  )
}

async function card(who: Parameters<typeof theProject>[0], id: string) {
  const { id: projectId } = await theProject(who, id)
  return present(await readProject(who.app.db, projectId, who.caller.user.id))
}

const present = (project: ProjectFacts): z.input<typeof ApiProject> => ({
  id: project.id,
  name: project.name,
  description: project.description,
  video_count: project.videoCount,
  created_at: project.createdAt.toISOString(),
  updated_at: project.updatedAt.toISOString(),
  deleted_at: project.deletedAt?.toISOString() ?? null,
})
