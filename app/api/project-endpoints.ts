import { z } from '@hono/zod-openapi'
import { listProjects, PROJECT_SORTS, pagedProjects } from '#db/projects.ts'
import { CreateProject, createProject } from '../commands/create-project.server.ts'
import { removeProject } from '../commands/remove-project.server.ts'
import { renameProject } from '../commands/rename-project.server.ts'
import { type Api, endpoint } from './endpoint.ts'
import { Pagination, pagination, paging } from './paging.ts'
import { theProject } from './reach.ts'

const tag = 'Projects'
const Id = z.object({ id: z.string() })
const ApiProject = z
  .strictObject({ id: z.uuid(), name: z.string(), video_count: z.int() })
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
      query: z.object(paging(PROJECT_SORTS)),
      answer: {
        status: 200,
        schema: z.strictObject({ projects: z.array(ApiProject), pagination: Pagination }),
      },
    },
    async ({ app, caller: { user }, query }) => {
      const { rows, total } = await pagedProjects(app.db, user.workspaceId, user.id, query)
      return {
        projects: rows.map(({ id, name, videoCount }) => ({ id, name, video_count: videoCount })),
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
    async ({ app, caller, body }) => {
      const made = await createProject({ db: app.db, user: caller.user }, body)
      return { project: { ...made, video_count: 0 } }
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
      summary: 'Rename a project',
      params: Id,
      body: CreateProject,
      answer: { status: 200, schema: ProjectAnswer },
      refuses: [404],
    },
    async (who) => {
      const { id: projectId } = await theProject(who, who.params.id)
      const context = { db: who.app.db, user: who.caller.user }
      await renameProject(context, { projectId, name: who.body.name })
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
      more: 'With its videos and their clips.',
      params: Id,
      answer: { status: 204, schema: null },
      refuses: [404],
    },
    async (who) => {
      const { id: projectId } = await theProject(who, who.params.id)
      await removeProject({ db: who.app.db, user: who.caller.user }, { projectId })
      return undefined as never
    },
  )
}

async function card(who: Parameters<typeof theProject>[0], id: string) {
  const { workspaceId, name } = await theProject(who, id)
  const cards = await listProjects(who.app.db, workspaceId, who.caller.user.id)
  const found = cards.find((one) => one.id === id)
  return { id, name, video_count: found?.videoCount ?? 0 }
}
