import { AppError } from '#core/errors.ts'
import { ProjectId } from '#core/ids.ts'
import { getProject, latestProject, listProjects } from '#db/projects.ts'
import { countVideos, listVideos } from '#db/videos.ts'
import { listMemberships } from '#db/workspaces.ts'
import type { AppContext, CurrentUser } from '../server/context.ts'
import { readAsked } from './asked.ts'
import { type LibraryData, PAGE_SIZE } from './library-data.ts'

/** The library, or one project of it, as the address asks for it. */
export async function loadLibrary(
  { db, machine, user }: Pick<AppContext, 'db' | 'machine'> & { user: CurrentUser },
  url: string,
  projectParam?: string,
): Promise<LibraryData> {
  const asked = readAsked(new URL(url).searchParams)
  const projectId = projectParam === undefined ? undefined : ProjectId.safeParse(projectParam).data
  if (projectParam !== undefined && !projectId) throw new AppError('project.not-found')
  const project = projectId ? await getProject(db, projectId, user.id) : null

  const listing = { workspaceId: user.workspaceId, projectId, typed: asked.typed }
  const page = await listVideos(db, user.id, {
    ...listing,
    filter: asked.filter,
    limit: PAGE_SIZE,
  })
  const memberships = await listMemberships(db, user.id)
  const mine = memberships.find(({ workspaceId }) => workspaceId === user.workspaceId)
  const projects = await listProjects(db, user.workspaceId, user.id)
  const total = projects.reduce((sum, { videoCount }) => sum + videoCount, 0)
  const latest = project?.id ?? (await latestProject(db, user.workspaceId, user.id))
  const uploadsTo = projects.find(({ id }) => id === latest) ?? null
  const isFirst = !project && page.videos.every(({ isSample }) => isSample) && total <= 1
  return {
    user: { id: user.id, fullName: user.fullName, avatarUrl: user.avatarUrl ?? null },
    workspaceName: mine?.name ?? '',
    mayChange: mine !== undefined && mine.role !== 'reviewer',
    projects,
    project: project && { id: project.id, name: project.name },
    asked,
    page,
    uploadsTo: uploadsTo && { id: uploadsTo.id, name: uploadsTo.name },
    counts: await countVideos(db, user.id, listing),
    total,
    machine: isFirst ? await machine() : null,
  }
}
