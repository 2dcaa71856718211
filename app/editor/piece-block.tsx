import { memo } from 'react'
import type { Block } from './clip-blocks.ts'
import { heardBetween } from './clip-view.ts'
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
  const seconds = (ms: number) => (ms / 1000).toFixed(1)
  return (
    <li
      className="group/piece absolute inset-y-0 left-0"
      style={{ transform: `translateX(${left}px)`, width }}
    >
      <button
        type="button"
        aria-pressed={selected}
        aria-label={`Piece ${block.number} of ${block.of}, ${seconds(block.start)} to ${seconds(block.end)} seconds: ${sayWords(room, block)}`}
        className={`absolute inset-0 rounded-[3px] transition-shadow duration-press ${
          selected
            ? 'shadow-[inset_0_0_0_2px_var(--mark)]'
            : 'hover:shadow-[inset_0_0_0_1.5px_var(--edge)]'
        }`}
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

function sayWords(room: ReturnType<typeof useRoom>['room'], { start, end }: Block) {
  const { heard } = room.clip.getState()
  const words = heardBetween(heard, start, end)
  const said = words.slice(0, 8).map((word) => word.text)
  return words.length > 8 ? `${said.join(' ')}…` : said.join(' ')
}
