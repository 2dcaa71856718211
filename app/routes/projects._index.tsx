import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useQuery } from '@tanstack/react-query'
import { Folder } from 'lucide-react'
import { sayCount } from '#core/say-count.ts'
import { listProjects } from '#db/projects.ts'
import { listMemberships } from '#db/workspaces.ts'
import { LibraryShell } from '../library/library-shell.tsx'
import { NewProject, ProjectMenu, useProjectActions } from '../library/project-controls.tsx'
import { titled } from '../page-title.ts'
import { requireUser } from '../require-user.server.ts'
import { useTRPC } from '../trpc/client.tsx'

export const meta = titled('Projects')

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  const { db } = context
  const memberships = await listMemberships(db, user.id)
  const mine = memberships.find(({ workspaceId }) => workspaceId === user.workspaceId)
  return {
    user: { fullName: user.fullName, avatarUrl: user.avatarUrl ?? null },
    workspaceName: mine?.name ?? '',
    mayChange: mine !== undefined && mine.role !== 'reviewer',
    projects: await listProjects(db, user.workspaceId, user.id),
  }
}

/** The projects by name; on a phone the way to them. */
export default function Projects() {
  const { projects: first, mayChange, ...rest } = useLoaderData<typeof loader>()
  const trpc = useTRPC()
  const { data: projects } = useQuery(
    trpc.projects.list.queryOptions(undefined, { initialData: first }),
  )
  const actions = useProjectActions()
  const total = projects.reduce((sum, { videoCount }) => sum + videoCount, 0)
  return (
    <LibraryShell
      {...rest}
      mayChange={mayChange}
      projects={projects}
      total={total}
      actions={actions}
    >
      <div className="flex max-w-[720px] flex-col gap-4 p-4 md:px-7 md:py-[18px]">
        <header className="flex items-center justify-between gap-3">
          <h1 className="font-semibold text-26 text-1 tracking-[-0.01em]">Projects</h1>
          {mayChange && <NewProject actions={actions} />}
        </header>
        <ul className="divide-y divide-line rounded-3 border border-line bg-panel">
          {projects.map((project) => (
            <li key={project.id} className="relative flex h-13 items-center gap-3 px-4">
              <Folder size={16} className="shrink-0 text-3" aria-hidden />
              <Link
                to={`/projects/${project.id}`}
                prefetch="intent"
                className="min-w-0 flex-1 truncate font-medium text-13 text-1 after:absolute after:inset-0"
              >
                {project.name}
              </Link>
              <span className="tabular text-12 text-3">
                {sayCount(project.videoCount, 'video')}
              </span>
              {mayChange && (
                <ProjectMenu project={project} actions={actions} className="relative z-10" />
              )}
            </li>
          ))}
          {projects.length === 0 && (
            <li className="px-4 py-6 text-center text-13 text-2">No projects yet.</li>
          )}
        </ul>
      </div>
    </LibraryShell>
  )
}
