import type { Box } from '../caption-layout.ts'
import { round } from './round.ts'

type MarkProps = {
  box: Box
  radius: number
  fill: string
  stroke?: { width: number; colour: string }
}

/** A filled box: a card, a line's box, a pill or an underline. On whole px, so its edges are sharp. */
export function Mark({ box, radius, fill, stroke }: MarkProps) {
  const [x, y] = [Math.round(box.x), Math.round(box.y)]
  return (
    <rect
      x={x}
      y={y}
      width={Math.max(1, Math.round(box.x + box.width) - x)}
      height={Math.max(1, Math.round(box.y + box.height) - y)}
      rx={round(radius)}
      fill={fill}
      {...(stroke && { stroke: stroke.colour, strokeWidth: stroke.width })}
    />
  )
}
