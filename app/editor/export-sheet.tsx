import { TriangleAlert, X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useMemo, useState } from 'react'
import { captionsInLanguage } from '#core/captions-in-language.ts'
import { ExportSettings } from '#core/export-settings.ts'
import type { Language } from '#core/second-language.ts'
import { Shape } from '#core/shape.ts'
import { Button } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Segmented } from '../components/segmented.tsx'
import { sayOf } from '../trpc/client.tsx'
import { ExportFileFields, settingsOf, usualFile } from './export-file-fields.tsx'
import { ExportLanguages } from './export-languages.tsx'
import { ExportMatrix } from './export-matrix.tsx'
import { ExportRow } from './export-row.tsx'
import { type Export, isOpen, useExports } from './exports.ts'
import { fingerprint } from './fingerprint.ts'
import { LambdaCost, RenderCost } from './render-cost.tsx'
import { sayExportButton } from './say-export.ts'
import { ShapeIcon } from './shape-icon.tsx'
import { sayLength } from './timeline-view.ts'
import { Untranslated } from './untranslated.tsx'
import { useParts } from './use-parts.ts'
import { useCanEdit, useClip, useRoom, useSaveState } from './use-room.tsx'

type Wanted = { shape: Shape; language: Language | null }

/** Files of the clip: which shapes, how far they are, and those made before. It goes on when closed. */
export function ExportSheet({ onClose }: { onClose(): void }) {
  const { clip, room } = useRoom()
  const project = useClip((view) => view.project)
  const length = useClip((view) => view.length)
  const canEdit = useCanEdit()
  const { state } = useSaveState()
  const { all, isPending, request } = useExports()
  const [shapes, setShapes] = useState<Shape[]>([project.shape])
  const [file, setFile] = useState(usualFile)
  const parts = useParts()
  const offered = parts.secondLanguages()
  const [languages, setLanguages] = useState<(Language | null)[]>([null])
  const [scope, setScope] = useState<'clip' | 'video'>('clip')
  const shown = [...new Set([...languages, ...all.map(({ language }) => language)])].join()
  /** What tells a file of the clip as it is now, by its language; null: nothing is said in it yet. */
  const nowIn = useMemo(
    () =>
      new Map(
        shown.split(',').map((code) => {
          if (code === '') return [null, fingerprint(project)] as const
          const lines = parts.linesIn(code)
          const inIt = lines.length > 0 ? captionsInLanguage(project, code, lines) : null
          return [code, inIt && fingerprint(inIt)] as const
        }),
      ),
    [project, shown, parts],
  )
  const alike = (one: Export, { shape, language }: Wanted) =>
    one.shape === shape &&
    one.language === language &&
    one.made === nowIn.get(language) &&
    JSON.stringify(ExportSettings.parse(one.settings)) === JSON.stringify(settingsOf(file, shape))
  const [issue] = project.issues
  const wanted = languages
    .filter((language) => nowIn.get(language) !== null)
    .flatMap((language) => shapes.map((shape): Wanted => ({ shape, language })))
  const untold = languages.filter((language) => language !== null && !nowIn.get(language))
  const missing = wanted.filter(
    (one) => !all.some((made) => alike(made, one) && (isOpen(made) || made.status === 'done')),
  )
  const underWay = wanted.filter((one) => all.some((made) => alike(made, one) && isOpen(made)))
  // The file is made of what the server has: an edit still on its way would be missing in it.
  const unsaved = state === 'offline' || state === 'not-saved'
  const toggle = (shape: Shape) =>
    setShapes((chosen) =>
      chosen.includes(shape) ? chosen.filter((one) => one !== shape) : [...chosen, shape],
    )
  const showIssue = () => {
    if (issue?.piece) room.ui.setState({ selection: { kind: 'piece', piece: issue.piece } })
    onClose()
  }
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content className="editor-sheet fixed inset-y-0 right-0 z-50 flex w-[min(720px,100vw)] flex-col bg-panel shadow-e3 focus-visible:outline-none">
          <div className="flex items-start gap-3 border-line border-b px-6 py-5 max-md:px-4">
            <div className="min-w-0 flex-1">
              <Dialog.Title className="font-semibold text-20 text-1">Export</Dialog.Title>
              <Dialog.Description className="truncate text-13 text-2">
                {project.title}, {sayLength(length)}
              </Dialog.Description>
            </div>
            <Dialog.Close asChild>
              <IconButton label="Close" className="-mr-2">
                <X size={18} aria-hidden />
              </IconButton>
            </Dialog.Close>
          </div>
          <div className="flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto px-6 py-5 max-md:px-4">
            {canEdit && (
              <fieldset className="flex flex-col">
                <legend className="mb-2 font-medium text-12 text-2">Shapes</legend>
                <div className="flex flex-wrap gap-2">
                  {Shape.options.map((shape) => (
                    <label
                      key={shape}
                      className="flex h-9 cursor-pointer items-center gap-2 rounded-2 border border-line bg-raised px-3 font-medium text-13 text-2 transition-colors duration-press hover:bg-hover has-checked:border-transparent has-checked:bg-accent-soft has-checked:text-accent-text has-focus-visible:outline-[2px] has-focus-visible:outline-focus has-focus-visible:outline-offset-2"
                    >
                      <input
                        type="checkbox"
                        className="sr-only"
                        checked={shapes.includes(shape)}
                        onChange={() => toggle(shape)}
                      />
                      <ShapeIcon shape={shape} size={16} />
                      {shape}
                    </label>
                  ))}
                </div>
                <div className="mt-4">
                  <ExportFileFields
                    choice={file}
                    captions={project.style.enabled}
                    onChange={setFile}
                  />
                </div>
                <ExportLanguages offered={offered} chosen={languages} onChange={setLanguages} />
              </fieldset>
            )}
            <Segmented
              label="Which clips"
              className="self-start"
              value={scope}
              options={[
                { value: 'clip', name: 'This clip' },
                { value: 'video', name: 'All clips of the video' },
              ]}
              onChange={(value) => setScope(value === 'video' ? 'video' : 'clip')}
            />
            {scope === 'video' &&
              (shapes.length > 0 && languages.length > 0 ? (
                <ExportMatrix shapes={shapes} languages={languages} file={file} />
              ) : (
                <p className="text-13 text-3">Choose a shape and a language.</p>
              ))}
            {scope === 'clip' &&
              untold.map(
                (language) =>
                  language && (
                    <Untranslated
                      key={language}
                      language={language}
                      clips={[{ clipId: clip.id, title: project.title }]}
                      canEdit={canEdit}
                      onDone={async () => {}}
                    />
                  ),
              )}
            {scope === 'clip' && issue && (
              <Notice
                title="Export waits."
                say={issue.say}
                action={{ say: 'Show me', onPress: showIssue }}
              />
            )}
            {unsaved && canEdit && (
              <Notice
                title="Not everything is saved."
                say="Export waits until the server has your last changes."
              />
            )}
            {request.error && <Notice title="Not started." say={sayOf(request.error)} />}
            {scope === 'video' ? null : isPending ? (
              <p className="text-13 text-3">Looking for files…</p>
            ) : all.length === 0 ? (
              <p className="rounded-3 border border-line border-dashed p-6 text-center text-13 text-3">
                No files yet. What you export is kept here.
              </p>
            ) : (
              <section aria-labelledby="export-files" className="flex flex-col gap-2">
                <h3 id="export-files" className="font-medium text-12 text-2">
                  Files
                </h3>
                <ul className="flex flex-col gap-2">
                  {all.map((one) => (
                    <ExportRow
                      key={one.id}
                      one={one}
                      changed={one.made !== nowIn.get(one.language)}
                    />
                  ))}
                </ul>
              </section>
            )}
          </div>
          <div className="flex flex-wrap items-center gap-3 border-line border-t px-6 py-4 max-md:px-4">
            <p className="mr-auto text-12 text-3">You can close this. It keeps going.</p>
            {canEdit && scope === 'clip' && (
              <>
                <LambdaCost
                  {...{ clipId: clip.id, files: missing.length }}
                  settings={settingsOf(file, project.shape)}
                />
                <RenderCost clipId={clip.id} files={missing.length} />
              </>
            )}
            {canEdit && scope === 'clip' && (
              <Button
                look="filled"
                busy={request.isPending}
                disabled={missing.length === 0 || issue !== undefined || unsaved}
                onClick={() => {
                  // A size is another for each shape.
                  for (const { shape, language } of missing)
                    request.mutate({
                      ...{ clipId: clip.id, shapes: [shape], language },
                      settings: settingsOf(file, shape),
                    })
                }}
              >
                {sayExportButton(wanted.length, missing.length, underWay.length)}
              </Button>
            )}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Notice({
  title,
  say,
  action,
}: {
  title: string
  say: string
  action?: { say: string; onPress(): void }
}) {
  return (
    <div role="alert" className="flex items-start gap-2.5 rounded-3 bg-bg p-3 text-13 text-2">
      <TriangleAlert size={16} className="mt-0.5 shrink-0 text-warning" aria-hidden />
      <p className="min-w-0 flex-1">
        <b className="font-semibold text-1">{title}</b> {say}
      </p>
      {action && (
        <Button size="small" onClick={action.onPress}>
          {action.say}
        </Button>
      )}
    </div>
  )
}
