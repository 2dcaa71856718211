import { useNavigation, useRevalidator, useSearchParams } from '@remix-run/react'
import { useMutation } from '@tanstack/react-query'
import { LayoutTemplate } from 'lucide-react'
import { useState } from 'react'
import type { TemplateId } from '#core/ids.ts'
import { type TemplateLook, TemplateReach } from '#core/template.ts'
import { AppShell } from '../components/app-shell.tsx'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Segmented } from '../components/segmented.tsx'
import { sayOf, useTRPC } from '../trpc/client.tsx'
import { TemplateCard } from './template-card.tsx'
import { type Facts, reachNames, TemplateFacts } from './template-facts.tsx'

export type ListedTemplate = {
  id: TemplateId
  name: string
  category: string
  by: string
  reach: TemplateReach
  version: number
  look: TemplateLook
  usageCount: number
  mayChange: boolean
}

export type TemplatePageData = {
  templates: ListedTemplate[]
  total: number
  categories: string[]
  asked: { whose: TemplateReach; category: string; search: string; page: number; sort: string }
  perPage: number
  user: { fullName: string; avatarUrl: string | null }
}

/** The gallery: your templates, your workspace's, and everybody's. What is shown is in the address. */
export function TemplatePage({
  templates,
  total,
  categories,
  asked,
  perPage,
  user,
}: TemplatePageData) {
  const trpc = useTRPC()
  const { revalidate } = useRevalidator()
  const [, setParams] = useSearchParams()
  const busy = useNavigation().state !== 'idle'
  const [editing, setEditing] = useState<ListedTemplate | null>(null)
  const [removing, setRemoving] = useState<ListedTemplate | null>(null)
  const done = { onSuccess: () => revalidate() }
  const duplicate = useMutation(trpc.templates.duplicate.mutationOptions(done))
  const remove = useMutation(trpc.templates.remove.mutationOptions(done))
  const ask = (change: Record<string, string>) =>
    setParams((before) => {
      const next = new URLSearchParams(before)
      next.delete('page')
      for (const [key, value] of Object.entries(change)) {
        if (value) next.set(key, value)
        else next.delete(key)
      }
      return next
    })
  const pages = Math.max(1, Math.ceil(total / perPage))
  const failed = duplicate.error ?? remove.error
  const select = 'h-8 rounded-2 border border-edge bg-panel px-2 text-13 text-1 max-md:h-11'
  return (
    <AppShell user={user}>
      <div className="mx-auto flex w-full max-w-6xl flex-col gap-5 p-7 max-md:p-4">
        <header>
          <h1 className="font-semibold text-26 text-1 tracking-[-0.01em]">Templates</h1>
          <p className="mt-1 text-13 text-2">
            The look of a clip for other clips: captions, layout, what lies on it, cards and sound.
            Save one in a clip, under Style. Clips stay on the version they were given.
          </p>
        </header>
        <div className="flex flex-wrap items-center gap-3">
          <Segmented
            label="Whose templates"
            value={asked.whose}
            options={TemplateReach.options.map((value) => ({
              value,
              name: value === 'personal' ? 'Yours' : reachNames[value],
            }))}
            onChange={(whose) => ask({ whose, category: '' })}
          />
          <search className="flex min-w-0 flex-1">
            <form
              onSubmit={(event) => {
                event.preventDefault()
                ask({ q: String(new FormData(event.currentTarget).get('q') ?? '') })
              }}
            >
              <input
                type="search"
                name="q"
                key={asked.search}
                defaultValue={asked.search}
                aria-label="Search templates by name"
                placeholder="Search by name"
                maxLength={200}
                className="h-8 w-full max-w-72 rounded-2 border border-edge bg-bg px-2.5 text-13 text-1 placeholder:text-3 max-md:h-11"
              />
            </form>
          </search>
          {categories.length > 0 && (
            <select
              aria-label="Category"
              value={asked.category}
              onChange={({ target }) => ask({ category: target.value })}
              className={select}
            >
              <option value="">All categories</option>
              {categories.map((category) => (
                <option key={category} value={category}>
                  {category}
                </option>
              ))}
            </select>
          )}
          <select
            aria-label="Order"
            value={asked.sort}
            onChange={({ target }) => ask({ sort: target.value })}
            className={select}
          >
            <option value="created_at">Newest first</option>
            <option value="usage_count">Most used first</option>
            <option value="name">By name</option>
          </select>
        </div>
        {failed && (
          <p role="alert" className="text-13 text-danger">
            {sayOf(failed)}
          </p>
        )}
        {templates.length === 0 ? (
          <EmptyState
            icon={<LayoutTemplate size={24} aria-hidden />}
            title={
              asked.search || asked.category
                ? 'No template is called that'
                : 'No templates here yet'
            }
          >
            {asked.search || asked.category
              ? 'Search for less, or look at all categories.'
              : 'Open a clip whose look you like and choose “Save as template” under Style.'}
          </EmptyState>
        ) : (
          <ul
            aria-busy={busy}
            className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,220px),1fr))] gap-4"
          >
            {templates.map((template) => (
              <li key={template.id}>
                <TemplateCard
                  template={template}
                  onDuplicate={() => duplicate.mutate({ templateId: template.id })}
                  onEdit={() => setEditing(template)}
                  onRemove={() => setRemoving(template)}
                />
              </li>
            ))}
          </ul>
        )}
        {pages > 1 && (
          <nav aria-label="Pages" className="flex items-center justify-center gap-3 text-13 text-2">
            <Button
              disabled={asked.page <= 1}
              onClick={() => ask({ page: String(asked.page - 1) })}
            >
              Before
            </Button>
            <span className="tabular">
              {asked.page} of {pages}
            </span>
            <Button
              disabled={asked.page >= pages}
              onClick={() => ask({ page: String(asked.page + 1) })}
            >
              Next
            </Button>
          </nav>
        )}
      </div>
      {editing && (
        <EditTemplate
          template={editing}
          categories={categories}
          onClose={() => setEditing(null)}
          onDone={revalidate}
        />
      )}
      {removing && (
        <Dialog
          open
          onClose={() => setRemoving(null)}
          title={`Delete ${removing.name}`}
          lead="Nobody finds it any more. Clips that have it keep their look."
        >
          <div className="flex justify-end gap-2">
            <Button onClick={() => setRemoving(null)}>Keep it</Button>
            <Button
              look="danger"
              onClick={() => {
                remove.mutate({ templateId: removing.id })
                setRemoving(null)
              }}
            >
              Delete
            </Button>
          </div>
        </Dialog>
      )}
    </AppShell>
  )
}

function EditTemplate({
  template,
  categories,
  onClose,
  onDone,
}: {
  template: ListedTemplate
  categories: string[]
  onClose(): void
  onDone(): void
}) {
  const trpc = useTRPC()
  const { id: templateId, name, category, reach } = template
  const [facts, setFacts] = useState<Facts>({ name, category, reach })
  const change = useMutation(
    trpc.templates.change.mutationOptions({
      onSuccess() {
        onDone()
        onClose()
      },
    }),
  )
  return (
    <Dialog open onClose={onClose} title={`Change ${name}`}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (facts.name.trim()) change.mutate({ templateId, ...facts })
        }}
      >
        <TemplateFacts
          facts={facts}
          categories={categories}
          error={change.error ? sayOf(change.error) : undefined}
          onChange={setFacts}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="filled" busy={change.isPending} disabled={!facts.name.trim()}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
