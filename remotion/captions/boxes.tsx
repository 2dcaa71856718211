import type { LaidPage } from '../caption-layout.ts'
import type { ResolvedLook } from '../resolve-look.ts'
import { Mark } from './mark.tsx'

type BoxesProps = {
  page: LaidPage
  look: ResolvedLook
  stroke?: { width: number; colour: string }
}

/** The box behind the words: one for the page, one a line, or none. */
export function Boxes({ page, look, stroke }: BoxesProps) {
  const { box } = look
  if (box === null) return null
  const radius = box.radius * page.size
  const line = stroke ? { stroke } : {}
  if (box.around === 'page')
    return <Mark box={page.block} radius={radius} fill={look.colours.guard} {...line} />
  return page.lines.map((row) => {
    const height = box.height === null ? row.height : box.height * page.size
    return (
      <Mark
        key={row.top}
        box={{
          x: row.x - box.padX * page.size,
          y: row.top + (row.height - height) / 2,
          width: row.width + 2 * box.padX * page.size,
          height,
        }}
        radius={radius}
        fill={look.colours.guard}
        {...line}
      />
    )
  })
}
