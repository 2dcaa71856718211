import { Button } from '../components/button.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import type { OtherFile } from './batch.ts'
import { saySettings } from './export-file-fields.tsx'
import { isOpen } from './exports.ts'
import { sayLeft } from './say-export.ts'
import { useBatch } from './use-batch.ts'
import { useCanEdit } from './use-room.tsx'

/** Files that are under way, or were not made, with other choices than those of now. */
export function OtherExports({ files }: { files: OtherFile[] }) {
  if (files.length === 0) return null
  return (
    <section aria-labelledby="other-exports" className="flex flex-col gap-2">
      <h3 id="other-exports" className="font-medium text-12 text-2">
        With other choices
      </h3>
      <ul className="flex flex-col gap-2">
        {files.map((one) => (
          <OtherExport key={one.id} one={one} />
        ))}
      </ul>
    </section>
  )
}

function OtherExport({ one }: { one: OtherFile }) {
  const { asking, ask, stop, stopping, notStopped } = useBatch()
  const canEdit = useCanEdit()
  const { clipId, shape, language, settings, name } = one
  const kind = saySettings(settings, shape)
  const [refusal] = notStopped
  return (
    <li className="flex flex-col gap-2 rounded-3 border border-line bg-bg p-3">
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium text-13 text-1">{name}</p>
          <p className="text-12 text-3">
            {kind}. {sayState(one)}
          </p>
        </div>
        {canEdit &&
          (isOpen(one) ? (
            <Button
              look="ghost"
              size="small"
              busy={stopping}
              aria-label={`Stop ${name}, ${kind}`}
              onClick={() => stop([one])}
            >
              Stop
            </Button>
          ) : (
            <Button
              size="small"
              busy={asking}
              aria-label={`Export ${name}, ${kind} again`}
              onClick={() => ask([{ clipId, shape, language, settings }])}
            >
              Again
            </Button>
          ))}
      </div>
      {one.status === 'running' && (
        <ProgressBar percent={one.progress} label={`Export ${name}, ${kind}`} />
      )}
      {refusal && (
        <p role="alert" className="text-12 text-danger">
          {refusal.say}
        </p>
      )}
    </li>
  )
}

function sayState({ status, progress, etaMs, errorMessage, current }: OtherFile): string {
  if (status === 'failed') return `Not made: ${errorMessage ?? 'it stopped before its end.'}`
  const how = status === 'pending' ? 'Waiting' : [`${progress}%`, sayLeft(etaMs)].filter(Boolean)
  return [how, ...(current ? [] : ['the clip has changed since'])].flat().join(', ')
}
