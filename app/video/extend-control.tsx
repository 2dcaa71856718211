import { ChevronLeft, ChevronRight } from 'lucide-react'
import { sayCount } from '#core/say-count.ts'
import { Menu, MenuItem, MenuLine } from '../components/menu.tsx'
import { type Bounds, boundsSteps, sentencesMore } from './moment-bounds.ts'
import type { ShownSuggestion } from './suggestions.ts'

const side =
  'grid h-7 w-7 place-items-center rounded-2 text-2 transition-colors duration-press hover:bg-hover hover:text-1 disabled:pointer-events-none disabled:opacity-40 max-lg:h-9 max-lg:w-8'

/** A sentence more at either end by the arrows; fewer, or back to where it was found, by the menu. */
export function ExtendControl({
  suggestion: { from, to, found, title },
  sentences,
  durationMs,
  onMove,
}: {
  suggestion: ShownSuggestion
  /** Null until they are worked out. */
  sentences: readonly Bounds[] | null
  durationMs: number
  onMove(to: Bounds): void
}) {
  const now = { from, to }
  const steps = sentences && boundsSteps(sentences, now, durationMs)
  const more = sentences ? sentencesMore(sentences, now, found) : 0
  const isMoved = from !== found.from || to !== found.to
  const by = (next: Bounds | null | undefined) => ({
    disabled: !next,
    onClick: () => next && onMove(next),
  })
  const item = (next: Bounds | null | undefined) => ({
    disabled: !next,
    // The next step is often the same one again.
    onSelect(event: Event) {
      event.preventDefault()
      if (next) onMove(next)
    },
  })
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has its own drawing and wants a legend
    <div
      role="group"
      aria-label={`Length of ${title}`}
      className="flex items-center rounded-2 border border-line"
    >
      <button
        type="button"
        aria-label="Add the sentence before"
        title="Add the sentence before"
        className={side}
        {...by(steps?.longerBefore)}
      >
        <ChevronLeft size={14} aria-hidden />
      </button>
      <Menu
        align="start"
        trigger={
          <button
            type="button"
            className="h-7 whitespace-nowrap rounded-2 px-1 font-medium text-12 text-2 transition-colors duration-press hover:bg-hover hover:text-1 max-lg:h-9"
          >
            {sayMore(more, isMoved)}
          </button>
        }
      >
        <MenuItem {...item(steps?.longerBefore)}>Add the sentence before</MenuItem>
        <MenuItem {...item(steps?.longerAfter)}>Add the sentence after</MenuItem>
        <MenuItem {...item(steps?.shorterBefore)}>Drop the first sentence</MenuItem>
        <MenuItem {...item(steps?.shorterAfter)}>Drop the last sentence</MenuItem>
        <MenuLine />
        <MenuItem disabled={!isMoved} onSelect={() => onMove(found)}>
          Back to how it was found
        </MenuItem>
      </Menu>
      <button
        type="button"
        aria-label="Add the sentence after"
        title="Add the sentence after"
        className={side}
        {...by(steps?.longerAfter)}
      >
        <ChevronRight size={14} aria-hidden />
      </button>
    </div>
  )
}

function sayMore(more: number, isMoved: boolean): string {
  if (!isMoved) return 'Extend'
  if (more === 0) return 'Moved'
  const count = Math.abs(more)
  return `${more > 0 ? '+' : '−'} ${sayCount(count, 'sentence')}`
}
