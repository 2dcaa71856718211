import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { sayLeft } from '../say-time.ts'
import { STAGES, type WorkState } from './say-work.ts'

/** What is written over a picture while its video is not ready. */
export function Overlay({ children }: { children: ReactNode }) {
  return (
    <div className="absolute inset-0 flex flex-col justify-end gap-1.5 rounded-3 p-3 text-video-ink">
      {children}
    </div>
  )
}

export const OverlayLine = ({ left, right }: { left: ReactNode; right?: ReactNode }) => (
  <div className="flex items-baseline justify-between gap-3 text-12">
    <span className="min-w-0 truncate">{left}</span>
    {right && <span className="tabular shrink-0">{right}</span>}
  </div>
)

/** Work on a video: four stretches, the one under way as far as it is. */
export function WorkOverlay({ state, name }: { state: WorkState; name: string }) {
  const { stage, title, note, percent, etaMs } = state
  const share = percent ?? 0
  return (
    <Overlay>
      <p className="font-semibold text-16">{title}</p>
      <div
        role="progressbar"
        aria-label={`${title}: ${name}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={`Step ${stage + 1} of ${STAGES}${percent === null ? '' : `, ${percent} percent`}`}
        {...(percent === null ? {} : { 'aria-valuenow': percent })}
        className="flex gap-1"
      >
        {Array.from({ length: STAGES }, (_, i) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its number
            key={i}
            className="h-1 flex-1 overflow-hidden rounded-full bg-video-ink/25"
          >
            <span
              className={clsx(
                'block h-full origin-left rounded-full transition-transform duration-panel',
                i < stage ? 'bg-video-ink/80' : 'bg-accent',
              )}
              style={{ transform: `scaleX(${i < stage ? 1 : i === stage ? share / 100 : 0})` }}
            />
          </span>
        ))}
      </div>
      <OverlayLine
        left={note ?? ' '}
        right={etaMs ? `${sayLeft(etaMs)} left` : percent === null ? undefined : `${percent}%`}
      />
    </Overlay>
  )
}

/** A ghost button over a picture, which is dark in both themes. */
export const ghostOnPicture =
  'text-video-ink hover:bg-video-ink/15 hover:text-video-ink active:bg-video-ink/25'
