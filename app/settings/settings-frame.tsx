import { Form, Link, NavLink, useSubmit } from '@remix-run/react'
import { clsx } from 'clsx'
import {
  ArrowLeft,
  CreditCard,
  KeyRound,
  type LucideIcon,
  Mic,
  Palette,
  User,
  Users,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../components/button.tsx'

type Place = { to: string; name: string; icon: LucideIcon; count?: number | undefined }

/** Settings have a side of their own: what belongs to the workspace, to programs, and to you. */
export function SettingsFrame({
  workspaces,
  current,
  counts,
  mayManage,
  hasPlans,
  children,
}: {
  workspaces: { id: string; name: string }[]
  current: string
  counts: { people: number; keys: number }
  mayManage: boolean
  hasPlans: boolean
  children: ReactNode
}) {
  const name = workspaces.find(({ id }) => id === current)?.name ?? ''
  const groups: { title: string; places: Place[] }[] = [
    {
      title: name,
      places: [
        { to: '/settings/people', name: 'People', icon: Users, count: counts.people },
        { to: '/settings/brand', name: 'Brand', icon: Palette },
        { to: '/settings/engines', name: 'Speech, language', icon: Mic },
        ...(hasPlans ? [{ to: '/settings/plan', name: 'Plan and credits', icon: CreditCard }] : []),
      ],
    },
    ...(mayManage
      ? [
          {
            title: 'For programs',
            places: [
              {
                to: '/settings/keys',
                name: 'Keys and webhooks',
                icon: KeyRound,
                count: counts.keys,
              },
            ],
          },
        ]
      : []),
    { title: 'You', places: [{ to: '/settings/profile', name: 'Profile', icon: User }] },
  ]
  return (
    <div className="flex min-h-dvh max-md:flex-col">
      <aside className="sticky top-0 z-30 flex w-56 shrink-0 flex-col gap-5 border-line border-r bg-panel px-2.5 py-4 max-md:w-full max-md:gap-3 max-md:border-r-0 max-md:border-b md:h-dvh">
        <Link
          to="/library"
          className="flex h-8 items-center gap-3 rounded-2 px-2.5 font-semibold text-15 text-1 hover:bg-hover"
        >
          <ArrowLeft size={16} aria-hidden />
          Settings
          <span className="sr-only">, back to the library</span>
        </Link>
        {workspaces.length > 1 && <WorkspaceChoice workspaces={workspaces} current={current} />}
        <nav
          aria-label="Settings"
          className="flex flex-col gap-5 max-md:-mx-2.5 max-md:flex-row max-md:gap-1 max-md:overflow-x-auto max-md:px-2.5"
        >
          {groups.map(({ title, places }) => (
            <div key={title} className="flex flex-col gap-0.5 max-md:shrink-0 max-md:flex-row">
              <h2 className="truncate px-2.5 pb-1 font-medium text-12 text-3 max-md:hidden">
                {title}
              </h2>
              {places.map((place) => (
                <PlaceLink key={place.to} {...place} />
              ))}
            </div>
          ))}
        </nav>
        {!hasPlans && (
          <p className="mt-auto px-2.5 text-11 text-3 max-md:hidden">
            Self-hosted. Plans and credits do not exist here.
          </p>
        )}
      </aside>
      <main className="min-w-0 flex-1 px-9 py-5 max-md:px-4" id="main">
        {children}
      </main>
    </div>
  )
}

function PlaceLink({ to, name, icon: Icon, count }: Place) {
  return (
    <NavLink
      to={to}
      prefetch="intent"
      className={({ isActive }) =>
        clsx(
          'flex h-8 items-center gap-3 rounded-2 px-2.5 font-medium text-13 transition-colors duration-press hover:bg-hover max-md:h-11',
          isActive ? 'bg-hover text-1' : 'text-2',
        )
      }
    >
      <Icon size={16} strokeWidth={1.75} className="shrink-0" aria-hidden />
      <span className="min-w-0 flex-1 truncate">{name}</span>
      {count !== undefined && <span className="tabular font-normal text-12 text-3">{count}</span>}
    </NavLink>
  )
}

function WorkspaceChoice({
  workspaces,
  current,
}: {
  workspaces: { id: string; name: string }[]
  current: string
}) {
  const submit = useSubmit()
  return (
    <Form method="post" action="/settings" className="flex items-center gap-2 px-2.5">
      <select
        name="workspaceId"
        aria-label="Workspace"
        defaultValue={current}
        onChange={(event) => submit(event.currentTarget.form)}
        className="h-8 w-full min-w-0 rounded-2 border border-edge bg-bg px-2 text-13 text-1"
      >
        {workspaces.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <noscript>
        <Button type="submit" size="small">
          Go
        </Button>
      </noscript>
    </Form>
  )
}

/** A page's heading, with what can be begun there. */
export function SettingsHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className="mb-5 flex min-h-8 flex-wrap items-center justify-between gap-3">
      <h1 className="font-semibold text-26 text-1 tracking-[-0.01em]">{title}</h1>
      {children}
    </header>
  )
}

export function Section({
  title,
  count,
  end,
  children,
}: {
  title: string
  count?: number
  end?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="mb-8">
      <div className="mb-2 flex items-center justify-between gap-3">
        <h2 className="font-semibold text-16 text-1">
          {title}
          {count !== undefined && (
            <span className="tabular ml-2 font-normal text-13 text-3">{count}</span>
          )}
        </h2>
        {end}
      </div>
      {children}
    </section>
  )
}

export const selectClass =
  'h-8 rounded-2 border border-edge bg-bg px-2 text-13 text-1 hover:border-text-3 disabled:opacity-60 max-md:h-11'

/** What went wrong with the whole, or what is done. */
export function Said({ text, bad = false }: { text: string | undefined; bad?: boolean }) {
  if (!text) return null
  return (
    <p
      role={bad ? 'alert' : 'status'}
      className={clsx('rounded-2 bg-raised px-3 py-2.5 text-13', bad ? 'text-danger' : 'text-2')}
    >
      {text}
    </p>
  )
}
