import { clsx } from 'clsx'

/** A score of 100 as a ring. Strong ones are amber; the number always says it too. */
export function ScoreRing({
  score,
  size = 44,
  strong = score >= 75,
  change = 0,
  className,
}: {
  score: number
  size?: number
  strong?: boolean
  /** Points gained or lost just now. */
  change?: number
  className?: string
}) {
  const stroke = Math.max(3, size / 12)
  const radius = (size - stroke) / 2
  const around = 2 * Math.PI * radius
  const shown = Math.round(score)
  return (
    <span
      role="img"
      aria-label={`Score ${shown} of 100${changed(change)}`}
      className={clsx('relative inline-grid shrink-0 place-items-center', className)}
      style={{ width: size, height: size }}
    >
      <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden>
        <g fill="none" strokeWidth={stroke} transform={`rotate(-90 ${size / 2} ${size / 2})`}>
          <circle cx={size / 2} cy={size / 2} r={radius} stroke="var(--line)" />
          <circle
            cx={size / 2}
            cy={size / 2}
            r={radius}
            stroke={strong ? 'var(--mark)' : 'var(--edge)'}
            strokeLinecap="round"
            strokeDasharray={around}
            strokeDashoffset={around * (1 - Math.min(100, Math.max(0, score)) / 100)}
            className="transition-[stroke-dashoffset] duration-score"
          />
        </g>
      </svg>
      <span
        className="tabular absolute font-semibold text-1"
        style={{ fontSize: Math.round(size * 0.34) }}
      >
        {shown}
      </span>
    </span>
  )
}

const changed = (change: number) =>
  change === 0 ? '' : change > 0 ? `, up ${change}` : `, down ${-change}`
