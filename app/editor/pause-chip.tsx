import type { Range } from '#core/time.ts'
import { useRoom } from './use-room.tsx'

/** A long silence in the text. A press shortens it to a breath, or puts it back. */
export function PauseChip({
  range,
  isCut,
  seconds,
  canEdit,
}: {
  range: Range
  isCut: boolean
  seconds: number
  canEdit: boolean
}) {
  const { actions } = useRoom()
  const look = `tabular mx-0.5 inline-block rounded-full border px-1.5 align-[1px] text-11 leading-4 ${
    isCut ? 'border-danger/60 text-3 line-through decoration-danger' : 'border-line text-3'
  }`
  const say = `${seconds.toFixed(1)} s`
  if (!canEdit) return <span className={look}>{say}</span>
  const offer = isCut ? 'Put the pause back' : 'Shorten the pause'
  return (
    <button
      type="button"
      tabIndex={-1}
      title={offer}
      aria-label={`Pause of ${seconds.toFixed(1)} seconds${isCut ? ', shortened' : ''}. ${offer}`}
      className={`${look} relative hover:border-edge hover:text-1 after:absolute after:-inset-1`}
      onClick={() => (isCut ? actions.putBackPause(range) : actions.cutPause(range))}
    >
      {say}
    </button>
  )
}
