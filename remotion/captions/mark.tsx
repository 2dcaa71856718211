import type { Box } from '../caption-layout.ts'
import { round } from './caption-word.tsx'

type MarkProps = { box: Box; radius: number; fill: string }

/** A filled box: a card, a line's box, a pill or an underline. On whole px, so its edges are sharp. */
export function Mark({ box, radius, fill }: MarkProps) {
  const [x, y] = [Math.round(box.x), Math.round(box.y)]
  return (
    <rect
      x={x}
      y={y}
      width={Math.round(box.x + box.width) - x}
      height={Math.round(box.y + box.height) - y}
      rx={round(radius)}
      fill={fill}
    />
  )
}
