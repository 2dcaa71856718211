import { nameOf } from '../comments/thread-item.tsx'
import { initialsOf } from '../components/avatar.tsx'
import { sayTenths } from '../editor/timeline-view.ts'
import { useTimeBar } from '../editor/use-time-bar.ts'
import { personColour } from '../library/person-colour.ts'
import { goTo, useReview, useReviewUi } from './use-review.tsx'

/** The clip's time as one bar, with a pin where something was said. */
export function ReviewScrubber() {
  const { stage, length, threads, review } = useReview()
  const { playhead, transport } = stage
  const active = useReviewUi((ui) => ui.comment)
  const { bar, done, knob, listeners } = useTimeBar({ playhead, transport, length })
  const share = (ms: number) => (length > 0 ? `${Math.min(100, (ms / length) * 100)}%` : '0%')
  return (
    <div className="relative mx-4 h-13 shrink-0">
      <ul aria-label="Comments on the time line">
        {threads
          .filter(({ comment }) => !comment.resolved)
          .map((thread) => {
            const { comment, from, to } = thread
            const name = nameOf(comment)
            const colour = comment.by ? personColour(comment.by.id, review.me.id) : 8
            const [fill, line] = colour
              ? [`var(--p${colour})`, `var(--pl${colour})`]
              : ['var(--accent)', 'var(--mark)']
            return (
              <li key={comment.id}>
                {to > from && (
                  <span
                    aria-hidden
                    className="absolute top-[33px] h-1.5 rounded-full opacity-60"
                    style={{ left: share(from), width: share(to - from), background: line }}
                  />
                )}
                <button
                  type="button"
                  aria-label={`${name} at ${sayTenths(from)}: ${comment.body}`}
                  title={`${name}: ${comment.body}`}
                  className={`absolute top-1 grid size-6 place-items-center rounded-full rounded-bl-none font-semibold text-[10px] ${
                    active === comment.id ? 'z-10 ring-[2px] ring-mark' : ''
                  }`}
                  style={{ left: share(from), background: fill, color: 'var(--p-ink)' }}
                  onClick={() => goTo(stage, thread)}
                >
                  {initialsOf(name)}
                </button>
              </li>
            )
          })}
      </ul>
      <div
        ref={bar}
        role="slider"
        tabIndex={0}
        aria-label="Playhead"
        aria-valuemin={0}
        aria-valuemax={Math.round(length)}
        aria-valuenow={0}
        className="absolute inset-x-0 bottom-1 flex h-6 cursor-pointer touch-none items-center"
        {...listeners}
      >
        <div className="h-1.5 w-full overflow-hidden rounded-full bg-line">
          <div ref={done} className="h-full origin-left bg-mark" />
        </div>
        <div
          ref={knob}
          aria-hidden
          className="-translate-x-1/2 pointer-events-none absolute size-4.5 rounded-full border-[2px] border-stage bg-mark"
        />
      </div>
    </div>
  )
}
