import { useQuery } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { Captions, Download } from 'lucide-react'
import { ExportFile } from '#core/export-settings.ts'
import { sayCount } from '#core/say-count.ts'
import { Button, buttonClass } from '../components/button.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { sayOf, useTRPC } from '../trpc/client.tsx'
import { type ClipExports, planBatch } from './batch.ts'
import { CompanionMenu } from './companion-menu.tsx'
import type { ExportChoice } from './export-choice.ts'
import { settingsOf } from './export-file-fields.tsx'
import { ExportRefusals } from './export-refusals.tsx'
import { ExportTable } from './export-table.tsx'
import { OtherExports } from './other-exports.tsx'
import { ExportCost, useExportCost } from './render-cost.tsx'
import { leftOfAll, sayBytes, sayLeft } from './say-export.ts'
import { Untranslated } from './untranslated.tsx'
import { useBatch } from './use-batch.ts'
import { useCanEdit, useRoom } from './use-room.tsx'

type Chosen = {
  choice: ExportChoice
  /** Edits are still on their way to the server: what is made now would lack them. */
  unsaved: boolean
  onChoose(part: Partial<ExportChoice>): void
}

/** Every clip of the video in every chosen shape and language: what is there, coming, or waits. */
export function ExportMatrix(chosen: Chosen) {
  const { video } = useRoom()
  const trpc = useTRPC()
  const { refresh } = useBatch()
  const list = useQuery(trpc.renders.ofVideo.queryOptions({ videoId: video.id }))
  useSubscription(
    trpc.changes.watch.subscriptionOptions(undefined, {
      onData(change) {
        if (change.kind === 'job' || change.kind === 'clip' || change.kind === 'review')
          void refresh()
      },
    }),
  )
  if (list.isPending) return <p className="text-13 text-3">Looking at the clips…</p>
  if (!list.data)
    return (
      <div role="alert" className="flex items-center gap-3 text-13 text-danger">
        {sayOf(list.error)}
        <Button size="small" busy={list.isFetching} onClick={() => void list.refetch()}>
          Try again
        </Button>
      </div>
    )
  return <Batch clips={list.data} {...chosen} />
}

function Batch({ clips, choice, unsaved, onChoose }: Chosen & { clips: ClipExports[] }) {
  const canEdit = useCanEdit()
  const { asked, asking, ask, stop, stopping, notStopped, refresh } = useBatch()
  const plan = planBatch(clips, choice)
  const { rows, wanted, others, all, waiting, files, done, coming, failed } = plan
  const cost = useExportCost(
    canEdit ? wanted : [],
    settingsOf(choice.file, choice.shapes[0] ?? '9:16'),
  )
  const untold = choice.languages.flatMap((language) => {
    const missing = rows.filter(
      ({ chosen, languages: has }) => chosen && language && !has.includes(language),
    )
    return language && missing.length > 0 ? [{ language, missing }] : []
  })
  const reused = new Set(asked?.files.flatMap((one) => (one.reused ? (one.renderId ?? []) : [])))
  const refused = (asked?.files ?? []).flatMap(({ clipId, shape, language, refusal }) => {
    const row = rows.find((one) => one.clipId === clipId)
    const cell = row?.cells.find((one) => one.shape === shape && one.language === language)
    return refusal && cell ? [{ name: cell.name, say: refusal }] : []
  })
  const notMade = failed.map(({ name, errorMessage }) => ({
    ...{ name, say: errorMessage ?? 'It stopped before its end.' },
  }))
  const share =
    files.length === 0 ? 0 : files.reduce((sum, { progress }) => sum + progress, 0) / files.length
  const inLine = coming.filter(({ status }) => status === 'pending').length
  const bytes = done.reduce((sum, one) => sum + (one.bytes ?? 0), 0)
  const zip = (kinds: string) =>
    `/media/zip/files?ids=${done.map(({ id }) => id).join(',')}&with=${kinds}`
  return (
    <section aria-label="All clips" className="flex flex-col gap-4">
      {files.length > 0 && (
        <div className="flex flex-col gap-2 rounded-3 bg-bg p-4">
          <div className="flex flex-wrap items-baseline gap-x-2">
            <b className="font-semibold text-15 text-1">
              {done.length} of {sayCount(all, 'file')}
            </b>
            {waiting > 0 && (
              <span className="text-12 text-2">{waiting} more wait for approval</span>
            )}
            {coming.length > 0 && (
              <span className="ml-auto text-12 text-2">
                {inLine > 0 ? `${inLine} waiting for their turn` : sayLeft(leftOfAll(coming))}
              </span>
            )}
          </div>
          {files.length > done.length && coming.length > 0 && (
            <ProgressBar percent={share} label="All files" />
          )}
        </div>
      )}
      {choice.shapes.length > 0 && choice.languages.length > 0 ? (
        <ExportTable rows={rows} choice={choice} reused={reused} onChoose={onChoose} />
      ) : (
        <p className="text-13 text-3">Choose a shape and a language.</p>
      )}
      {untold.map(({ language, missing }) => (
        <Untranslated
          key={language}
          language={language}
          clips={missing}
          canEdit={canEdit}
          onDone={refresh}
        />
      ))}
      <OtherExports files={others} />
      <ExportRefusals
        refused={[...refused, ...notMade, ...notStopped]}
        others={done.length + coming.length > 0}
      />
      {asked?.refusal && (
        <p role="alert" className="text-13 text-danger">
          {asked.refusal}
        </p>
      )}
      <ExportCost cost={cost} />
      <div className="flex flex-wrap items-center gap-2">
        {coming.length > 0 && canEdit && (
          <Button look="ghost" busy={stopping} onClick={() => stop(coming)}>
            Stop the rest
          </Button>
        )}
        <span className="ml-auto" />
        {done.length > 0 && (
          <>
            <span className="flex">
              <a className={buttonClass('plain')} href={zip('srt')} download>
                <Captions size={14} aria-hidden /> SRT for all
              </a>
              <CompanionMenu
                label="Other files for all"
                files={ExportFile.options.filter((file) => file !== 'film' && file !== 'srt')}
                href={zip}
              />
            </span>
            <a className={buttonClass('plain')} href={zip('film,srt')} download>
              <Download size={14} aria-hidden /> Download {sayCount(done.length, 'file')},{' '}
              {sayBytes(bytes)}
            </a>
          </>
        )}
        {canEdit && wanted.length > 0 && (
          <Button
            look="filled"
            busy={asking}
            disabled={unsaved || cost.pending}
            onClick={() => ask(wanted)}
          >
            Export {sayCount(wanted.length, 'file')}
          </Button>
        )}
      </div>
    </section>
  )
}
