import { Form, NavLink } from '@remix-run/react'
import { clsx } from 'clsx'
import {
  ChartColumn,
  Folder,
  LayoutTemplate,
  Library,
  LogOut,
  type LucideIcon,
  Settings,
  Trash2,
  Type,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { Avatar } from './avatar.tsx'
import { IconButton } from './icon-button.tsx'
import { Logo, LogoWithName, useLabel } from './logo.tsx'
import { ThemeButton } from './theme-button.tsx'

type Entry = {
  to: string
  name: string
  icon: LucideIcon
  count?: number
  narrowOnly?: boolean
  wideOnly?: boolean
  narrowIcon?: boolean
}

/**
 * The side and what stands beside it. Below 900 px the side becomes a bar at the top. It lists only
 * places that exist.
 */
export function AppShell({
  user,
  counts = {},
  projects = [],
  projectMenu,
  projectsEnd,
  foot,
  bell,
  children,
}: {
  user: { fullName: string; avatarUrl?: string | null; workspaceName?: string | undefined }
  counts?: { library?: number }
  projects?: { id: string; name: string; videoCount?: number }[]
  /** What can be done with a project, at the end of its line. */
  projectMenu?: (project: { id: string; name: string }) => ReactNode
  /** Below the projects: a new one. */
  projectsEnd?: ReactNode
  /** Above the person, at the bottom of the side: free space. */
  foot?: ReactNode
  /** Beside the person: what they are told of. */
  bell?: ReactNode
  children: ReactNode
}) {
  const places: Entry[] = [
    {
      to: '/library',
      name: 'Library',
      icon: Library,
      narrowIcon: true,
      ...withCount(counts.library),
    },
    { to: '/numbers', name: 'Numbers', icon: ChartColumn, narrowIcon: true },
    // On a wide page the side lists the projects themselves.
    {
      to: '/projects',
      name: 'Projects',
      icon: Folder,
      narrowIcon: true,
      narrowOnly: projects.length > 0,
    },
    { to: '/templates', name: 'Templates', icon: LayoutTemplate, narrowIcon: true },
    { to: '/styles', name: 'Caption styles', icon: Type, narrowIcon: true },
    // On a narrow page the library itself leads there: the bar has no room for one more.
    { to: '/trash', name: 'Trash', icon: Trash2, wideOnly: true },
  ]
  return (
    <div className="flex min-h-dvh max-md:flex-col">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-2 focus:bg-raised focus:px-3 focus:py-2"
      >
        Skip to the page
      </a>
      <aside className="sticky top-0 z-30 flex w-56 shrink-0 flex-col border-line border-r bg-panel max-md:w-full max-md:flex-row max-md:items-center max-md:border-r-0 max-md:border-b md:h-dvh">
        <div className="flex h-14 shrink-0 items-center px-[18px] max-md:pr-1 max-md:pl-3">
          <NavLink to="/library" aria-label={`${useLabel().name}, to the library`}>
            <span className="max-md:hidden">
              <LogoWithName />
            </span>
            <span className="md:hidden">
              <Logo />
            </span>
          </NavLink>
        </div>
        <nav
          aria-label="Places"
          className="flex flex-col gap-0.5 px-2.5 max-md:flex-1 max-md:flex-row max-md:px-1"
        >
          {places.map((place) => (
            <Place key={place.to} {...place} />
          ))}
        </nav>
        {(projects.length > 0 || projectsEnd) && (
          <nav
            aria-label="Projects"
            className="mt-5 flex min-h-0 flex-col gap-0.5 overflow-y-auto px-2.5 max-md:hidden"
          >
            <h2 className="px-2.5 pb-1 font-medium text-12 text-3">Projects</h2>
            {projects.map((project) => (
              <div key={project.id} className="group/project relative">
                <Place
                  to={`/projects/${project.id}`}
                  name={project.name}
                  icon={Folder}
                  {...withCount(project.videoCount)}
                />
                {projectMenu && (
                  <div className="absolute inset-y-0 right-1 hidden items-center group-focus-within/project:flex group-hover/project:flex has-[[data-state=open]]:flex">
                    {projectMenu(project)}
                  </div>
                )}
              </div>
            ))}
            {projectsEnd}
          </nav>
        )}
        <div className="mt-auto flex flex-col gap-3 p-2.5 max-md:mt-0 max-md:ml-auto max-md:p-1">
          {foot && <div className="px-2.5 max-md:hidden">{foot}</div>}
          {/* Beside four buttons a name would be its first letter. */}
          <div className="flex flex-col gap-1.5">
            <div className="flex items-center gap-2.5 px-2.5 max-md:hidden">
              <Avatar name={user.fullName} picture={user.avatarUrl} />
              <div className="min-w-0 flex-1 leading-4">
                <div className="truncate font-medium text-13 text-1">{user.fullName}</div>
                {user.workspaceName && (
                  <div className="truncate text-11 text-3">{user.workspaceName}</div>
                )}
              </div>
            </div>
            <div className="flex items-center pl-1.5 max-md:pl-0">
              {bell}
              <ThemeButton />
              <NavLink
                to="/settings"
                prefetch="intent"
                aria-label="Settings"
                title="Settings"
                className="inline-grid size-8 place-items-center rounded-2 text-2 hover:bg-hover hover:text-1"
              >
                <Settings size={16} aria-hidden />
              </NavLink>
              <Form method="post" action="/logout">
                <IconButton type="submit" label="Sign out">
                  <LogOut size={16} aria-hidden />
                </IconButton>
              </Form>
            </div>
          </div>
        </div>
      </aside>
      <main id="main" className="min-w-0 flex-1" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}

const withCount = (count: number | undefined) => (count === undefined ? {} : { count })

function Place({
  to,
  name,
  icon: Icon,
  count,
  narrowOnly = false,
  wideOnly = false,
  narrowIcon = false,
}: Entry) {
  return (
    <NavLink
      to={to}
      end={to === '/projects'}
      prefetch="intent"
      className={({ isActive }) =>
        clsx(
          'flex h-8 min-w-0 items-center gap-3 rounded-2 px-2.5 font-medium text-13 transition-colors duration-press hover:bg-hover max-md:px-2',
          isActive ? 'bg-hover text-1' : 'text-2',
          narrowOnly && 'md:hidden',
          wideOnly && 'max-md:hidden',
        )
      }
    >
      <Icon size={16} strokeWidth={1.75} className="shrink-0" aria-hidden />
      <span className={clsx('min-w-0 flex-1 truncate', narrowIcon && 'max-md:sr-only')}>
        {name}
      </span>
      {count !== undefined && (
        <span className="tabular font-normal text-12 text-3 max-md:hidden">{count}</span>
      )}
    </NavLink>
  )
}
