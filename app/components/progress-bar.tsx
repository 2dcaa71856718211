import { clsx } from 'clsx'

/** How far something is. Without a percent it only says that it goes on. */
export function ProgressBar({
  percent,
  label,
  still = false,
  on = 'panel',
  className,
}: {
  percent: number | null
  label: string
  /** Paused: grey, and nothing moves. */
  still?: boolean
  /** What is behind it: a picture is dark in both themes. */
  on?: 'panel' | 'picture'
  className?: string
}) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === null ? {} : { 'aria-valuenow': Math.round(percent) })}
      className={clsx(
        'h-1 overflow-hidden rounded-full',
        on === 'picture' ? 'bg-video-ink/25' : 'bg-line',
        className,
      )}
    >
      <div
        className={clsx(
          'h-full origin-left rounded-full transition-transform duration-panel',
          still ? (on === 'picture' ? 'bg-video-ink/60' : 'bg-edge') : 'bg-accent',
        )}
        style={{ transform: `scaleX(${(percent ?? 0) / 100})` }}
      />
    </div>
  )
}
