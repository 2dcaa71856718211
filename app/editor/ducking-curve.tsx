import { useMemo } from 'react'
import { gainAt, soundMix } from '#core/sound-mix.ts'
import { useClip, useUi } from './use-room.tsx'

/** Looks at the music's loudness, so many over the clip. */
const POINTS = 240
/** The quietest that is told apart from silence, dB. */
const FLOOR = -48

/** How loud the music is over the clip: what the export writes. */
export function DuckingCurve({ className }: { className: string }) {
  const saved = useClip((view) => view.project)
  const preview = useUi((ui) => ui.preview)
  const length = useClip((view) => view.length)
  const path = useMemo(() => {
    const { music } = soundMix(preview ? preview(saved) : saved)
    if (!music) return ''
    const points = Array.from({ length: POINTS + 1 }, (_, i) => {
      const gain = gainAt(music.gain, (i / POINTS) * length)
      const db = gain > 0 ? 20 * Math.log10(gain) : FLOOR
      return `${i},${(Math.min(1, Math.max(0, db / FLOOR)) * 100).toFixed(1)}`
    })
    return `M0,100 L${points.join(' L')} L${POINTS},100 Z`
  }, [saved, preview, length])
  return (
    <svg
      viewBox={`0 0 ${POINTS} 100`}
      preserveAspectRatio="none"
      className={`w-full ${className}`}
      role="img"
      aria-label="Loudness of the music over the clip"
    >
      <path
        d={path}
        vectorEffect="non-scaling-stroke"
        className="fill-[color-mix(in_oklab,var(--success)_24%,transparent)] stroke-[var(--success)]"
      />
    </svg>
  )
}
