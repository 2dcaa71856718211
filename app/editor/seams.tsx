import type { Seam } from './clip-blocks.ts'
import { useCanEdit, useClip, useRoom } from './use-room.tsx'
import { placeAt, useWindow } from './use-view.ts'

/** Where something is left out: a dashed line, how much, and the way to put it back. */
export function SeamLines() {
  const seams = useClip((view) => view.seams)
  const { from, to } = useWindow()
  return (
    <ul
      aria-label="Cuts"
      className="closing pointer-events-none absolute inset-x-0 top-[23px] bottom-0 z-10"
    >
      {seams
        .filter((seam) => seam.at >= from && seam.at <= to)
        .map((seam) => (
          <SeamLine key={seam.id} seam={seam} />
        ))}
    </ul>
  )
}

function SeamLine({ seam }: { seam: Seam }) {
  const { actions } = useRoom()
  const { pxPerMs } = useWindow()
  const canEdit = useCanEdit()
  const seconds = (seam.removed / 1000).toFixed(1)
  const words = seam.words.map((word) => word.text).join(' ')
  const shown = words.length > 120 ? `${words.slice(0, 120)}…` : words
  return (
    <li
      className="absolute inset-y-0 left-0"
      style={{ transform: `translateX(${placeAt(pxPerMs, seam.at)}px)` }}
    >
      <span
        aria-hidden
        className={`absolute inset-y-0 -left-px border-l border-dashed ${
          seam.removed > 0 ? 'border-danger/70' : 'border-edge'
        }`}
      />
      {seam.removed > 0 && canEdit && (
        <button
          type="button"
          title={shown ? `Put back “${shown}”` : 'Put back'}
          aria-label={`${seconds} seconds cut here${
            seam.words.length > 0
              ? `, ${seam.words.length} ${seam.words.length === 1 ? 'word' : 'words'}`
              : ''
          }. Put back.`}
          className="-translate-x-1/2 tabular pointer-events-auto absolute top-[48px] left-0 whitespace-nowrap rounded-full border border-danger bg-panel px-1.5 font-semibold text-11 text-danger leading-[18px] after:absolute after:-inset-[3px] hover:bg-hover"
          onClick={() => actions.putBackSeam(seam)}
        >
          −{seconds} s
        </button>
      )}
    </li>
  )
}
