import { Link } from '@remix-run/react'
import { clsx } from 'clsx'
import { Check, Pause, Play, Scissors, ThumbsDown } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { type ArrangementChoice, arrangedFor, lengthOf, piecesOf } from '#core/arrangement.ts'
import type { Reason } from '#core/suggestion.ts'
import { Button, buttonClass } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { ScoreRing } from '../components/score-ring.tsx'
import { sayClock, sayLength } from '../say-time.ts'
import { ArrangementChoiceField } from './arrangement-choice.tsx'
import { ExtendControl } from './extend-control.tsx'
import type { Bounds } from './moment-bounds.ts'
import { MomentPicture } from './moment-picture.tsx'
import { missingSignals, ScorePartsBars } from './score-parts.tsx'
import type { ShownSuggestion } from './suggestions.ts'
import { useFollow, usePlayer, usePlayerState } from './use-player.tsx'
import type { VideoPage } from './video-page.ts'

/** Reasons that fit beside the picture. */
const MOST_REASONS = 3

/** A moment worth clipping: why it is, and what to do with it. */
export function SuggestionCard({
  suggestion,
  page,
  sentences,
  me,
  accepting,
  onAccept,
  onDismiss,
  onMove,
}: {
  suggestion: ShownSuggestion
  page: VideoPage
  sentences: readonly Bounds[] | null
  me: string
  accepting: boolean
  onAccept(choice: ArrangementChoice): void
  onDismiss(): void
  onMove(to: Bounds): void
}) {
  const { id, rank, title, from, to, score, parts, reasons, clip } = suggestion
  const [choice, setChoice] = useState<ArrangementChoice>({ opening: true, skips: true })
  const proposed = arrangedFor(suggestion, suggestion.arrangement)
  // A clip has its own pieces by now, which its editor shows.
  const pieces = clip
    ? [{ from, to }]
    : piecesOf(suggestion, arrangedFor(suggestion, proposed, choice))
  const isTold = !clip && (proposed.opensWith !== null || proposed.skips.length > 0)
  const player = usePlayer()
  const canPlay = page.media.proxy !== null
  const isPreviewed = usePlayerState(({ preview }) => preview?.id === id)
  const isPlaying = usePlayerState(({ preview, playing }) => preview?.id === id && playing)
  const missing = missingSignals(parts)
  const openClip = useRef<HTMLAnchorElement>(null)
  const accepted = useRef(false)
  const clipId = clip?.id
  useEffect(() => {
    // The button that had the focus is gone; what it led to takes it.
    if (clipId && accepted.current) openClip.current?.focus()
    accepted.current = false
  }, [clipId])
  return (
    <article
      id={cardId(id)}
      tabIndex={-1}
      aria-label={`Suggestion ${rank}: ${title}`}
      className={clsx(
        'relative flex min-h-[212px] scroll-mt-2 overflow-hidden rounded-3 bg-panel light:shadow-e1',
        isPreviewed && 'outline-[2px] outline-mark',
      )}
    >
      <div className="relative w-[118px] shrink-0 overflow-hidden bg-stage text-video-ink max-lg:w-20">
        <MomentPicture media={page.media} at={from} />
        <span
          aria-hidden
          className="tabular absolute top-2 left-2 grid size-6 place-items-center rounded-1 bg-stage/85 font-semibold text-12"
        >
          {rank}
        </span>
        <button
          type="button"
          aria-label={`Go to ${sayClock(from)}`}
          title="Go there"
          onClick={() => player.seek(from)}
          className="tabular absolute bottom-2 left-2 min-h-6 rounded-1 bg-stage/85 px-1.5 font-medium text-12"
        >
          {sayClock(from)}
        </button>
        {canPlay && (
          <button
            type="button"
            aria-label={isPlaying ? `Pause ${title}` : `Preview ${title}`}
            aria-pressed={isPlaying}
            onClick={() => player.preview({ id, from, to, pieces })}
            className="absolute right-2 bottom-2 grid size-8 place-items-center rounded-full bg-stage/85 transition-transform duration-press hover:scale-105 max-lg:right-auto max-lg:bottom-10 max-lg:left-2 max-lg:size-9"
          >
            {isPlaying ? (
              <Pause size={14} fill="currentColor" aria-hidden />
            ) : (
              <Play size={14} fill="currentColor" className="translate-x-px" aria-hidden />
            )}
          </button>
        )}
        {isPreviewed && <PreviewProgress from={from} to={to} />}
      </div>
      <div className="@container flex min-w-0 flex-1 flex-col gap-2 p-3">
        <div className="flex items-start gap-2">
          <div className="min-w-0 flex-1">
            <h3 className="line-clamp-2 font-semibold text-15 text-1 leading-5">{title}</h3>
            <p className="flex min-h-6 flex-wrap items-center gap-x-2 text-12 text-3">
              <span className="tabular">{sayLength(lengthOf(pieces))}</span>
              {clip && (
                <span className="inline-flex items-center gap-1 rounded-1 bg-hover px-1.5 py-0.5 font-medium text-success">
                  <Check size={12} aria-hidden />
                  {clip.by.id === me ? 'Accepted' : `Accepted by ${clip.by.name.split(' ')[0]}`}
                </span>
              )}
            </p>
          </div>
          <ScoreRing score={score} />
        </div>
        <ScorePartsBars parts={parts} of={title} />
        <ul className="flex flex-col gap-0.5">
          {reasons.slice(0, isTold ? MOST_REASONS - 1 : MOST_REASONS).map((reason) => (
            <ReasonLine key={`${reason.part} ${reason.say}`} reason={reason} />
          ))}
          {missing.map((absent) => (
            <li key={absent} className="flex gap-2 text-12 text-3">
              <Dot className="bg-edge" />
              {absent.charAt(0).toUpperCase() + absent.slice(1)}
            </li>
          ))}
        </ul>
        {isTold && (
          <ArrangementChoiceField
            proposed={proposed}
            choice={choice}
            of={title}
            onChoose={page.mayChange ? setChoice : undefined}
          />
        )}
        <div className="mt-auto flex flex-wrap items-center gap-1.5 pt-1">
          {clip ? (
            <Link
              ref={openClip}
              to={`/clips/${clip.id}`}
              aria-label={`Open clip: ${title}`}
              className={clsx(buttonClass('filled', 'small'), 'max-lg:h-9')}
            >
              <Scissors size={14} aria-hidden />
              Open clip
            </Link>
          ) : (
            page.mayChange && (
              <>
                <Button
                  size="small"
                  busy={accepting}
                  icon={<Check size={14} className="max-lg:hidden" aria-hidden />}
                  className="max-lg:h-9"
                  aria-label={`Accept: ${title}`}
                  onClick={() => {
                    accepted.current = true
                    onAccept(choice)
                  }}
                >
                  Accept
                </Button>
                <ExtendControl
                  suggestion={suggestion}
                  sentences={sentences}
                  durationMs={page.durationMs ?? 0}
                  onMove={onMove}
                />
                <IconButton
                  label={`Not this one: ${title}`}
                  title="Not this one"
                  className="ml-auto size-7 max-lg:size-9"
                  onClick={onDismiss}
                >
                  <ThumbsDown size={15} aria-hidden />
                </IconButton>
              </>
            )
          )}
        </div>
      </div>
    </article>
  )
}

