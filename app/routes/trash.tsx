import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Trash2 } from 'lucide-react'
import { z } from 'zod'
import { listProjects } from '#db/projects.ts'
import { trashOf } from '#db/trash.ts'
import { listMemberships } from '#db/workspaces.ts'
import { ButtonLink } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { LibraryShell } from '../library/library-shell.tsx'
import { useProjectActions } from '../library/project-controls.tsx'
import { TrashList } from '../library/trash-list.tsx'
import { titled } from '../page-title.ts'
import { requireUser } from '../require-user.server.ts'
import { sayAgo } from '../settings/say-when.ts'

export const meta = titled('Trash')

const PAGE_SIZE = 50
/** Where the page before ended, as the address has it. */
const Before = z.object({ at: z.coerce.date(), id: z.uuid() })

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  const { db } = context
  const asked = Before.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  const before = asked.success ? { deletedAt: asked.data.at, id: asked.data.id } : undefined
  const [memberships, projects, { things, next }] = await Promise.all([
    listMemberships(db, user.id),
    listProjects(db, user.workspaceId, user.id),
    trashOf(db, user.workspaceId, user.id, { before, limit: PAGE_SIZE }),
  ])
  const mine = memberships.find(({ workspaceId }) => workspaceId === user.workspaceId)
  const now = Date.now()
  return {
    user: { fullName: user.fullName, avatarUrl: user.avatarUrl ?? null },
    workspaceName: mine?.name ?? '',
    mayChange: mine !== undefined && mine.role !== 'reviewer',
    projects,
    things: things.map(({ deletedAt, ...thing }) => ({ ...thing, went: sayAgo(deletedAt, now) })),
    older: next && `?${new URLSearchParams({ at: next.deletedAt.toISOString(), id: next.id })}`,
    isFirst: before === undefined,
  }
}

/** What was deleted, and the way back. */
export default function Trash() {
  const { things, older, isFirst, ...shell } = useLoaderData<typeof loader>()
  const actions = useProjectActions()
  const total = shell.projects.reduce((sum, { videoCount }) => sum + videoCount, 0)
  return (
    <LibraryShell {...shell} total={total} actions={actions}>
      <div className="flex max-w-[880px] flex-col gap-4 p-4 md:px-7 md:py-[18px]">
        <header>
          <h1 className="font-semibold text-26 text-1 tracking-[-0.01em]">Trash</h1>
          <p className="mt-1 text-13 text-2">
            Deleted videos and projects keep their clips and files here until somebody brings them
            back.
          </p>
        </header>
        {things.length > 0 && <TrashList things={things} mayChange={shell.mayChange} />}
        {things.length === 0 && (
          <EmptyState
            icon={<Trash2 size={32} strokeWidth={1.5} aria-hidden />}
            title={isFirst ? 'The trash is empty' : 'Nothing older here'}
            actions={
              isFirst ? (
                <ButtonLink to="/library">To the library</ButtonLink>
              ) : (
                <ButtonLink to="/trash">Newest first</ButtonLink>
              )
            }
          >
            {isFirst && 'What somebody deletes from the library waits here.'}
          </EmptyState>
        )}
        {(older || !isFirst) && things.length > 0 && (
          <nav aria-label="More of the trash" className="flex gap-2">
            {!isFirst && <ButtonLink to="/trash">Newest</ButtonLink>}
            {older && <ButtonLink to={older}>Older</ButtonLink>}
          </nav>
        )}
      </div>
    </LibraryShell>
  )
}
