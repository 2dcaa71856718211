import { Popover } from 'radix-ui'
import type { ClipIssue } from '#core/clip-project.ts'
import { Button } from '../components/button.tsx'
import { useCanEdit, useRoom } from './use-room.tsx'

/** One piece that cannot play: what is wrong with it, and the ways on. */
export function IssuePopover({ issue, piece }: { issue: ClipIssue; piece: string }) {
  const { actions, room } = useRoom()
  const canEdit = useCanEdit()
  return (
    <Popover.Root>
      <Popover.Trigger
        className="h-full rounded-2 border-[2px] border-danger bg-panel px-2 font-semibold text-11 text-danger"
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
          <p>
            {issue.code === 'piece.empty'
              ? 'Two changes left nothing of it. Export waits until you choose; editing does not.'
              : issue.say}
          </p>
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
  )
}
