import { useId } from 'react'

/*
 * Charts as they are drawn on the page: plain SVG, read by nobody's ear. The table behind each says
 * the same in words.
 */

const WIDTH = 340
const HEIGHT = 180
const LEFT = 4
const RIGHT = 34
const TOP = 16
const BOTTOM = 22
const inner = { width: WIDTH - LEFT - RIGHT, height: HEIGHT - TOP - BOTTOM }

/** A round number at or above the highest value, in few steps. */
export function roundTop(highest: number): { top: number; step: number } {
  if (highest <= 0) return { top: 1, step: 1 }
  const power = 10 ** Math.floor(Math.log10(highest))
  const step = [0.25, 0.5, 1, 2, 5].map((n) => n * power).find((n) => highest / n <= 4) ?? power
  const whole = Math.max(highest > 1 ? 1 : 0, step)
  return { top: Math.ceil(highest / whole) * whole, step: whole }
}

function Frame({
  top,
  step,
  say = String,
  children,
}: {
  top: number
  step: number
  say?: (value: number) => string
  children: React.ReactNode
}) {
  const lines = Array.from({ length: Math.round(top / step) + 1 }, (_, i) => i * step)
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden className="w-full text-11">
      {lines.map((value) => {
        const y = TOP + inner.height * (1 - value / top)
        return (
          <g key={value}>
            <line x1={LEFT} x2={WIDTH - RIGHT} y1={y} y2={y} className="stroke-line" />
            <text x={WIDTH} y={y + 4} textAnchor="end" className="fill-3">
              {say(value)}
            </text>
          </g>
        )
      })}
      {children}
    </svg>
  )
}

/** Lines across, so that a bar is told apart without its colour. */
function Hatch({ id }: { id: string }) {
  return (
    <pattern
      id={id}
      width="5"
      height="5"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect width="5" height="5" className="fill-panel" />
      <line x1="0" y1="0" x2="0" y2="5" strokeWidth="4" className="stroke-info" />
    </pattern>
  )
}

/** Bars a week; the last is not over yet. `behind`: an outline each bar fills a part of. */
export function WeekBars({ bars }: { bars: { name: string; value: number; behind?: number }[] }) {
  const id = useId()
  const { top, step } = roundTop(Math.max(...bars.map(({ value, behind }) => behind ?? value), 0))
  const each = inner.width / bars.length
  const height = (value: number) => (inner.height * value) / top
  return (
    <Frame top={top} step={step}>
      <Hatch id={id} />
      {bars.map(({ name, value, behind }, i) => {
        const x = LEFT + i * each + each * 0.12
        const width = each * 0.76
        return (
          <g key={name}>
            {behind !== undefined && (
              <rect
                {...{ x, width, y: TOP + inner.height - height(behind), height: height(behind) }}
                className="fill-transparent stroke-2"
                strokeWidth="1.5"
              />
            )}
            <rect
              {...{ width: behind === undefined ? width : width * 0.6, height: height(value) }}
              x={behind === undefined ? x : x + width * 0.2}
              y={TOP + inner.height - height(value)}
              fill={i === bars.length - 1 && behind === undefined ? `url(#${id})` : undefined}
              className={i === bars.length - 1 && behind === undefined ? undefined : 'fill-info'}
            />
          </g>
        )
      })}
      {[0, bars.length - 1].map((i) => (
        <text
          key={i}
          x={i === 0 ? LEFT : LEFT + inner.width}
          y={HEIGHT - 4}
          textAnchor={i === 0 ? 'start' : 'end'}
          className="fill-3"
        >
          {i === bars.length - 1 ? 'this week' : bars.length > 1 ? bars[0]?.name : ''}
        </text>
      ))}
    </Frame>
  )
}

/** Shares with how sure they are, one a rank. From 0 to 1. */
export function ShareLine({
  points,
  all,
}: {
  points: { name: string; share: number; low: number; high: number }[]
  all: number
}) {
  const { top, step } = roundTop(Math.min(1, Math.max(...points.map(({ high }) => high), 0.1)))
  const each = inner.width / points.length
  const x = (i: number) => LEFT + each * (i + 0.5)
  const y = (share: number) => TOP + inner.height * (1 - share / top)
  const percent = (value: number) => `${Math.round(value * 100)} %`
  return (
    <Frame top={top} step={step} say={percent}>
      <line
        {...{ x1: LEFT, x2: LEFT + inner.width, y1: y(all), y2: y(all) }}
        strokeDasharray="3 3"
        className="stroke-3"
      />
      <polyline
        points={points.map(({ share }, i) => `${x(i)},${y(share)}`).join(' ')}
        className="fill-transparent stroke-info"
        strokeWidth="1.5"
      />
      {points.map(({ name, share, low, high }, i) => (
        <g key={name}>
          <line
            {...{ x1: x(i), x2: x(i), y1: y(low), y2: y(Math.min(top, high)) }}
            className="stroke-3"
          />
          <circle
            {...{ cx: x(i), cy: y(share), r: 4 }}
            className="fill-bg stroke-info"
            strokeWidth="2"
          />
          <text x={x(i)} y={HEIGHT - 4} textAnchor="middle" className="fill-3">
            {name}
          </text>
        </g>
      ))}
    </Frame>
  )
}

/** How many fell into each step, and where the middle lies. */
export function StepBars({
  bars,
  step: size,
  middle,
}: {
  bars: { from: number; count: number }[]
  step: number
  /** In the unit of the steps. */
  middle: number | null
}) {
  const { top, step } = roundTop(Math.max(...bars.map(({ count }) => count), 0))
  const each = inner.width / bars.length
  const x = (value: number) => LEFT + Math.min(inner.width, (value / size) * each)
  return (
    <Frame top={top} step={step}>
      {bars.map(({ from, count }) => (
        <rect
          key={from}
          {...{ x: x(from) + 1, width: each - 2, height: (inner.height * count) / top }}
          y={TOP + inner.height * (1 - count / top)}
          className="fill-info"
        />
      ))}
      {middle !== null && (
        <line
          {...{ x1: x(middle), x2: x(middle), y1: 4, y2: TOP + inner.height }}
          strokeWidth="2"
          className="stroke-1"
        />
      )}
      {bars.map(({ from }, i) =>
        i % 3 === 0 ? (
          <text key={from} x={x(from)} y={HEIGHT - 4} className="fill-3">
            {from}
          </text>
        ) : null,
      )}
    </Frame>
  )
}
