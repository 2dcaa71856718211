import type { KeyboardEvent, PointerEvent } from 'react'
import { trimLimits } from '#collab/clip-doc/piece-verbs.ts'
import { toSourceTime } from '#core/cut-list.ts'
import { FPS } from '#core/time.ts'
import type { Block } from './clip-blocks.ts'
import { dragPointer } from './drag-pointer.ts'
import type { Room } from './room.ts'
import { dragSource, type Limits, nextWordEdge, settleEdge } from './trim.ts'
import { TrimGhost } from './trim-ghost.tsx'
import { useRoom, useUi } from './use-room.tsx'

/** Where captions come and go within reach of an edge, source ms. */
function captionEdges({ clip }: Room, { min, max }: Limits): number[] {
  const { pages, cuts, project } = clip.getState()
  if (!project.style.enabled) return []
  return pages
    .flatMap((page) => [toSourceTime(cuts, page.from), toSourceTime(cuts, page.to)])
    .filter((at) => at > min && at < max)
}

/**
 * One end of a piece. Dragged, it is drawn here alone and written when it is let go, as one step; Esc
 * leaves it where it was.
 */
export function TrimHandle({
  block,
  edge,
  shown,
}: {
  block: Block
  edge: 'from' | 'to'
  shown: boolean
}) {
  const { room, actions } = useRoom()
  const { piece } = block
  const drag = useUi((ui) =>
    ui.drag?.piece === piece.id && ui.drag.edge === edge ? ui.drag : null,
  )
  const selected = useUi(
    ({ selection }) =>
      selection.kind === 'edge' && selection.piece === piece.id && selection.edge === edge,
  )

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.preventDefault()
    const handle = event.currentTarget
    handle.focus({ preventScroll: true })
    room.ui.setState({ selection: { kind: 'edge', piece: piece.id, edge } })
    const limits = trimLimits(room.doc, piece.id)?.[edge]
    if (!limits) return
    const { cuts } = room.clip.getState()
    const playhead = toSourceTime(cuts, room.playhead.get())
    const captions = captionEdges(room, limits)
    dragPointer(handle, event, {
      move(px, to) {
        const { pxPerMs } = room.view.state.getState()
        const { source, target } = settleEdge({
          source: dragSource(block, edge, px / pxPerMs),
          edge,
          words: room.text.words,
          limits,
          pxPerMs,
          snapping: room.ui.getState().snap,
          free: to.ctrlKey || to.metaKey,
          playhead: playhead >= limits.min && playhead <= limits.max ? playhead : null,
          captions,
        })
        room.ui.setState({ drag: { piece: piece.id, edge, source }, snapped: target !== null })
      },
      end(how) {
        const { drag: last } = room.ui.getState()
        if (how === 'dragged' && last && last.source !== piece[edge])
          actions.trim(piece.id, edge, last.source)
        room.ui.setState({ drag: null, snapped: false })
      },
    })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key] as -1 | 1 | undefined
    if (!direction) return
    event.preventDefault()
    event.stopPropagation()
    const to = event.shiftKey
      ? nextWordEdge(room.text.words, edge, piece[edge], direction)
      : piece[edge] + (direction * 1000) / FPS
    actions.trim(piece.id, edge, to)
  }

  const start = edge === 'from'
  return (
    <>
      <div
        role="slider"
        tabIndex={0}
        aria-label={`${start ? 'Start' : 'End'} of piece ${block.number}`}
        aria-valuemin={0}
        aria-valuemax={room.source.durationMs}
        aria-valuenow={piece[edge]}
        aria-valuetext={`${(piece[edge] / 1000).toFixed(2)} seconds of the video`}
        aria-orientation="horizontal"
        data-shown={shown || selected || drag !== null || undefined}
        className={`group/handle absolute inset-y-0 z-10 w-3 cursor-ew-resize touch-none outline-offset-0 after:absolute after:inset-y-0 ${
          // The grip is its own piece's side of the seam: the neighbour's lies right beside it.
          start
            ? '-left-px after:left-0 after:-right-1.5'
            : '-right-px after:right-0 after:-left-1.5'
        }`}
        onPointerDown={onPointerDown}
        onKeyDown={onKeyDown}
        onFocus={() => room.ui.setState({ selection: { kind: 'edge', piece: piece.id, edge } })}
      >
        <span
          className={`absolute inset-y-0 grid w-[9px] place-items-center bg-mark opacity-0 transition-opacity duration-press group-hover/piece:opacity-70 group-focus-visible/handle:opacity-100 group-data-[shown]/handle:opacity-100 ${
            start ? 'left-0 rounded-l-[4px]' : 'right-0 rounded-r-[4px]'
          }`}
        >
          <span className="h-3.5 w-[2px] rounded-full bg-accent-ink/70" />
        </span>
      </div>
      {drag && <TrimGhost block={block} edge={edge} source={drag.source} />}
    </>
  )
}
