import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { LayoutTemplate } from 'lucide-react'
import { Suspense, useState } from 'react'
import { Button } from '../components/button.tsx'
import { later } from '../components/later.ts'
import { sayOf, useTRPC } from '../trpc/client.tsx'
import { useClip, useRoom } from './use-room.tsx'

const ChooseTemplate = later(
  async () => (await import('../templates/choose-template.tsx')).ChooseTemplate,
)
const SaveTemplate = later(
  async () => (await import('../templates/save-template.tsx')).SaveTemplate,
)

/** The template this clip was given, and the ways to another and to one made of this clip. */
export function TemplateSection() {
  const { clip, video, room } = useRoom()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const given = useClip((view) => view.project.given)
  const title = useClip((view) => view.project.title)
  const [open, setOpen] = useState<'choose' | 'save' | null>(null)
  const known = useQuery({
    ...trpc.templates.ofClip.queryOptions({ clipId: clip.id }),
    enabled: given !== null,
  })
  const update = useMutation(trpc.templates.give.mutationOptions())
  const say = (said: string) => {
    room.ui.setState({ said, saidOf: 'edit' })
    void queries.invalidateQueries({ queryKey: trpc.templates.pathKey() })
  }
  // Until the server has the edit, it knows of the template before.
  const shown = given && known.data?.id === given.id ? known.data : null
  const newer = shown && given && shown.newest > given.version ? shown : null
  return (
    <section aria-label="Template" className="flex flex-col gap-2 border-line border-b pb-3.5">
      {shown && given && (
        <p className="text-12 text-2">
          From <b className="font-semibold text-1">{shown.name}</b>, v{given.version}
        </p>
      )}
      {newer && (
        <div className="flex items-center gap-2 text-12 text-2">
          <span className="min-w-0 flex-1">There is a newer version, v{newer.newest}.</span>
          <Button
            size="small"
            busy={update.isPending}
            onClick={() =>
              update.mutate(
                { clipId: clip.id, templateId: newer.id, version: newer.newest },
                { onSuccess: () => say(`${newer.name} v${newer.newest} given.`) },
              )
            }
          >
            Update
          </Button>
        </div>
      )}
      {update.error && (
        <p role="alert" className="text-12 text-danger">
          {sayOf(update.error)}
        </p>
      )}
      <div className="flex gap-2">
        <Button
          className="flex-1"
          icon={<LayoutTemplate size={14} aria-hidden />}
          onClick={() => setOpen('choose')}
        >
          Templates
        </Button>
        <Button className="flex-1" onClick={() => setOpen('save')}>
          Save as template
        </Button>
      </div>
      <Suspense>
        {open === 'choose' && (
          <ChooseTemplate
            clips={[{ id: clip.id, title }]}
            all={null}
            source={video}
            onClose={() => setOpen(null)}
            onDone={say}
          />
        )}
        {open === 'save' && (
          <SaveTemplate clip={{ id: clip.id, title }} onClose={() => setOpen(null)} onDone={say} />
        )}
      </Suspense>
    </section>
  )
}
