import type { ReactNode } from 'react'
import type { ProjectCard } from '#db/projects.ts'
import { AppShell } from '../components/app-shell.tsx'
import { NotificationBell } from '../notifications/notification-bell.tsx'
import { NewProject, type ProjectActions, ProjectMenu } from './project-controls.tsx'

/** The shell with the projects in its side, and what can be done with them. */
export function LibraryShell({
  user,
  workspaceName,
  mayChange,
  projects,
  total,
  actions,
  children,
}: {
  user: { fullName: string; avatarUrl?: string | null }
  workspaceName: string
  mayChange: boolean
  projects: ProjectCard[]
  total: number
  actions: ProjectActions
  children: ReactNode
}) {
  return (
    <AppShell
      user={{ ...user, workspaceName }}
      counts={{ library: total }}
      projects={projects}
      bell={<NotificationBell />}
      {...(mayChange && {
        projectMenu: (project) => <ProjectMenu project={project} actions={actions} />,
        projectsEnd: <NewProject actions={actions} />,
      })}
    >
      {children}
    </AppShell>
  )
}
