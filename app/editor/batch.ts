import type { inferRouterOutputs } from '@trpc/server'
import { ExportSettings } from '#core/export-settings.ts'
import type { Language } from '#core/second-language.ts'
import type { Shape } from '#core/shape.ts'
import type { AppRouter } from '../trpc/router.ts'
import type { ExportChoice } from './export-choice.ts'
import { settingsOf } from './export-file-fields.tsx'
import { isOpen } from './exports.ts'
import { languageName } from './language-name.ts'

export type ClipExports = inferRouterOutputs<AppRouter>['renders']['ofVideo'][number]
export type BatchFile = ClipExports['files'][number]
export type BatchRow = ReturnType<typeof planBatch>['rows'][number]
export type OtherFile = ReturnType<typeof planBatch>['others'][number]
export type BatchCell = BatchRow['cells'][number]

/** "Loudest, 1:1, Español". */
export const nameOf = (title: string, shape: Shape, language: Language | null): string =>
  [title, shape, ...(language ? [languageName(language)] : [])].join(', ')

/**
 * A video's clips in every chosen shape and language: what is there, coming, or to be made. `others`
 * are under way, or were not made, with other choices.
 */
export function planBatch(
  clips: readonly ClipExports[],
  { shapes, languages, file, without }: Omit<ExportChoice, 'scope'>,
) {
  const rows = clips.map((clip) => ({
    ...clip,
    chosen: !without.includes(clip.clipId),
    cells: languages.flatMap((language) =>
      shapes.map((shape) => {
        const settings = JSON.stringify(settingsOf(file, shape))
        const found = clip.files.find(
          (one) =>
            one.current &&
            one.shape === shape &&
            one.language === language &&
            JSON.stringify(ExportSettings.parse(one.settings)) === settings,
        )
        const there = language === null || clip.languages.includes(language)
        const name = nameOf(clip.title, shape, language)
        return { shape, language, name, file: found ?? null, there }
      }),
    ),
  }))
  const chosen = rows.filter((row) => row.chosen)
  const possible = chosen.map(({ refusal, cells }) => ({
    refusal,
    cells: cells.filter(({ there }) => there),
  }))
  const count = (some: typeof possible) => some.reduce((sum, { cells }) => sum + cells.length, 0)
  const waiting = count(possible.filter(({ refusal }) => refusal?.needsApproval))
  const wanted = chosen
    .filter(({ refusal }) => refusal === null)
    .flatMap(({ clipId, cells }) =>
      cells
        .filter(
          ({ file, there }) =>
            there && (!file || file.status === 'failed' || file.status === 'cancelled'),
        )
        .map(({ shape, language }) => ({
          ...{ clipId, shape, language, settings: settingsOf(file, shape) },
        })),
    )
  const cells = rows.flatMap((row) => row.cells)
  const inCells = new Set(cells.flatMap(({ file }) => file?.id ?? []))
  const others = rows.flatMap(({ clipId, title, files }) =>
    files
      .filter(({ id }) => !inCells.has(id))
      .filter((one) => isOpen(one) || (one.current && one.status === 'failed'))
      .map((one) => ({ ...one, clipId, name: nameOf(title, one.shape, one.language) })),
  )
  const named = cells.flatMap(({ name, file }) => (file ? [{ ...file, name }] : []))
  const files = chosen.flatMap((row) => row.cells.flatMap(({ file }) => file ?? []))
  return {
    rows,
    wanted,
    others,
    /** How many of the chosen can be made now, and how many others wait for an approval. */
    all: count(possible) - waiting,
    waiting,
    files,
    done: files.filter(({ status }) => status === 'done'),
    coming: [...named, ...others].filter(isOpen),
    failed: named.filter(({ status }) => status === 'failed'),
  }
}
