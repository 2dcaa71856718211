import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type ClipId, TemplateId } from '#core/ids.ts'
import { partNames, TemplatePart } from '#core/template.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { sayOf, useTRPC } from '../trpc/client.tsx'
import { type Facts, TemplateFacts } from './template-facts.tsx'

/** Keeps the look of a clip: as a new template, or as the next version of one. */
export function SaveTemplate({
  clip,
  onClose,
  onDone,
}: {
  clip: { id: ClipId; title: string }
  onClose(): void
  onDone(said: string): void
}) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [facts, setFacts] = useState<Facts>({ name: '', category: '', reach: 'personal' })
  const [parts, setParts] = useState<TemplatePart[]>([...TemplatePart.options])
  const [onto, setOnto] = useState<TemplateId | ''>('')
  const mine = useQuery(trpc.templates.list.queryOptions({ whose: 'personal' }))
  const shared = useQuery(trpc.templates.list.queryOptions({ whose: 'workspace' }))
  const known = [...(mine.data?.templates ?? []), ...(shared.data?.templates ?? [])].filter(
    (one, i, all) => one.mayChange && all.findIndex(({ id }) => id === one.id) === i,
  )
  const done = (said: string) => {
    void queries.invalidateQueries({ queryKey: trpc.templates.pathKey() })
    onDone(said)
    onClose()
  }
  const make = useMutation(
    trpc.templates.make.mutationOptions({ onSuccess: () => done(`${facts.name} saved.`) }),
  )
  const add = useMutation(
    trpc.templates.saveVersion.mutationOptions({
      onSuccess: ({ version }) =>
        done(`${known.find(({ id }) => id === onto)?.name} v${version} saved.`),
    }),
  )
  const failed = make.error ?? add.error
  const ready = parts.length > 0 && (onto !== '' || facts.name.trim() !== '')
  return (
    <Dialog
      open
      onClose={onClose}
      title="Save as template"
      lead="The look of this clip, for other clips. What it says and where it is cut stays here."
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!ready) return
          if (onto) add.mutate({ templateId: onto, clipId: clip.id, parts })
          else make.mutate({ ...facts, clipId: clip.id, parts })
        }}
      >
        {known.length > 0 && (
          <label className="flex flex-col gap-1.5 font-medium text-13 text-2">
            Save as
            <select
              value={onto}
              onChange={({ target }) => setOnto(TemplateId.safeParse(target.value).data ?? '')}
              className="h-10 rounded-2 border border-edge bg-bg px-2.5 font-normal text-15 text-1"
            >
              <option value="">A new template</option>
              {known.map(({ id, name, version }) => (
                <option key={id} value={id}>
                  {name}, as v{version + 1}
                </option>
              ))}
            </select>
          </label>
        )}
        {onto === '' ? (
          <TemplateFacts
            facts={facts}
            categories={mine.data?.categories ?? []}
            error={failed ? sayOf(failed) : undefined}
            onChange={setFacts}
          />
        ) : (
          <p className="text-12 text-3">
            Clips that have an earlier version stay on it and are told of this one.
            {failed && <span className="block text-danger">{sayOf(failed)}</span>}
          </p>
        )}
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 font-medium text-13 text-2">What it brings</legend>
          {TemplatePart.options.map((part) => (
            <label key={part} className="flex min-h-7 items-center gap-2.5 text-13 text-1">
              <input
                type="checkbox"
                checked={parts.includes(part)}
                className="size-4 accent-(--accent)"
                onChange={({ target }) =>
                  setParts(
                    TemplatePart.options.filter((one) =>
                      one === part ? target.checked : parts.includes(one),
                    ),
                  )
                }
              />
              {partNames[part]}
            </label>
          ))}
        </fieldset>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            look="filled"
            disabled={!ready}
            busy={make.isPending || add.isPending}
          >
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
