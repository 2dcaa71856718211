import { clsx } from 'clsx'
import { type PointerEvent, useRef, useState } from 'react'
import type { SuggestionId } from '#core/ids.ts'
import { sayClock, speakClock } from '../say-time.ts'
import { EnergyCanvas } from './energy-canvas.tsx'
import type { ShownSuggestion } from './suggestions.ts'
import { useFollow, usePlayer } from './use-player.tsx'
import type { VideoPage } from './video-page.ts'

/** The whole video at a glance: what it is about, how loud it is, where the suggestions lie. */
export function VideoStrip({
  page,
  suggestions,
  active,
  onSuggestion,
}: {
  page: VideoPage
  suggestions: ShownSuggestion[]
  active: SuggestionId | null
  onSuggestion(id: SuggestionId): void
}) {
  const { topics, media } = page
  const durationMs = page.durationMs ?? 0
  const player = usePlayer()
  const area = useRef<HTMLDivElement>(null)
  const seek = (event: PointerEvent<HTMLDivElement>) => {
    const box = area.current?.getBoundingClientRect()
    if (box) player.seek(((event.clientX - box.left) / box.width) * durationMs)
  }
  return (
    <section
      aria-label="Overview"
      className="relative h-[132px] shrink-0 border-line border-b px-4 pt-2.5 max-lg:h-[72px] max-lg:px-3 max-lg:pt-2"
    >
      <Topics topics={topics} durationMs={durationMs} />
      <div ref={area} className="@container relative mt-1 h-[88px] max-lg:mt-0 max-lg:h-[60px]">
        <div
          className="absolute inset-x-0 top-0 h-[68px] cursor-pointer touch-none max-lg:h-[40px]"
          onPointerDown={(event) => {
            if (event.button !== 0 || durationMs === 0) return
            event.currentTarget.setPointerCapture(event.pointerId)
            seek(event)
          }}
          onPointerMove={(event) => {
            if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(event)
          }}
        >
          <div className="absolute inset-x-0 top-1.5 bottom-5 max-lg:top-1 max-lg:bottom-1">
            {media.peaks && durationMs > 0 && (
              <EnergyCanvas peaks={media.peaks} durationMs={durationMs} />
            )}
          </div>
        </div>
        {durationMs > 0 &&
          suggestions.map((one) => (
            <RankMark
              key={one.id}
              suggestion={one}
              durationMs={durationMs}
              active={one.id === active}
              onPress={() => onSuggestion(one.id)}
            />
          ))}
        {durationMs > 0 && <Playhead durationMs={durationMs} />}
      </div>
    </section>
  )
}

function Topics({ topics, durationMs }: { topics: VideoPage['topics']; durationMs: number }) {
  const player = usePlayer()
  const [now, setNow] = useState(-1)
  useFollow((ms) => setNow(topics.findLastIndex(({ from, to }) => ms >= from && ms < to)), [topics])
  if (topics.length === 0 || durationMs === 0) return <div className="h-[26px] max-lg:hidden" />
  return (
    <div className="relative h-[26px] max-lg:hidden">
      {topics.map(({ from, to, title }, i) => (
        <button
          key={from}
          type="button"
          title={title}
          aria-label={`${title}, ${speakClock(from)}`}
          aria-current={i === now || undefined}
          onClick={() => player.seek(from)}
          className={clsx(
            'absolute inset-y-0 truncate rounded-1 px-2 text-left text-12 transition-colors duration-press',
            i === now ? 'bg-hover text-1' : 'bg-panel text-2 hover:bg-hover hover:text-1',
          )}
          style={{
            left: `${(from / durationMs) * 100}%`,
            // A hair between two, also where they meet.
            width: `calc(${((Math.min(to, durationMs) - from) / durationMs) * 100}% - 2px)`,
          }}
        >
          {title}
        </button>
      ))}
    </div>
  )
}

function RankMark({
  suggestion: { rank, from, to, score, title, clip },
  durationMs,
  active,
  onPress,
}: {
  suggestion: ShownSuggestion
  durationMs: number
  active: boolean
  onPress(): void
}) {
  return (
    <button
      type="button"
      aria-label={`Suggestion ${rank}, ${speakClock(from)}: ${title}`}
      title={`${rank}. ${title}, ${sayClock(from)}`}
      onClick={onPress}
      className="group/mark -translate-x-1/2 absolute inset-y-0 min-w-6"
      style={{
        left: `${((from + to) / 2 / durationMs) * 100}%`,
        width: `${((to - from) / durationMs) * 100}%`,
      }}
    >
      <span
        className={clsx(
          'absolute inset-x-0 top-0 bottom-5 mx-auto block rounded-1 border-b-[3px] transition-colors duration-press',
          clip ? 'border-success' : score >= 75 ? 'border-mark' : 'border-edge',
          active
            ? 'bg-accent-soft outline-[2px] outline-mark'
            : 'bg-edge/20 group-hover/mark:bg-edge/35',
        )}
        // As wide as the moment, though what is pressed is wider.
        style={{ width: `max(6px, ${((to - from) / durationMs) * 100}cqw)` }}
      />
      <span
        className={clsx(
          'tabular absolute inset-x-0 bottom-0 text-center font-semibold text-12',
          clip ? 'text-success' : 'text-2',
        )}
      >
        {rank}
      </span>
    </button>
  )
}

function Playhead({ durationMs }: { durationMs: number }) {
  const line = useRef<HTMLDivElement>(null)
  useFollow(
    (ms) => {
      if (line.current) line.current.style.left = `${Math.min(100, (ms / durationMs) * 100)}%`
    },
    [durationMs],
  )
  return (
    <div
      ref={line}
      aria-hidden
      className="pointer-events-none absolute top-0 bottom-5 w-0.5 bg-mark"
    />
  )
}
