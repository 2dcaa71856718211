import { MoveUpRight, PenLine, Square, Undo2 } from 'lucide-react'
import { type Ink, inks } from '#core/drawing.ts'
import { IconButton } from '../components/icon-button.tsx'
import type { DrawingTool } from './review-stage-state.ts'
import { useReview, useReviewUi } from './use-review.tsx'

const tools: { tool: DrawingTool; name: string; icon: typeof PenLine }[] = [
  { tool: 'pen', name: 'Draw', icon: PenLine },
  { tool: 'arrow', name: 'Arrow', icon: MoveUpRight },
  { tool: 'box', name: 'Box', icon: Square },
]

/** Over the picture: what to draw with. A drawing goes with the comment that is being written. */
export function DrawingTools({ onBegin }: { onBegin(): void }) {
  const { stage } = useReview()
  const tool = useReviewUi((ui) => ui.tool)
  const ink = useReviewUi((ui) => ui.ink)
  const some = useReviewUi((ui) => ui.strokes.length > 0)
  return (
    <div
      role="toolbar"
      aria-label="Drawing"
      className="flex items-center justify-center gap-1.5 max-md:gap-0"
    >
      {tools.map(({ tool: own, name, icon: Icon }) => (
        <IconButton
          key={own}
          label={name}
          pressed={tool === own}
          className="max-md:size-11!"
          onClick={() => {
            stage.ui.setState({ tool: tool === own ? null : own })
            if (tool !== own) onBegin()
          }}
        >
          <Icon size={16} aria-hidden />
        </IconButton>
      ))}
      <span className="mx-1 h-5 w-px bg-line max-md:hidden" />
      {(Object.keys(inks) as Ink[]).map((own) => (
        <button
          key={own}
          type="button"
          aria-label={own}
          title={own}
          aria-pressed={ink === own}
          className="grid size-7 place-items-center rounded-full aria-pressed:ring-[2px] aria-pressed:ring-1 max-md:size-11"
          onClick={() => stage.ui.setState({ ink: own })}
        >
          <span className="size-4.5 rounded-full" style={{ background: inks[own] }} />
        </button>
      ))}
      <span className="mx-1 h-5 w-px bg-line max-md:hidden" />
      <IconButton
        label="Take the last stroke back"
        disabled={!some}
        className="max-md:size-11!"
        onClick={() => stage.ui.setState(({ strokes }) => ({ strokes: strokes.slice(0, -1) }))}
      >
        <Undo2 size={16} aria-hidden />
      </IconButton>
    </div>
  )
}
