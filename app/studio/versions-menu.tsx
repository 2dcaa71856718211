import { useNavigate, useRevalidator } from '@remix-run/react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ChevronDown, History, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { StyleConnection } from '#collab/connect-style.ts'
import { sayCount } from '#core/say-count.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Menu, MenuItem, MenuLine } from '../components/menu.tsx'
import { toast } from '../components/toast.ts'
import { NameDialog } from '../library/name-dialog.tsx'
import { sayAgo } from '../settings/say-when.ts'
import { sayOf, useTRPC } from '../trpc/client.tsx'
import { clipsOf } from './clips-of.ts'
import { lineChanges } from './line-changes.ts'
import type { OpenedDraft } from './studio-bar.tsx'

/** The versions of a style, to look at and to go on from; its name, and its end. */
export function VersionsMenu({
  opened,
  connection,
  canEdit,
}: {
  opened: OpenedDraft
  connection: StyleConnection
  canEdit: boolean
}) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { revalidate } = useRevalidator()
  const { data, isError } = useQuery(trpc.styles.open.queryOptions({ styleId: opened.id }))
  const [asks, setAsks] = useState<'name' | 'deletion' | { version: number } | null>(null)
  const close = () => setAsks(null)
  const onError = (error: unknown) => {
    close()
    toast.error(sayOf(error))
  }
  const rename = useMutation(
    trpc.styles.rename.mutationOptions({
      onError,
      onSuccess: () => {
        revalidate()
        return queries.invalidateQueries({ queryKey: trpc.styles.pathKey() })
      },
    }),
  )
  const remove = useMutation(
    trpc.styles.remove.mutationOptions({ onError, onSuccess: () => navigate('/styles') }),
  )
  const clips = data ? clipsOf(data.used) : null
  const shown =
    typeof asks === 'object' && data?.versions.find((one) => one.version === asks?.version)
  return (
    <>
      <Menu
        trigger={
          <Button icon={<History size={15} aria-hidden />}>
            Versions
            <ChevronDown size={14} aria-hidden />
          </Button>
        }
      >
        {data?.versions.map(({ version }) => (
          <MenuItem key={version} onSelect={() => setAsks({ version })}>
            v{version}, in {sayCount(clipsOf(data.used, version), 'clip')}
          </MenuItem>
        ))}
        {data?.versions.length === 0 && <MenuItem disabled>None published yet</MenuItem>}
        {!data && (
          <MenuItem disabled>{isError ? 'They could not be read' : 'Reading them…'}</MenuItem>
        )}
        {canEdit && (
          <>
            <MenuLine />
            <MenuItem icon={<Pencil size={16} aria-hidden />} onSelect={() => setAsks('name')}>
              Rename
            </MenuItem>
            <MenuItem
              danger
              icon={<Trash2 size={16} aria-hidden />}
              onSelect={() => setAsks('deletion')}
            >
              Delete
            </MenuItem>
          </>
        )}
      </Menu>
      <NameDialog
        open={asks === 'name'}
        onClose={close}
        title="Rename the style"
        label="Name"
        name={opened.name}
        submit="Rename"
        maxLength={60}
        onSubmit={(name) => rename.mutate({ styleId: opened.id, name })}
      />
      <Dialog
        open={asks === 'deletion'}
        onClose={close}
        title={`Delete ${opened.name}`}
        lead={`Nobody can choose it any more, and its draft goes. ${sayKept(clips)}`}
      >
        <div className="flex justify-end gap-2">
          <Button onClick={close}>Keep it</Button>
          <Button
            look="danger"
            busy={remove.isPending}
            onClick={() => remove.mutate({ styleId: opened.id })}
          >
            Delete
          </Button>
        </div>
      </Dialog>
      {shown && data && (
        <Dialog
          wide
          open
          onClose={close}
          title={`v${shown.version} of ${opened.name}`}
          lead={`Published ${sayAgo(new Date(shown.publishedAt), Date.now())}, in ${sayCount(clipsOf(data.used, shown.version), 'clip')}.`}
        >
          <Source source={shown.source} draft={connection.text.toString()} />
          {canEdit && (
            <div className="flex justify-end">
              <Button
                look="filled"
                onClick={() => {
                  const takeBack = connection.replace(shown.source)
                  close()
                  toast(`Put v${shown.version} back into the draft`, {
                    action: {
                      label: 'Undo',
                      onClick: () => {
                        if (!takeBack())
                          toast.error('You wrote something since. Undo that in the code first.')
                      },
                    },
                  })
                }}
              >
                Put this back into the draft
              </Button>
            </div>
          )}
        </Dialog>
      )}
    </>
  )
}

const sayKept = (clips: number | null) =>
  clips === null
    ? 'Clips that have it keep it.'
    : clips === 0
      ? 'No clip has it.'
      : clips === 1
        ? 'The one clip that has it keeps it.'
        : `The ${sayCount(clips, 'clip')} that have it keep it.`

/** A version beside the draft: lines of it that the draft does not have are marked. */
function Source({ source, draft }: { source: string; draft: string }) {
  const { only, besides } = lineChanges(source, draft)
  return (
    <>
      <p className="text-13 text-2">
        {only.size + besides === 0
          ? 'The draft says the same.'
          : `${sayCount(only.size, 'line')} of it ${only.size === 1 ? 'is' : 'are'} not in the draft (marked +), and ${sayCount(besides, 'line')} of the draft ${besides === 1 ? 'is' : 'are'} not in it.`}
      </p>
      <section
        aria-label="Source of this version"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too
        tabIndex={0}
        className="min-h-40 overflow-auto rounded-2 bg-bg p-3"
      >
        <pre className="w-max min-w-full font-mono text-12 text-1">
          {source.split('\n').map((line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are what they are by their place
            <div key={i} className={only.has(i) ? 'bg-accent-soft' : undefined}>
              <span className="select-none text-3">{only.has(i) ? '+ ' : '  '}</span>
              {line}
            </div>
          ))}
        </pre>
      </section>
    </>
  )
}
