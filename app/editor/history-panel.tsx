import { BookmarkPlus, History, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Avatar } from '../components/avatar.tsx'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { NameDialog } from '../library/name-dialog.tsx'
import { sayOf } from '../trpc/client.tsx'
import { sayDay, sayPeople } from './say-version.ts'
import { useOthers, useRoom, useSaveState, useUi } from './use-room.tsx'
import { VersionItem } from './version-item.tsx'
import { useVersionActions, useVersions, type Version } from './versions.ts'

type Shown = 'all' | 'named' | 'mine'

/** The clip's history where the captions are otherwise: look at a version, name this one, come back. */
export function HistoryPanel({ onClose }: { onClose(): void }) {
  const { clip } = useRoom()
  const versions = useVersions()
  const [shown, setShown] = useState<Shown>('all')
  const all = useMemo(() => versions.data?.pages.flat() ?? [], [versions.data])
  const wanted = all.filter(
    (version) =>
      shown === 'all' ||
      (shown === 'named' && version.kind === 'named') ||
      (shown === 'mine' && version.people.some(({ id }) => id === clip.me.userId)),
  )
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex h-10 shrink-0 items-center gap-2 border-line border-b pr-1.5 pl-3.5">
        <h2 className="mr-auto font-semibold text-13 text-1">Versions</h2>
        <NameThis />
        <IconButton label="Close versions" onClick={onClose}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      <div className="shrink-0 px-3.5 pt-3">
        <Segmented<Shown>
          label="Which versions"
          value={shown}
          options={[
            { value: 'all', name: 'All' },
            { value: 'named', name: 'Named' },
            { value: 'mine', name: 'Mine' },
          ]}
          onChange={setShown}
          className="w-fit"
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto pb-4">
        <Now />
        {versions.isPending ? (
          <Waiting />
        ) : versions.isError ? (
          <EmptyState
            title="The versions cannot be read"
            actions={<Button onClick={() => void versions.refetch()}>Try again</Button>}
          >
            {sayOf(
              versions.error,
              'The server does not answer. What you change is kept meanwhile.',
            )}
          </EmptyState>
        ) : wanted.length === 0 ? (
          <Nothing shown={shown} />
        ) : (
          <List versions={wanted} />
        )}
        {versions.hasNextPage && (
          <div className="px-3.5 pt-2">
            <Button
              className="w-full"
              busy={versions.isFetchingNextPage}
              onClick={() => void versions.fetchNextPage()}
            >
              Older versions
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}

function List({ versions }: { versions: Version[] }) {
  const now = new Date()
  const days = new Map<string, Version[]>()
  for (const version of versions) {
    const day = sayDay(new Date(version.createdAt), now)
    days.set(day, [...(days.get(day) ?? []), version])
  }
  return [...days].map(([day, ofDay]) => (
    <section key={day} aria-label={day}>
      <h3 className="px-3.5 pt-4 pb-1 pl-10 text-12 text-3">{day}</h3>
      <ul>
        {ofDay.map((version) => (
          <VersionItem key={version.id} version={version} />
        ))}
      </ul>
    </section>
  ))
}

/** The clip as it is: who is in it, and the way back from a version. */
function Now() {
  const { room, clip } = useRoom()
  const others = useOthers()
  const viewing = useUi((ui) => ui.viewing !== null)
  const people = [{ id: clip.me.userId, name: clip.me.name }].concat(
    others.map(({ userId, name }) => ({ id: userId as never, name })),
  )
  return (
    <button
      type="button"
      aria-current={!viewing || undefined}
      disabled={!viewing}
      className="relative mt-2 flex w-full flex-col gap-1 px-3.5 py-2.5 pl-10 text-left enabled:hover:bg-hover"
      onClick={() => room.look(null)}
    >
      <span aria-hidden className="absolute top-4 left-4 size-2.5 rounded-full bg-mark" />
      <span className="font-semibold text-13 text-1">Now</span>
      <span className="flex items-center gap-2 text-12 text-2">
        <span className="flex">
          <Avatar name={clip.me.name} size={20} />
          {others.slice(0, 4).map((person) => (
            <Avatar
              key={person.userId}
              name={person.name}
              colour={person.colour}
              size={20}
              className="-ml-1 ring-[2px] ring-panel"
            />
          ))}
        </span>
        {sayPeople(people, clip.me.userId)} are here
      </span>
    </button>
  )
}

/** Keeps the clip as it is now under a name. */
function NameThis() {
  const { clip } = useRoom()
  const { state } = useSaveState()
  const viewing = useUi((ui) => ui.viewing !== null)
  const { name } = useVersionActions()
  const [asking, setAsking] = useState(false)
  if (!clip.canEdit || viewing) return null
  return (
    <>
      <Button
        size="small"
        icon={<BookmarkPlus size={14} aria-hidden />}
        busy={name.isPending}
        disabled={state !== 'saved' && state !== 'saving'}
        onClick={() => setAsking(true)}
      >
        Name this version
      </Button>
      <NameDialog
        open={asking}
        onClose={() => setAsking(false)}
        title="Name this version"
        label="Name"
        name=""
        submit="Keep it"
        maxLength={120}
        onSubmit={name.now}
      />
    </>
  )
}

const Waiting = () => (
  <div className="flex flex-col gap-4 px-3.5 pt-6 pl-10">
    <Skeleton className="h-12" />
    <Skeleton className="h-16" />
    <Skeleton className="h-12" />
  </div>
)

function Nothing({ shown }: { shown: Shown }) {
  const [title, say] = {
    all: [
      'No versions yet',
      'One is kept whenever nobody has changed anything for a few minutes. You can also name this one.',
    ],
    named: ['No named versions', 'Name a version to find it again, and to say what it was for.'],
    mine: ['Nothing of yours yet', 'Versions you had a part in are listed here.'],
  }[shown] as [string, string]
  return (
    <EmptyState icon={<History size={24} aria-hidden />} title={title}>
      {say}
    </EmptyState>
  )
}
