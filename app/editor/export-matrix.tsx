import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { Captions, Check, CheckCheck, Download, Lock, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { ExportFile, ExportSettings } from '#core/export-settings.ts'
import { sayCount } from '#core/say-count.ts'
import type { Language } from '#core/second-language.ts'
import type { Shape } from '#core/shape.ts'
import { Button, buttonClass } from '../components/button.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { sayOf, useTRPC } from '../trpc/client.tsx'
import { CompanionMenu } from './companion-menu.tsx'
import { type FileChoice, settingsOf } from './export-file-fields.tsx'
import { languageName } from './language-name.ts'
import { CostOfMany } from './render-cost.tsx'
import { sayBytes, sayLeft } from './say-export.ts'
import { sayLength } from './timeline-view.ts'
import { Untranslated } from './untranslated.tsx'
import { useCanEdit, useRoom } from './use-room.tsx'

/** Cells whose files were there already when they were asked for. */
type Reused = ReadonlySet<string>

/** Every clip of the video in every chosen shape and language: what is there, coming, or waits. */
export function ExportMatrix({
  shapes,
  languages,
  file,
}: {
  shapes: Shape[]
  /** Null: as it is spoken. */
  languages: (Language | null)[]
  file: FileChoice
}) {
  const { video } = useRoom()
  const canEdit = useCanEdit()
  const trpc = useTRPC()
  const cache = useQueryClient()
  const list = useQuery(trpc.renders.ofVideo.queryOptions({ videoId: video.id }))
  const refresh = () =>
    cache.invalidateQueries({ queryKey: trpc.renders.ofVideo.queryKey({ videoId: video.id }) })
  useSubscription(
    trpc.changes.watch.subscriptionOptions(undefined, {
      onData(change) {
        if (change.kind === 'job' || change.kind === 'clip' || change.kind === 'review')
          void refresh()
      },
    }),
  )
  const [reused, setReused] = useState<Reused>(new Set())
  const [refused, setRefused] = useState<{ title: string; say: string }[]>([])
  const ask = useMutation(trpc.renders.requestMany.mutationOptions({ onSettled: refresh }))
  const cancel = useMutation(trpc.renders.cancel.mutationOptions({ onSettled: refresh }))

  if (list.isPending) return <p className="text-13 text-3">Looking at the clips…</p>
  if (list.isError) return <p className="text-13 text-danger">{sayOf(list.error)}</p>
  const rows = list.data.map((clip) => ({
    ...clip,
    cells: languages.flatMap((language) =>
      shapes.map((shape) => {
        const wanted = JSON.stringify(settingsOf(file, shape))
        const found = clip.files.find(
          (one) =>
            one.current &&
            one.shape === shape &&
            one.language === language &&
            JSON.stringify(ExportSettings.parse(one.settings)) === wanted,
        )
        const there = language === null || clip.languages.includes(language)
        return { shape, language, file: found ?? null, there }
      }),
    ),
  }))
  type Row = (typeof rows)[number]
  const open = (one: Row['cells'][number]['file']) =>
    one?.status === 'pending' || one?.status === 'running'
  const wanted = rows
    .filter(({ refusal }) => refusal === null)
    .flatMap(({ clipId, title, cells }) =>
      cells
        .filter(
          ({ file, there }) =>
            there && (!file || file.status === 'failed' || file.status === 'cancelled'),
        )
        .map(({ shape, language }) => ({ clipId, title, shape, language })),
    )
  const files = rows.flatMap(({ cells }) => cells.flatMap(({ file }) => file ?? []))
  const done = files.filter(({ status }) => status === 'done')
  const coming = files.filter(open)
  const possible = ({ cells }: Row) => cells.filter(({ there }) => there).length
  const waiting = rows
    .filter(({ refusal }) => refusal?.needsApproval)
    .reduce((sum, row) => sum + possible(row), 0)
  const all = rows.reduce((sum, row) => sum + possible(row), 0) - waiting
  const untold = languages.flatMap((language) => {
    const missing = rows.filter(({ languages: has }) => language && !has.includes(language))
    return language && missing.length > 0 ? [{ language, missing }] : []
  })
  const share =
    files.length === 0 ? 0 : files.reduce((sum, { progress }) => sum + progress, 0) / files.length
  const left = Math.max(0, ...coming.map(({ etaMs }) => etaMs ?? 0))
  const zip = (files: string) =>
    `/media/zip/files?ids=${done.map(({ id }) => id).join(',')}&with=${files}`
  const bytes = done.reduce((sum, one) => sum + (one.bytes ?? 0), 0)

  const start = () => {
    setRefused([])
    ask.mutate(
      {
        files: wanted.map(({ clipId, shape, language }) => ({
          ...{ clipId, shape, language, settings: settingsOf(file, shape) },
        })),
      },
      {
        onSuccess(asked) {
          setReused(new Set(asked.flatMap((one) => (one.reused ? keyOf(one) : []))))
          setRefused(
            asked.flatMap(({ clipId, shape, language, refusal }) => {
              const title = wanted.find((one) => one.clipId === clipId)?.title ?? ''
              return refusal ? [{ title: nameOf(title, shape, language), say: refusal }] : []
            }),
          )
        },
      },
    )
  }
  const failed = rows.flatMap(({ title, cells }) =>
    cells.flatMap(({ shape, language, file }) =>
      file?.status === 'failed'
        ? [
            {
              title: nameOf(title, shape, language),
              say: file.errorMessage ?? 'It stopped before its end.',
            },
          ]
        : [],
    ),
  )
  return (
    <section aria-label="All clips" className="flex flex-col gap-4">
      {files.length > 0 && (
        <div className="flex flex-col gap-2 rounded-3 bg-bg p-4">
          <div className="flex items-baseline gap-2">
            <b className="font-semibold text-15 text-1">
              {done.length} of {sayCount(all, 'file')}
            </b>
            {waiting > 0 && (
              <span className="text-12 text-2">{waiting} more wait for approval</span>
            )}
            {coming.length > 0 && (
              <span className="ml-auto text-12 text-2">{sayLeft(left > 0 ? left : null)}</span>
            )}
          </div>
          {coming.length > 0 && <ProgressBar percent={share} label="All files" />}
        </div>
      )}
      <div className="overflow-x-auto">
        <table className="w-full border-collapse text-13">
          <thead>
            {languages.length > 1 && (
              <tr className="text-12 text-2">
                <td />
                {languages.map((language) => (
                  <th
                    key={language}
                    scope="colgroup"
                    colSpan={shapes.length}
                    className="px-1 pt-2 font-normal"
                  >
                    {languageName(language)}
                  </th>
                ))}
              </tr>
            )}
            <tr className="border-line border-b text-12 text-2">
              <th scope="col" className="py-2 text-left font-normal">
                Clip
              </th>
              {languages.map((language) =>
                shapes.map((shape) => (
                  <th
                    key={`${language} ${shape}`}
                    scope="col"
                    className="w-18 px-1 py-2 font-normal"
                  >
                    {shape}
                  </th>
                )),
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ clipId, title, durationMs, refusal, cells }) => (
              <tr key={clipId} className="border-line border-b">
                <th scope="row" className="min-w-40 py-2 pr-3 text-left font-medium text-1">
                  <span className="line-clamp-1">{title}</span>
                  <span className="block font-normal text-12 text-3">
                    {durationMs === null ? '' : sayLength(durationMs)}
                    {refusal && `, ${refusal.say}`}
                  </span>
                </th>
                {cells.map(({ shape, language, file, there }) => (
                  <td key={`${language} ${shape}`} className="px-1 py-2">
                    <Cell
                      name={nameOf(title, shape, language)}
                      file={file}
                      refusal={
                        refusal ??
                        (there ? null : { say: 'Not translated yet', needsApproval: false })
                      }
                      reused={reused.has(keyOf({ clipId, shape, language }))}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {untold.map(({ language, missing }) => (
        <Untranslated
          key={language}
          language={language}
          clips={missing}
          canEdit={canEdit}
          onDone={refresh}
        />
      ))}
      {[...refused, ...failed].map(({ title, say }) => (
        <div
          key={title}
          role="alert"
          className="flex items-start gap-2.5 rounded-3 bg-bg p-3 text-13 text-2"
        >
          <TriangleAlert size={16} className="mt-0.5 shrink-0 text-danger" aria-hidden />
          <p>
            <b className="font-semibold text-1">{title}.</b> {say} The other files go on without it.
          </p>
        </div>
      ))}
      {ask.error && <p className="text-13 text-danger">{sayOf(ask.error)}</p>}
      {canEdit && <CostOfMany files={wanted} settings={settingsOf(file, shapes[0] ?? '9:16')} />}
      <div className="flex flex-wrap items-center gap-2">
        {coming.length > 0 && canEdit && (
          <Button
            look="ghost"
            busy={cancel.isPending}
            onClick={() => {
              for (const { id } of coming) cancel.mutate({ renderId: id })
            }}
          >
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
          <Button look="filled" busy={ask.isPending} onClick={start}>
            Export {sayCount(wanted.length, 'file')}
          </Button>
        )}
      </div>
    </section>
  )
}

type Place = { clipId: string; shape: Shape; language: Language | null }
const keyOf = ({ clipId, shape, language }: Place) => `${clipId} ${shape} ${language}`
const nameOf = (title: string, shape: Shape, language: Language | null) =>
  [title, shape, ...(language ? [languageName(language)] : [])].join(', ')

type CellFile = { status: string; progress: number; errorMessage: string | null }

function Cell({
  name,
  file,
  refusal,
  reused,
}: {
  name: string
  file: CellFile | null
  refusal: { say: string; needsApproval: boolean } | null
  reused: boolean
}) {
  const box = 'mx-auto grid h-8 w-[62px] place-items-center rounded-2 border text-12 font-semibold'
  const cell = (state: string, look: string, inside: React.ReactNode) => (
    <span role="img" aria-label={`${name}: ${state}`} title={state} className={`${box} ${look}`}>
      {inside}
    </span>
  )
  if (file?.status === 'done')
    return reused
      ? cell(
          'Reused, nothing in it changed',
          'border-transparent bg-[color-mix(in_oklab,var(--info)_24%,var(--panel))] text-info',
          <CheckCheck size={15} aria-hidden />,
        )
      : cell(
          'Done',
          'border-transparent bg-[color-mix(in_oklab,var(--success)_24%,var(--panel))] text-success',
          <Check size={15} aria-hidden />,
        )
  if (file?.status === 'running')
    return cell(
      `${file.progress} percent`,
      'tabular border-mark text-1',
      <span aria-hidden>{file.progress}%</span>,
    )
  if (file?.status === 'pending') return cell('Waiting', 'border-line border-dashed text-3', '…')
  if (file?.status === 'failed')
    return cell(
      `Stopped: ${file.errorMessage ?? 'it stopped before its end'}`,
      'border-danger text-danger',
      <TriangleAlert size={14} aria-hidden />,
    )
  if (refusal)
    return cell(
      refusal.needsApproval ? 'Needs approval' : refusal.say,
      'border-line bg-[repeating-linear-gradient(-45deg,var(--line)_0_1px,transparent_1px_6px)] text-3',
      refusal.needsApproval ? (
        <Lock size={13} aria-hidden />
      ) : (
        <TriangleAlert size={13} aria-hidden />
      ),
    )
  return cell('Not made', 'border-line text-3', '')
}
