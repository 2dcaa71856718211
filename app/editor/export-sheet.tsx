import { TriangleAlert, X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useMemo } from 'react'
import { captionsInLanguage } from '#core/captions-in-language.ts'
import { ExportSettings } from '#core/export-settings.ts'
import type { Language } from '#core/second-language.ts'
import { Shape } from '#core/shape.ts'
import { Button } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Segmented } from '../components/segmented.tsx'
import { sayOf } from '../trpc/client.tsx'
import { nameOf } from './batch.ts'
import { type ExportChoice, usualChoice } from './export-choice.ts'
import { ExportFileFields, settingsOf } from './export-file-fields.tsx'
import { ExportLanguages } from './export-languages.tsx'
import { ExportMatrix } from './export-matrix.tsx'
import { ExportRefusals } from './export-refusals.tsx'
import { ExportRow } from './export-row.tsx'
import { type Export, isOpen, useExports } from './exports.ts'
import { fingerprint } from './fingerprint.ts'
import { ExportCost, useExportCost } from './render-cost.tsx'
import { sayExportButton } from './say-export.ts'
import { ShapeIcon } from './shape-icon.tsx'
import { sayLength } from './timeline-view.ts'
import { Untranslated } from './untranslated.tsx'
import { useBatch } from './use-batch.ts'
import { useParts } from './use-parts.ts'
import { useCanEdit, useClip, useRoom, useSaveState, useUi } from './use-room.tsx'

type Wanted = { shape: Shape; language: Language | null }

/** Files of the clip: which shapes, how far they are, and those made before. It goes on when closed. */
export function ExportSheet({ onClose }: { onClose(): void }) {
  const { clip, room } = useRoom()
  const project = useClip((view) => view.project)
  const length = useClip((view) => view.length)
  const canEdit = useCanEdit()
  const { state } = useSaveState()
  const { list, all } = useExports()
  const { asked, asking, ask } = useBatch()
  const choice = useUi((ui) => ui.exporting) ?? usualChoice(project.shape)
  const { shapes, languages, file, scope } = choice
  const choose = (part: Partial<ExportChoice>) =>
    room.ui.setState({ exporting: { ...choice, ...part } })
  const parts = useParts()
  const offered = parts.secondLanguages()
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
  const settings = settingsOf(file, project.shape)
  const files = missing.map(({ shape, language }) => ({
    ...{ clipId: clip.id, shape, language, settings: settingsOf(file, shape) },
  }))
  const cost = useExportCost(canEdit && scope === 'clip' ? files : [], settings)
  const refused = (asked?.files ?? []).flatMap(({ clipId, shape, language, refusal }) =>
    refusal && clipId === clip.id
      ? [{ name: nameOf(project.title, shape, language), say: refusal }]
      : [],
  )
  const toggle = (shape: Shape) =>
    choose({
      shapes: Shape.options.filter((one) =>
        one === shape ? !shapes.includes(one) : shapes.includes(one),
      ),
    })
  const showIssue = () => {
    if (issue?.piece) room.ui.setState({ selection: { kind: 'piece', piece: issue.piece } })
    onClose()
  }
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content className="editor-sheet fixed inset-y-0 right-0 z-50 flex w-[min(876px,100vw)] flex-col bg-panel shadow-e3 focus-visible:outline-none">
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
                    onChange={(file) => choose({ file })}
                  />
                </div>
                <ExportLanguages
                  offered={offered}
                  chosen={languages}
                  onChange={(languages) => choose({ languages })}
                />
              </fieldset>
            )}
            <Segmented
              label="Which clips"
              className="self-start"
              value={scope}
              options={[
                { value: 'clip', name: 'This clip' },
                { value: 'video', name: 'Clips of the video' },
              ]}
              onChange={(scope) => choose({ scope })}
            />
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
            {scope === 'clip' && (
              <ExportRefusals
                refused={refused}
                others={refused.length < (asked?.files.length ?? 0)}
              />
            )}
            {scope === 'clip' && asked?.refusal && (
              <Notice title="Not started." say={asked.refusal} />
            )}
            {scope === 'video' ? (
              <ExportMatrix choice={choice} unsaved={unsaved} onChoose={choose} />
            ) : list.isPending ? (
              <p className="text-13 text-3">Looking for files…</p>
            ) : !list.data ? (
              <Notice
                title="The files could not be looked up."
                say={sayOf(list.error)}
                action={{ say: 'Try again', onPress: () => void list.refetch() }}
              />
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
            <ExportCost cost={cost} />
            {canEdit && scope === 'clip' && (
              <Button
                look="filled"
                busy={asking}
                disabled={files.length === 0 || issue !== undefined || unsaved || cost.pending}
                onClick={() => ask(files)}
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
