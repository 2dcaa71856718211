import { fontFamily, hanOf, type Typeface } from './caption-fonts.ts'
import { useCaptionFonts } from './use-caption-fonts.ts'

type BackdropProps = { title: string; width: number; height: number }

/** What a clip's title is written in. */
export const titleFace = (title: string): Typeface => ({ font: 'inter', han: hanOf(title) })

/** What shows where there is no picture: a dark ground, and what the clip is called. */
export function Backdrop({ title, width, height }: BackdropProps) {
  const typeface = titleFace(title)
  const ready = useCaptionFonts([{ typeface, letters: title }])
  const short = Math.min(width, height)
  return (
    <div
      style={{
        position: 'absolute',
        width,
        height,
        background: `radial-gradient(120% 80% at 50% 22%, #2a3358 0%, #161a2c 46%, #0b0d15 100%)`,
      }}
    >
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="presentation">
        <Bars width={width} height={height} short={short} />
      </svg>
      {ready && title !== '' && (
        <div
          style={{
            position: 'absolute',
            left: '11%',
            right: '11%',
            top: height * (height > width ? 0.17 : 0.12),
            color: '#eef1fa',
            fontFamily: fontFamily(typeface, { emoji: false }),
            fontWeight: 600,
            fontSize: short * 0.056,
            lineHeight: 1.25,
            letterSpacing: '-0.015em',
            textAlign: 'center',
            display: '-webkit-box',
            WebkitBoxOrient: 'vertical',
            WebkitLineClamp: 3,
            overflow: 'hidden',
          }}
        >
          {title}
        </div>
      )}
    </div>
  )
}

const BARS = 41

/** Bars like those of a sound level, at rest: a sign for sound, not a measurement of it. */
function Bars({ width, height, short }: { width: number; height: number; short: number }) {
  const step = (short * 0.62) / BARS
  const middle = height * (height > width ? 0.42 : 0.46)
  return Array.from({ length: BARS }, (_, i) => {
    const from = i / (BARS - 1) - 0.5
    const swell = Math.exp(-((from * 3.1) ** 2))
    const ripple = 0.55 + 0.45 * Math.sin(i * 1.9) * Math.cos(i * 0.7)
    const tall = short * (0.012 + 0.15 * swell * ripple)
    return (
      <rect
        // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place.
        key={i}
        x={width / 2 + from * step * (BARS - 1) - step * 0.26}
        y={middle - tall / 2}
        width={step * 0.52}
        height={tall}
        rx={step * 0.26}
        fill="#8fa2ff"
        opacity={0.25 + 0.5 * swell}
      />
    )
  })
}
