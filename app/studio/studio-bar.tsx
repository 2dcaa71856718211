import { Link } from '@remix-run/react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { StyleConnection, StyleSaveState } from '#collab/connect-style.ts'
import type { StyleId, UserId } from '#core/ids.ts'
import { Avatar } from '../components/avatar.tsx'
import { Button } from '../components/button.tsx'
import { Logo, useLabel } from '../components/logo.tsx'
import { sayOf, useTRPC } from '../trpc/client.tsx'
import { VersionsMenu } from './versions-menu.tsx'

export type OpenedDraft = {
  id: StyleId
  name: string
  canEdit: boolean
  me: { userId: UserId; name: string }
}

const saveWords: Record<StyleSaveState['state'], string> = {
  connecting: 'Connecting…',
  saved: 'Saved',
  saving: 'Saving…',
  offline: 'Offline, kept on this device',
  'not-saved': 'Not saved: storage unavailable',
  'view-only': 'View only',
  gone: 'This style is not there any more',
}

/** What is open, who else has it open, its versions, and the way to publish it. */
export function StudioBar({
  opened,
  connection,
  save,
  canEdit,
  broken,
}: {
  opened: OpenedDraft
  connection: StyleConnection
  save: StyleSaveState
  canEdit: boolean
  broken: boolean
}) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { data } = useQuery(trpc.styles.open.queryOptions({ styleId: opened.id }))
  const publish = useMutation(
    trpc.styles.publish.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.styles.open.queryKey() }),
    }),
  )
  const people = usePeople(connection)
  // Not known while it is asked for, and where it could not be.
  const next = data ? (data.style.version ?? 0) + 1 : null
  return (
    <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-line border-b px-3 py-1.5">
      <Link to="/library" aria-label={`${useLabel().name}, to the library`}>
        <Logo />
      </Link>
      <Link to="/styles" className="text-13 text-2 hover:text-1">
        Caption styles
      </Link>
      <ChevronRight size={14} className="text-3" aria-hidden />
      <h1 className="min-w-0 truncate font-semibold text-15 text-1">{opened.name}</h1>
      <span className="rounded-1 bg-accent-soft px-2 py-0.5 font-semibold text-12 text-accent-text">
        {next === null ? 'Draft' : `v${next} draft`}
      </span>
      <span role="status" className="text-12 text-2">
        {saveWords[save.state]}
      </span>
      <div className="ml-auto flex items-center gap-2">
        {people.map((name) => (
          <Avatar key={name} name={name} />
        ))}
        {publish.error && <span className="text-12 text-danger">{sayOf(publish.error)}</span>}
        {publish.data && !publish.isPending && (
          <span role="status" className="text-12 text-success">
            v{publish.data.version} is published
          </span>
        )}
        <VersionsMenu {...{ opened, connection, canEdit }} />
        {opened.canEdit && (
          <Button
            look="filled"
            busy={publish.isPending}
            disabled={broken || save.state !== 'saved'}
            onClick={() =>
              publish.mutate({ styleId: opened.id, source: connection.text.toString() })
            }
          >
            {next === null ? 'Publish' : `Publish v${next}`}
          </Button>
        )}
      </div>
    </header>
  )
}

/** Others who have the draft open, by name. */
function usePeople({ awareness }: StyleConnection): string[] {
  const [names, setNames] = useState<string[]>([])
  useEffect(() => {
    const read = () =>
      setNames([
        ...new Set(
          [...awareness.getStates()].flatMap(([id, { user }]) =>
            id !== awareness.clientID && typeof user?.name === 'string' ? [user.name] : [],
          ),
        ),
      ])
    awareness.on('change', read)
    read()
    return () => awareness.off('change', read)
  }, [awareness])
  return names
}
