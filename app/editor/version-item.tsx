import { Pencil, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { sayCount } from '#core/say-count.ts'
import { Avatar } from '../components/avatar.tsx'
import { Button, Spinner } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { NameDialog } from '../library/name-dialog.tsx'
import { personColour } from '../library/person-colour.ts'
import { RestoreDialog } from './restore-dialog.tsx'
import { sayPeople, sayTimes, sayVersion } from './say-version.ts'
import { useRoom, useUi } from './use-room.tsx'
import { useVersionActions, type Version } from './versions.ts'

/** How many sentences are shown of what was done; the rest with "more". */
const SENTENCES = 4

/** One version: when, who, and what they did. Pressed, it is on the stage. */
export function VersionItem({ version }: { version: Version }) {
  const { clip } = useRoom()
  const { preview, rename } = useVersionActions()
  const viewed = useUi((ui) => ui.viewing?.id === version.id)
  const [whole, setWhole] = useState(false)
  const [asking, setAsking] = useState<'name' | 'restore' | null>(null)
  const named = version.kind === 'named'
  const title = named ? sayVersion(version, new Date()) : sayTimes(version)
  const say = whole ? version.say : version.say.slice(0, SENTENCES)
  const more = version.say.length - say.length
  return (
    <li
      className={`relative py-2.5 pr-3.5 pl-10 ${viewed ? 'bg-[color-mix(in_oklab,var(--info)_14%,var(--panel))]' : ''}`}
    >
      <span aria-hidden className="absolute inset-y-0 left-[20px] w-px bg-line" />
      <span
        aria-hidden
        className={`absolute top-4 left-4 size-2.5 rounded-full border-[2px] ${
          viewed
            ? 'border-info bg-info'
            : named
              ? 'border-[2px] border-current bg-current text-1'
              : 'border-[var(--text-3)] bg-panel'
        }`}
      />
      <button
        type="button"
        aria-pressed={viewed}
        aria-label={`Look at ${sayVersion(version, new Date())}${version.name ? `, ${version.name}` : ''}`}
        className="flex w-full flex-col gap-1 rounded-1 text-left after:absolute after:inset-0 after:content-[''] hover:after:bg-[color-mix(in_oklab,var(--text)_4%,transparent)]"
        onClick={() => !viewed && preview.mutate(version)}
      >
        <span className="flex w-full items-center gap-2 text-13">
          <b className="tabular min-w-0 truncate font-semibold text-1">{title}</b>
          {viewed && (
            <span className="rounded-1 bg-info/20 px-1.5 font-medium text-11 text-info">
              Viewing
            </span>
          )}
          {preview.isPending && <Spinner size={13} />}
          <span className="tabular ml-auto shrink-0 text-12 text-3">
            {named
              ? sayTimes(version)
              : version.kind === 'restore'
                ? 'before a restore'
                : sayCount(version.edits, 'edit')}
          </span>
        </span>
        <span className="flex min-w-0 items-center gap-2 text-12 text-2">
          <span className="flex shrink-0">
            {version.people.slice(0, 3).map(({ id, name }) => (
              <Avatar
                key={id}
                name={name}
                colour={personColour(id, clip.me.userId)}
                size={18}
                className="-ml-1 ring-[2px] ring-panel first:ml-0"
              />
            ))}
          </span>
          <span className="min-w-0 truncate">
            {sayPeople(version.people, clip.me.userId)}
            {version.name && `, “${version.name}”`}
          </span>
        </span>
      </button>
      {say.length > 0 && (
        <ul className="mt-1 text-12 text-2">
          {say.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {(more > 0 || whole) && (
        <button
          type="button"
          className="relative z-10 mt-0.5 rounded-1 text-12 text-accent-text hover:underline"
          onClick={() => setWhole(!whole)}
        >
          {whole ? 'Less' : `${more} more`}
        </button>
      )}
      {viewed && clip.canEdit && (
        <div className="relative z-10 mt-2 flex items-center gap-1.5">
          <Button
            size="small"
            look="soft"
            className="max-md:h-11!"
            icon={<RotateCcw size={14} aria-hidden />}
            onClick={() => setAsking('restore')}
          >
            Restore…
          </Button>
          <IconButton
            label={named ? 'Rename this version' : 'Name this version'}
            onClick={() => setAsking('name')}
          >
            <Pencil size={15} aria-hidden />
          </IconButton>
        </div>
      )}
      <NameDialog
        open={asking === 'name'}
        onClose={() => setAsking(null)}
        title={named ? `Rename ${title}` : 'Name this version'}
        label="Name"
        name={version.name ?? ''}
        submit={named ? 'Rename' : 'Name it'}
        maxLength={120}
        onSubmit={(name) => rename.mutate({ versionId: version.id, name })}
      />
      {asking === 'restore' && <RestoreDialog version={version} onClose={() => setAsking(null)} />}
    </li>
  )
}
