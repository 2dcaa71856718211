import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { sayCount } from '#core/say-count.ts'
import { FPS } from '#core/time.ts'
import type { Seam } from './clip-blocks.ts'
import { dragPointer } from './drag-pointer.ts'
import { useCanEdit, useClip, useRoom } from './use-room.tsx'
import { placeAt, useWindow } from './use-view.ts'
import { outsideWords } from './word-edges.ts'

/** Where something is left out: a dashed line, how much, and the way to put it back. */
export function SeamLines() {
  const seams = useClip((view) => view.seams)
  const { from, to } = useWindow()
  const canEdit = useCanEdit()
  return (
    <ul
      aria-label="Cuts"
      className="closing pointer-events-none absolute inset-x-0 top-[23px] bottom-0 z-10"
    >
      {seams
        .filter((seam) => seam.at >= from && seam.at <= to)
        .map((seam) => (
          <SeamLine key={seam.id} seam={seam} canEdit={canEdit} />
        ))}
    </ul>
  )
}

function SeamLine({ seam, canEdit }: { seam: Seam; canEdit: boolean }) {
  const { pxPerMs } = useWindow()
  const [rolled, setRolled] = useState(0)
  // Two pieces that follow each other in the source: there is nothing to put back, but a place to move.
  const split = seam.removed === 0 && seam.pieces !== null && seam.from === seam.to
  return (
    <li className="absolute inset-y-0" style={{ left: placeAt(pxPerMs, seam.at + rolled) }}>
      <span
        aria-hidden
        className={`absolute inset-y-0 -left-px border-l border-dashed ${
          seam.removed > 0 ? 'border-danger/70' : rolled !== 0 ? 'border-mark' : 'border-edge'
        }`}
      />
      {seam.removed > 0 && canEdit && <PutBack seam={seam} />}
      {split && canEdit && seam.pieces && (
        <Roll seam={seam} right={seam.pieces[1]} onRoll={setRolled} />
      )}
    </li>
  )
}

function PutBack({ seam }: { seam: Seam }) {
  const { actions } = useRoom()
  const seconds = (seam.removed / 1000).toFixed(1)
  const words = seam.words.map((word) => word.text).join(' ')
  const shown = words.length > 120 ? `${words.slice(0, 120)}…` : words
  const count = seam.words.length
  const said = count > 0 ? `, ${sayCount(count, 'word')}` : ''
  return (
    <button
      type="button"
      title={shown ? `Put back “${shown}”` : 'Put back'}
      aria-label={`${seconds} seconds cut here${said}. Put back.`}
      className="-translate-x-1/2 tabular pointer-events-auto absolute top-[calc(72px+var(--above-video))] left-0 whitespace-nowrap rounded-full border border-danger bg-panel px-1.5 font-semibold text-11 text-danger leading-[18px] after:absolute after:-inset-[3px] hover:bg-hover"
      onClick={() => actions.putBackSeam(seam)}
    >
      −{seconds} s
    </button>
  )
}

/** The seam of two pieces that follow each other: dragged, one gives what the other takes; pressed, they join. */
function Roll({ seam, right, onRoll }: { seam: Seam; right: string; onRoll(ms: number): void }) {
  const { room, actions } = useRoom()
  const number = useClip(
    (view) => view.blocks.find((block) => block.piece.id === right)?.number ?? 2,
  )
  const { words } = room.text
  const onPointerDown = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return
    let by = 0
    dragPointer(event.currentTarget, event, {
      move(px, { ctrlKey, metaKey }) {
        by = px / room.view.state.getState().pxPerMs
        const free = ctrlKey || metaKey || !room.ui.getState().snap
        if (!free) by = outsideWords(words, seam.from + by, 'from') - seam.from
        onRoll(by)
      },
      end(how) {
        onRoll(0)
        if (how === 'dragged') actions.roll(right, seam.from + by)
        if (how === 'pressed') actions.join(right)
      },
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (event.key === 'Enter' || event.key === ' ') actions.join(right)
    else if (by && !event.altKey && !event.ctrlKey && !event.metaKey)
      actions.roll(right, seam.from + (by * 1000) / FPS)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <button
      type="button"
      title="Drag to move the seam, press to join the two pieces"
      aria-label={`Seam between piece ${number - 1} and ${number}. Enter joins them, arrows move it.`}
      className="-translate-x-1/2 pointer-events-auto absolute top-[calc(74px+var(--above-video))] left-0 grid size-4 cursor-col-resize touch-none place-items-center rounded-full border border-edge bg-panel text-3 after:absolute after:-inset-1 hover:border-mark hover:text-1"
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    >
      <span aria-hidden className="h-2 w-[3px] border-current border-x" />
    </button>
  )
}