export const cardId = (id: string) => `suggestion-${id}`

function ReasonLine({ reason: { good, say, quote } }: { reason: Reason }) {
  return (
    <li className="flex gap-2 text-12 text-2">
      <Dot className={good ? 'bg-success' : 'bg-warning'} />
      <span className="min-w-0">
        <span className="sr-only">{good ? 'For it: ' : 'Against it: '}</span>
        {say}
        {quote ? ': ' : /[.!?…]$/.test(say) ? '' : '.'}
        {quote && <q className="text-1">{quote}</q>}
      </span>
    </li>
  )
}

const Dot = ({ className }: { className: string }) => (
  <span aria-hidden className={clsx('mt-[5px] size-1.5 shrink-0 rounded-full', className)} />
)

const NOTHING_PLAYED = { transform: 'scaleX(0)' }

/** How far the stretch has been played. */
function PreviewProgress({ from, to }: Bounds) {
  const fill = useRef<HTMLDivElement>(null)
  useFollow(
    (ms) => {
      const share = Math.min(1, Math.max(0, (ms - from) / (to - from)))
      if (fill.current) fill.current.style.transform = `scaleX(${share})`
    },
    [from, to],
  )
  return (
    <div aria-hidden className="absolute inset-x-0 bottom-0 h-[3px] bg-video-ink/25">
      <div
        ref={fill}
        className="h-full origin-left bg-accent"
        // Before the first frame; from then on it is moved by hand.
        style={NOTHING_PLAYED}
      />
    </div>
  )
}
