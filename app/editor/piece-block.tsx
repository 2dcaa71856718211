import { memo, type PointerEvent } from 'react'
import type { Block } from './clip-blocks.ts'
import { heardBetween } from './clip-view.ts'
import { dragPointer } from './drag-pointer.ts'
import { dropPlace } from './piece-drag.ts'
import { TrimHandle } from './trim-handle.tsx'
import { useCanEdit, useRoom, useUi } from './use-room.tsx'
import { placeAt, useWindow } from './use-view.ts'

/** One piece: a button over its strip of film, with a handle at each end. */
export const PieceBlock = memo(function PieceBlock({ block }: { block: Block }) {
  const { room } = useRoom()
  const { pxPerMs } = useWindow()
  const canEdit = useCanEdit()
  const selected = useUi(
    ({ selection }) => 'piece' in selection && selection.piece === block.piece.id,
  )
  const left = placeAt(pxPerMs, block.start)
  const width = Math.max(4, (block.end - block.start) * pxPerMs - 1)
  const lift = useLift(block)
  const seconds = (ms: number) => (ms / 1000).toFixed(1)
  return (
    <li className="group/piece absolute inset-y-0" style={{ left, width }}>
      <button
        type="button"
        aria-pressed={selected}
        aria-label={`Piece ${block.number} of ${block.of}, ${seconds(block.start)} to ${seconds(block.end)} seconds: ${sayWords(room, block)}`}
        className={`absolute inset-0 rounded-[3px] transition-shadow duration-press ${
          selected
            ? 'shadow-[inset_0_0_0_2px_var(--mark)]'
            : 'hover:shadow-[inset_0_0_0_1.5px_var(--edge)]'
        }`}
        title={canEdit && block.of > 1 ? 'Drag to move, with ⌥ to slip' : undefined}
        onPointerDown={canEdit ? lift : undefined}
        onClick={() => room.ui.setState({ selection: { kind: 'piece', piece: block.piece.id } })}
      />
      {canEdit && (
        <>
          <TrimHandle block={block} edge="from" shown={selected} />
          <TrimHandle block={block} edge="to" shown={selected} />
        </>
      )}
    </li>
  )
})

/** Dragged, a piece goes to another place; with ⌥ it stays and plays other source. */
function useLift({ piece, start, end }: Block) {
  const { room, actions } = useRoom()
  return (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return
    const slipping = event.altKey
    const id = piece.id
    dragPointer(event.currentTarget, event, {
      move(px) {
        const { pxPerMs } = room.view.state.getState()
        // Content dragged to the right plays earlier source.
        if (slipping) {
          room.ui.setState({ lift: { kind: 'slip', piece: id, by: -px / pxPerMs } })
          return
        }
        const at = (start + end) / 2 + px / pxPerMs
        const place = dropPlace(room.clip.getState().blocks, id, at)
        room.ui.setState({ lift: place && { kind: 'move', piece: id, ...place } })
      },
      end(how) {
        const { lift } = room.ui.getState()
        if (how === 'dragged' && lift?.kind === 'slip') actions.slip(id, lift.by)
        if (how === 'dragged' && lift?.kind === 'move') actions.move(id, lift.before)
        room.ui.setState({ lift: null })
      },
    })
  }
}

function sayWords(room: ReturnType<typeof useRoom>['room'], { start, end }: Block) {
  const { heard } = room.clip.getState()
  const words = heardBetween(heard, start, end)
  const said = words.slice(0, 8).map((word) => word.text)
  return words.length > 8 ? `${said.join(' ')}…` : said.join(' ')
}
