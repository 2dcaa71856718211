import { Captions, Check, CircleSlash, Download, TriangleAlert } from 'lucide-react'
import { filesOf, filmName, nameOfFile } from '#core/export-settings.ts'
import { Button, buttonClass } from '../components/button.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { sayOf } from '../trpc/client.tsx'
import { CompanionMenu } from './companion-menu.tsx'
import { fileName, sayQuality } from './export-file-fields.tsx'
import { type Export, isOpen, useExports } from './exports.ts'
import { languageName } from './language-name.ts'
import { sayBytes, sayLeft, sayWhen } from './say-export.ts'
import { ShapeIcon } from './shape-icon.tsx'
import { sayLength } from './timeline-view.ts'
import { useCanEdit } from './use-room.tsx'

/** One export: how far it is, or what became of it, and what can be done with it. */
export function ExportRow({ one, changed }: { one: Export; changed: boolean }) {
  const { cancel, request } = useExports()
  const canEdit = useCanEdit()
  const kind = fileName(one.settings)
  const quality = sayQuality(one.settings, one.shape)
  const name = [one.shape, one.language && languageName(one.language), quality]
    .filter(Boolean)
    .join(', ')
  const refusal = cancel.error ?? request.error
  const href = (name: string) => `/media/renders/${one.id}/${name}?download=1`
  return (
    <li
      className="flex flex-col gap-2.5 rounded-3 border border-line bg-bg p-3"
      data-export={one.status}
    >
      <div className="flex min-h-8 items-center gap-3">
        <ShapeIcon shape={one.shape} />
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-x-2 font-medium text-13 text-1">
            {one.shape}
            {one.language && (
              <span className="font-normal text-2" lang={one.language}>
                {languageName(one.language)}
              </span>
            )}
            <span className="font-normal text-2">
              {kind === 'MP4' ? quality : `${kind}, ${quality}`}
            </span>
            <State one={one} />
            {changed && one.status === 'done' && (
              <span className="rounded-1 bg-hover px-1.5 font-normal text-11 text-warning leading-4">
                Clip changed since
              </span>
            )}
          </div>
          <div className="truncate text-12 text-3">{details(one)}</div>
        </div>
        {one.status === 'done' && (
          <div className="flex shrink-0 gap-1.5">
            {one.hasSubtitles && (
              <CompanionMenu
                label={`Other files, ${name}`}
                size="small"
                files={filesOf(one.settings).filter((file) => file !== 'film')}
                href={(file) => href(nameOfFile(one.settings, file))}
              >
                <Captions size={14} aria-hidden />
              </CompanionMenu>
            )}
            <a
              className={buttonClass(changed ? 'plain' : 'filled', 'small')}
              href={href(filmName(one.settings))}
              download
              aria-label={`Download ${kind}, ${name}`}
            >
              <Download size={14} aria-hidden /> {one.settings.format.toUpperCase()}
            </a>
          </div>
        )}
        {isOpen(one) && canEdit && (
          <Button
            look="ghost"
            size="small"
            busy={cancel.isPending}
            aria-label={`Stop ${name}`}
            onClick={() => cancel.mutate({ renderId: one.id })}
          >
            Stop
          </Button>
        )}
        {(one.status === 'failed' || one.status === 'cancelled') && canEdit && (
          <Button
            size="small"
            busy={request.isPending}
            aria-label={`Export ${name} again`}
            onClick={() =>
              request.mutate({
                ...{ clipId: one.clipId, shapes: [one.shape], settings: one.settings },
                language: one.language,
              })
            }
          >
            Again
          </Button>
        )}
      </div>
      {isOpen(one) && (
        <ProgressBar
          percent={one.status === 'pending' ? null : one.progress}
          label={`Export ${name}`}
        />
      )}
      {refusal && (
        <p role="alert" className="text-12 text-danger">
          {sayOf(refusal)}
        </p>
      )}
    </li>
  )
}

function State({ one }: { one: Export }) {
  switch (one.status) {
    case 'pending':
      return <span className="font-normal text-3">Waiting</span>
    case 'running':
      return <span className="tabular text-accent-text">{one.progress}%</span>
    case 'done':
      return <Check size={15} className="text-success" aria-label="Done" />
    case 'cancelled':
      return (
        <span className="flex items-center gap-1 font-normal text-3">
          <CircleSlash size={14} aria-hidden /> Stopped
        </span>
      )
    case 'failed':
      return (
        <span className="flex items-center gap-1 font-normal text-danger">
          <TriangleAlert size={14} aria-hidden /> Not made
        </span>
      )
  }
}

function details(one: Export): string {
  if (one.status === 'running')
    return [one.step ?? 'Starting', sayLeft(one.etaMs)].filter(Boolean).join(', ')
  if (one.status === 'failed') return one.errorMessage ?? 'The export stopped before its end.'
  const by = `${one.askedBy}, ${sayWhen(one.completedAt ?? one.createdAt)}`
  if (one.status !== 'done') return by
  const size = one.bytes === null ? null : sayBytes(one.bytes)
  const length = one.durationMs === null ? null : sayLength(one.durationMs)
  return [length, size, by].filter(Boolean).join(', ')
}
