import { Sparkles } from 'lucide-react'
import { useState } from 'react'
import { sayCount } from '#core/say-count.ts'
import type { Transcript } from '#core/transcript.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Segmented } from '../components/segmented.tsx'
import type { Bounds } from './moment-bounds.ts'
import { SteeringField } from './steering-field.tsx'
import { cardId, SuggestionCard } from './suggestion-card.tsx'
import { inOrder, type ShownSuggestion, type SuggestionOrder } from './suggestions.ts'
import type { PageActions } from './use-page-actions.ts'
import type { VideoPage } from './video-page.ts'

const orders: { value: SuggestionOrder; name: string }[] = [
  { value: 'score', name: 'Score' },
  { value: 'time', name: 'Time' },
]

export function SuggestionList({
  page,
  suggestions,
  order,
  onOrder,
  sentences,
  transcript,
  asked,
  onAsk,
  me,
  actions,
  onMove,
}: {
  page: VideoPage
  suggestions: ShownSuggestion[]
  order: SuggestionOrder
  onOrder(order: SuggestionOrder): void
  sentences: readonly Bounds[] | null
  /** For names in a wish; null while the words are on their way. */
  transcript: Transcript | null
  /** What was looked for last. */
  asked: string
  onAsk(prompt: string): void
  me: string
  actions: PageActions
  onMove(suggestion: ShownSuggestion, to: Bounds): void
}) {
  const [showPutAway, setShowPutAway] = useState(false)
  const shown = suggestions.filter(({ dismissed }) => !dismissed)
  const putAway = suggestions.filter(({ dismissed }) => dismissed)
  const ordered = inOrder(shown, order)
  const dismiss = (suggestion: ShownSuggestion) => {
    // The card goes, and its focus with it: the one that takes its place has it then.
    const at = ordered.indexOf(suggestion)
    const next = ordered[at + 1] ?? ordered[at - 1]
    if (next) document.getElementById(cardId(next.id))?.focus({ preventScroll: true })
    actions.dismiss(suggestion)
  }
  return (
    <section aria-label="Suggestions">
      <div className="flex min-h-14 flex-wrap items-center gap-x-2.5 gap-y-1 py-2">
        {shown.length > 0 && (
          <>
            <h2 className="font-semibold text-16 text-1">{sayCount(shown.length, 'suggestion')}</h2>
            <p className="min-w-0 flex-1 truncate text-12 text-3">
              {order === 'score' ? 'best first, no overlaps' : 'as they come, no overlaps'}
            </p>
          </>
        )}
        {page.mayChange && page.transcript && (
          <SteeringField
            asked={asked}
            transcript={transcript}
            busy={actions.steering}
            onAsk={onAsk}
          />
        )}
        {shown.length > 0 && (
          <Segmented label="Order" value={order} options={orders} onChange={onOrder} />
        )}
      </div>
      {shown.length > 0 ? (
        <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,460px),1fr))] gap-3">
          {ordered.map((suggestion) => (
            <SuggestionCard
              key={suggestion.id}
              suggestion={suggestion}
              page={page}
              sentences={sentences}
              me={me}
              accepting={actions.accepting.has(suggestion.id)}
              onAccept={(choice) => actions.accept(suggestion, choice)}
              onDismiss={() => dismiss(suggestion)}
              onMove={(to) => onMove(suggestion, to)}
            />
          ))}
        </div>
      ) : (
        <NoSuggestions page={page} allPutAway={putAway.length > 0} asked={asked} />
      )}
      {putAway.length > 0 && page.mayChange && (
        <div className="mt-4">
          <Button
            look="ghost"
            size="small"
            aria-expanded={showPutAway}
            onClick={() => setShowPutAway((now) => !now)}
          >
            {putAway.length} put away
          </Button>
          {showPutAway && (
            <ul className="mt-1 flex flex-col">
              {putAway.map((suggestion) => (
                <li key={suggestion.id} className="flex h-9 items-center gap-3 px-2.5">
                  <span className="min-w-0 flex-1 truncate text-13 text-2">{suggestion.title}</span>
                  <Button
                    size="small"
                    aria-label={`Take back ${suggestion.title}`}
                    onClick={() => actions.takeBack(suggestion)}
                  >
                    Take back
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </section>
  )
}

function NoSuggestions({
  page,
  allPutAway,
  asked,
}: {
  page: VideoPage
  allPutAway: boolean
  asked: string
}) {
  if (asked && !allPutAway)
    return (
      <EmptyState
        icon={<Sparkles size={32} strokeWidth={1.5} aria-hidden />}
        title={page.status === 'analysing' ? 'Looking for moments' : `Nothing meets “${asked}”`}
      >
        {page.status === 'analysing'
          ? 'They appear here as soon as they are found.'
          : 'Ask for less, or clear the field to see the best of all.'}
      </EmptyState>
    )
  return (
    <EmptyState
      icon={<Sparkles size={32} strokeWidth={1.5} aria-hidden />}
      title={allPutAway ? 'All suggestions are put away' : 'No suggestions'}
    >
      {allPutAway
        ? 'Take one back below, or select words in the transcript.'
        : page.mayChange
          ? 'Nothing here stands alone for long enough. Select words in the transcript and make a clip of them, or press New clip.'
          : 'Nothing here stands alone for long enough.'}
    </EmptyState>
  )
}
