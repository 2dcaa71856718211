import { useState } from 'react'
import { sayCount } from '#core/say-count.ts'
import { MAX_TRANSITION, MIN_TRANSITION, TransitionKind } from '#core/transition.ts'
import { Button } from '../components/button.tsx'
import { Slider } from '../components/slider.tsx'
import { transitionNames } from './part-names.ts'
import { StyleRow } from './style-row.tsx'
import { Section } from './tab-body.tsx'
import { sayTenths } from './timeline-view.ts'
import { useParts } from './use-parts.ts'
import { useClip, useRoom } from './use-room.tsx'

const USUAL_MS = 400

/** What lies over each seam between two pieces. */
export function Transitions() {
  const blocks = useClip((view) => view.blocks)
  const seams = blocks.slice(1)
  const parts = useParts()
  const transitions = useClip((view) => view.project.transitions)
  const [first] = transitions
  const pieces = seams.map(({ piece }) => piece.id)
  const everywhere =
    first &&
    pieces.every((piece) =>
      transitions.some(
        (one) => one.piece === piece && one.kind === first.kind && one.ms === first.ms,
      ),
    )
  if (seams.length === 0)
    return (
      <Section name="Transitions">
        <p className="text-12 text-3">
          The clip is one piece. Split it, and a transition can lie over the seam.
        </p>
      </Section>
    )
  return (
    <Section name="Transitions" hint={sayCount(seams.length, 'seam')}>
      {seams.map((block) => (
        <SeamRow key={block.piece.id} piece={block.piece.id} at={block.start} />
      ))}
      {seams.length > 1 && first && (
        <div className="flex flex-wrap gap-1.5">
          {!everywhere && (
            <Button
              size="small"
              onClick={() => parts.setTransitions(pieces, { kind: first.kind, ms: first.ms })}
            >
              {transitionNames[first.kind]} at every seam
            </Button>
          )}
          <Button size="small" onClick={() => parts.setTransitions(pieces, null)}>
            Plain cuts everywhere
          </Button>
        </div>
      )}
    </Section>
  )
}

function SeamRow({ piece, at }: { piece: string; at: number }) {
  const { room } = useRoom()
  const parts = useParts()
  const transition = useClip((view) => view.project.transitions.find((one) => one.piece === piece))
  const [length, setLength] = useState<number | null>(null)
  const shown = length ?? transition?.ms ?? USUAL_MS
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <button
          type="button"
          className="tabular w-14 shrink-0 rounded-1 text-left text-12 text-accent-text"
          aria-label={`Go to the seam at ${sayTenths(at)}`}
          onClick={() => room.transport.seek(Math.max(0, at - 600))}
        >
          {sayTenths(at)}
        </button>
        <select
          aria-label={`Transition at ${sayTenths(at)}`}
          value={transition?.kind ?? ''}
          className="h-8 min-w-0 flex-1 rounded-2 border border-edge bg-panel px-2 text-12 text-1"
          onChange={({ target }) => {
            const kind = TransitionKind.safeParse(target.value)
            parts.setTransition(piece, kind.success ? { kind: kind.data, ms: shown } : null)
          }}
        >
          <option value="">Cut</option>
          {TransitionKind.options.map((kind) => (
            <option key={kind} value={kind}>
              {transitionNames[kind]}
            </option>
          ))}
        </select>
      </div>
      {transition && (
        <StyleRow name="Lasts" value={`${(shown / 1000).toFixed(1)} s`}>
          <Slider
            label={`How long the transition at ${sayTenths(at)} lasts`}
            value={shown}
            min={MIN_TRANSITION}
            max={MAX_TRANSITION}
            step={100}
            sayValue={`${(shown / 1000).toFixed(1)} seconds`}
            onChange={setLength}
            onCommit={(ms) => {
              setLength(null)
              parts.setTransition(piece, { kind: transition.kind, ms })
            }}
          />
        </StyleRow>
      )}
    </div>
  )
}
