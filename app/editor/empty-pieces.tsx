import { Popover } from 'radix-ui'
import { useMemo } from 'react'
import { Button } from '../components/button.tsx'
import { useCanEdit, useClip, useRoom } from './use-room.tsx'
import { placeAt, useWindow } from './use-view.ts'

/** Pieces of which nothing is left, where they lie, each with what is wrong and the ways on. */
export function EmptyPieces() {
  const { actions, room } = useRoom()
  const project = useClip((view) => view.project)
  const blocks = useClip((view) => view.blocks)
  const { pxPerMs } = useWindow()
  const canEdit = useCanEdit()
  const empty = useMemo(
    () =>
      project.issues.flatMap((issue) => {
        const at = project.pieces.findIndex((piece) => piece.id === issue.piece)
        if (at < 0) return []
        const before = blocks.findLast(
          (block) => project.pieces.findIndex((piece) => piece.id === block.piece.id) < at,
        )
        return [{ issue, piece: project.pieces[at]?.id ?? '', ms: before?.end ?? 0 }]
      }),
    [project, blocks],
  )
  return empty.map(({ issue, piece, ms }) => (
    <li
      key={piece}
      className="absolute inset-y-0 left-0 z-10"
      style={{ transform: `translateX(${placeAt(pxPerMs, ms) - 24}px)` }}
    >
      <Popover.Root>
        <Popover.Trigger
          className="h-full rounded-2 border-2 border-danger bg-panel px-2 font-semibold text-11 text-danger"
          style={{
            backgroundImage:
              'repeating-linear-gradient(-45deg, color-mix(in oklab, var(--danger) 30%, transparent) 0 2px, transparent 2px 8px)',
          }}
          aria-label={`Issue: ${issue.say}`}
        >
          Empty
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            side="top"
            sideOffset={8}
            collisionPadding={12}
            className="z-50 flex w-80 flex-col gap-2.5 rounded-3 bg-raised p-4 text-13 text-2 shadow-e2"
          >
            <b className="font-semibold text-1">
              {issue.code === 'piece.empty' ? 'This piece is empty' : 'This piece cannot play'}
            </b>
            <p>{issue.say}</p>
            {canEdit && (
              <div className="flex gap-2">
                <Button look="filled" size="small" onClick={() => actions.removePiece(piece)}>
                  Remove piece
                </Button>
                <Button
                  size="small"
                  onClick={() => {
                    actions.widen(piece)
                    room.ui.setState({ selection: { kind: 'piece', piece } })
                  }}
                >
                  Open its edges
                </Button>
              </div>
            )}
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </li>
  ))
}
