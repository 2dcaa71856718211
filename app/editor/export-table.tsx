import { Check, CheckCheck, Lock, TriangleAlert } from 'lucide-react'
import type { RenderId } from '#core/ids.ts'
import type { BatchCell, BatchRow } from './batch.ts'
import type { ExportChoice } from './export-choice.ts'
import { languageName } from './language-name.ts'
import { sayLength } from './timeline-view.ts'

const box = 'size-4 shrink-0 accent-[var(--mark)]'

/** Clips down, languages and shapes across: a cell for each file, and which clips are taken. */
export function ExportTable({
  rows,
  choice: { shapes, languages, without },
  reused,
  onChoose,
}: {
  rows: BatchRow[]
  choice: ExportChoice
  /** Files that were there already when they were asked for. */
  reused: ReadonlySet<RenderId>
  onChoose(part: Partial<ExportChoice>): void
}) {
  const left = rows.filter(({ chosen }) => !chosen).map(({ clipId }) => clipId)
  return (
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
            <th scope="col" className="py-1 text-left font-normal">
              <label className="flex min-h-8 cursor-pointer items-center gap-2.5">
                <input
                  type="checkbox"
                  className={box}
                  ref={(input) => {
                    if (input) input.indeterminate = left.length > 0 && left.length < rows.length
                  }}
                  checked={left.length === 0}
                  onChange={() =>
                    onChoose({ without: left.length > 0 ? [] : rows.map(({ clipId }) => clipId) })
                  }
                />
                All clips
              </label>
            </th>
            {languages.map((language) =>
              shapes.map((shape) => (
                <th key={`${language} ${shape}`} scope="col" className="w-18 px-1 py-2 font-normal">
                  {shape}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ clipId, title, durationMs, refusal, cells, chosen }) => (
            <tr key={clipId} className="border-line border-b">
              <th scope="row" className="min-w-40 py-2 pr-3 text-left font-medium text-1">
                <label className="flex cursor-pointer items-center gap-2.5">
                  <input
                    type="checkbox"
                    className={box}
                    checked={chosen}
                    onChange={() =>
                      onChoose({
                        without: chosen
                          ? [...without, clipId]
                          : without.filter((one) => one !== clipId),
                      })
                    }
                  />
                  <span className="min-w-0">
                    <span className={chosen ? 'line-clamp-1' : 'line-clamp-1 text-3'}>{title}</span>
                    <span className="block font-normal text-12 text-3">
                      {[durationMs === null ? null : sayLength(durationMs), refusal?.say]
                        .filter(Boolean)
                        .join(', ')}
                    </span>
                  </span>
                </label>
              </th>
              {cells.map((cell) => (
                <td key={`${cell.language} ${cell.shape}`} className="px-1 py-2">
                  <Cell
                    cell={cell}
                    refusal={
                      refusal ??
                      (cell.there ? null : { say: 'Not translated yet', needsApproval: false })
                    }
                    reused={cell.file !== null && reused.has(cell.file.id)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({
  cell: { name, file },
  refusal,
  reused,
}: {
  cell: BatchCell
  refusal: { say: string; needsApproval: boolean } | null
  reused: boolean
}) {
  const size = 'mx-auto grid h-8 w-[62px] place-items-center rounded-2 border text-12 font-semibold'
  const drawn = (state: string, look: string, inside: React.ReactNode) => (
    <span role="img" aria-label={`${name}: ${state}`} title={state} className={`${size} ${look}`}>
      {inside}
    </span>
  )
  if (file?.status === 'done')
    return reused
      ? drawn(
          'Reused, nothing in it changed',
          'border-transparent bg-[color-mix(in_oklab,var(--info)_24%,var(--panel))] text-info',
          <CheckCheck size={15} aria-hidden />,
        )
      : drawn(
          'Done',
          'border-transparent bg-[color-mix(in_oklab,var(--success)_24%,var(--panel))] text-success',
          <Check size={15} aria-hidden />,
        )
  if (file?.status === 'running')
    return drawn(
      `${file.progress} percent`,
      'tabular border-mark text-1',
      <span aria-hidden>{file.progress}%</span>,
    )
  if (file?.status === 'pending') return drawn('Waiting', 'border-line border-dashed text-3', '…')
  if (file?.status === 'failed')
    return drawn(
      `Stopped: ${file.errorMessage ?? 'it stopped before its end'}`,
      'border-danger text-danger',
      <TriangleAlert size={14} aria-hidden />,
    )
  if (refusal)
    return drawn(
      refusal.needsApproval ? 'Needs approval' : refusal.say,
      'border-line bg-[repeating-linear-gradient(-45deg,var(--line)_0_1px,transparent_1px_6px)] text-3',
      refusal.needsApproval ? (
        <Lock size={13} aria-hidden />
      ) : (
        <TriangleAlert size={13} aria-hidden />
      ),
    )
  return drawn('Not made', 'border-line text-3', '')
}
