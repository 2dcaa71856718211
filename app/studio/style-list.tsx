import { Link, useNavigate } from '@remix-run/react'
import { useMutation } from '@tanstack/react-query'
import { Plus, Type } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { AppShell } from '../components/app-shell.tsx'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Field } from '../components/field.tsx'
import { sayOf, useTRPC } from '../trpc/client.tsx'

/** The caption styles that people of the workspace wrote. */
export function StyleList({
  styles,
  mayChange,
  user,
}: {
  styles: { id: string; name: string; version: number | null; updatedAt: string }[]
  mayChange: boolean
  user: { fullName: string; avatarUrl: string | null }
}) {
  const trpc = useTRPC()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const make = useMutation(
    trpc.styles.make.mutationOptions({
      onSuccess: ({ styleId }) => navigate(`/styles/${styleId}`),
    }),
  )
  const begin = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) make.mutate({ name })
  }
  return (
    <AppShell user={user}>
      <main id="main" className="mx-auto flex w-full max-w-3xl flex-col gap-6 p-7 max-md:p-4">
        <header>
          <h1 className="font-semibold text-26 text-1 tracking-[-0.01em]">Caption styles</h1>
          <p className="mt-1 text-13 text-2">
            A style is one file of code. It runs sandboxed, and clips stay on the version they were
            given.
          </p>
        </header>
        {mayChange && (
          <form onSubmit={begin} className="flex items-end gap-3">
            <Field
              label="Name of a new style"
              value={name}
              maxLength={60}
              onChange={({ target }) => setName(target.value)}
              className="flex-1"
              error={make.error ? sayOf(make.error) : undefined}
            />
            <Button
              type="submit"
              look="filled"
              size="large"
              busy={make.isPending}
              disabled={!name.trim()}
              icon={<Plus size={16} aria-hidden />}
            >
              New style
            </Button>
          </form>
        )}
        {styles.length === 0 ? (
          <EmptyState icon={<Type size={24} aria-hidden />} title="No styles of your own yet">
            Begin one: it starts as a highlighter that you change.
          </EmptyState>
        ) : (
          <ul className="flex flex-col overflow-hidden rounded-3 border border-line">
            {styles.map((style) => (
              <li key={style.id} className="border-line border-b last:border-b-0">
                <Link
                  to={`/styles/${style.id}`}
                  className="flex min-h-12 items-center gap-3 px-4 hover:bg-hover"
                >
                  <span className="min-w-0 flex-1 truncate font-medium text-15 text-1">
                    {style.name}
                  </span>
                  <span className="text-12 text-3">
                    {style.version === null ? 'draft' : `v${style.version}`}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </main>
    </AppShell>
  )
}
