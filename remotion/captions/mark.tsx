import type { Box } from '../caption-layout.ts'
import { round } from './caption-word.tsx'

/** A filled box: a card, a line's box, a pill or an underline. */
export const Mark = ({ box, radius, fill }: { box: Box; radius: number; fill: string }) => (
  <rect
    x={round(box.x)}
    y={round(box.y)}
    width={round(box.width)}
    height={round(box.height)}
    rx={round(radius)}
    fill={fill}
  />
)
