import type { Box, LaidPage } from '../caption-layout.ts'
import type { ResolvedLook } from '../resolve-look.ts'
import { Mark } from './mark.tsx'

type BoxesProps = {
  page: LaidPage
  look: ResolvedLook
  stroke?: { width: number; colour: string }
}

/** The box behind the words: one for the page, one a line, or none. */
export function Boxes({ page, look, stroke }: BoxesProps) {
  const radius = (look.box?.radius ?? 0) * page.size
  const line = stroke ? { stroke } : {}
  return boxesOf(page, look).map((box) => (
    <Mark key={box.y} box={box} radius={radius} fill={look.colours.guard} {...line} />
  ))
}

/** Where those boxes are. */
export function boxesOf(
  page: Pick<LaidPage, 'block' | 'lines' | 'size'>,
  { box }: Pick<ResolvedLook, 'box'>,
): Box[] {
  if (box === null) return []
  if (box.around === 'page') return [page.block]
  return page.lines.map((row) => {
    const height = box.height === null ? row.height : box.height * page.size
    return {
      x: row.x - box.padX * page.size,
      y: row.top + (row.height - height) / 2,
      width: row.width + 2 * box.padX * page.size,
      height,
    }
  })
}
