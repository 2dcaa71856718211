import { type PointerEvent, useRef, useState } from 'react'
import {
  type Drawing,
  inks,
  MAX_POINTS,
  MAX_STROKES,
  type Point,
  pointsOf,
  type Stroke,
  simplify,
} from '#core/drawing.ts'
import { shapeSize } from '#core/shape.ts'
import { useReview, useReviewUi } from './use-review.tsx'

/** What is drawn on the frame: mine while I draw, else that of the comment somebody is at. */
export function DrawingLayer({ shown }: { shown: Drawing | null }) {
  const { stage, review } = useReview()
  const tool = useReviewUi((ui) => ui.tool)
  const ink = useReviewUi((ui) => ui.ink)
  const strokes = useReviewUi((ui) => ui.strokes)
  const layer = useRef<SVGSVGElement>(null)
  const [line, setLine] = useState<Point[]>([])
  const { shape } = review.project
  const { width, height } = shapeSize[shape]

  const pointOf = (event: PointerEvent): Point => {
    const box = layer.current?.getBoundingClientRect()
    if (!box) return [0, 0]
    const share = (n: number) => Math.min(1, Math.max(0, n))
    return [
      share((event.clientX - box.left) / box.width),
      share((event.clientY - box.top) / box.height),
    ]
  }
  const end = () => {
    if (!tool || line.length < 2) return setLine([])
    const points = tool === 'pen' ? simplify(line) : [line[0] as Point, line.at(-1) as Point]
    const next: Stroke[] = [...strokes, { tool, ink, points }]
    const fits = next.length <= MAX_STROKES && pointsOf(next) <= MAX_POINTS
    if (fits) stage.ui.setState({ strokes: next })
    setLine([])
  }
  const mine = tool !== null || strokes.length > 0
  const drawn = mine ? strokes : shown?.shape === shape ? shown.strokes : []
  if (!mine && drawn.length === 0) return null
  return (
    <svg
      ref={layer}
      role="img"
      aria-label={mine ? 'Your drawing' : 'Drawing of this comment'}
      viewBox={`0 0 ${width} ${height}`}
      className={`absolute inset-0 h-full w-full ${tool ? 'cursor-crosshair touch-none' : 'pointer-events-none'}`}
      onPointerDown={(event) => {
        if (!tool) return
        event.currentTarget.setPointerCapture(event.pointerId)
        stage.transport.pause()
        setLine([pointOf(event)])
      }}
      onPointerMove={(event) => {
        if (line.length > 0) setLine((before) => [...before, pointOf(event)])
      }}
      onPointerUp={end}
      onPointerCancel={() => setLine([])}
    >
      {drawn.map((stroke, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: strokes only come and go at the end
        <Mark key={i} stroke={stroke} width={width} height={height} />
      ))}
      {tool && line.length > 1 && (
        <Mark
          stroke={{
            tool,
            ink,
            points: tool === 'pen' ? line : [line[0] as Point, line.at(-1) as Point],
          }}
          width={width}
          height={height}
        />
      )}
    </svg>
  )
}

/** Of the picture's width. */
const THICK = 0.011

function Mark({ stroke, width, height }: { stroke: Stroke; width: number; height: number }) {
  const at = stroke.points.map(([x, y]): Point => [x * width, y * height])
  const [first, last] = [at[0] as Point, at.at(-1) as Point]
  const line = {
    fill: 'none',
    stroke: inks[stroke.ink],
    strokeWidth: THICK * Math.min(width, 1080),
    strokeLinecap: 'round' as const,
    strokeLinejoin: 'round' as const,
  }
  if (stroke.tool === 'box')
    return (
      <rect
        {...line}
        x={Math.min(first[0], last[0])}
        y={Math.min(first[1], last[1])}
        width={Math.abs(last[0] - first[0])}
        height={Math.abs(last[1] - first[1])}
      />
    )
  const path = `M${at.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`
  if (stroke.tool === 'pen') return <path {...line} d={path} />
  const turn = Math.atan2(last[1] - first[1], last[0] - first[0])
  const tip = (by: number) =>
    `${(last[0] - 46 * Math.cos(turn + by)).toFixed(1)} ${(last[1] - 46 * Math.sin(turn + by)).toFixed(1)}`
  return (
    <path
      {...line}
      d={`${path}M${tip(0.5)}L${last[0].toFixed(1)} ${last[1].toFixed(1)}L${tip(-0.5)}`}
    />
  )
}
