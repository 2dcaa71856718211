import { CaptionRuns } from '../captions/caption-word.tsx'
import { round } from '../captions/round.ts'
import type { LaidGraphic } from './graphic-layout.ts'

/**
 * What a graphic paints, from the corner of its box. The preview and the export both draw this and
 * nothing else.
 */
export function GraphicPicture({ graphic: { box, paint } }: { graphic: LaidGraphic }) {
  if (paint.kind === 'bar')
    return <rect width={box.width} height={box.height} fill={paint.colour} />
  if (paint.kind === 'picture')
    return (
      <image
        href={paint.src}
        width={box.width}
        height={box.height}
        preserveAspectRatio="none"
        opacity={paint.opacity}
      />
    )
  const { ground, lines, ...letters } = paint
  return (
    <>
      {ground && (
        <rect
          x={round(ground.box.x)}
          y={round(ground.box.y)}
          width={round(ground.box.width)}
          height={round(ground.box.height)}
          rx={round(ground.radius)}
          fill={ground.colour}
        />
      )}
      {lines.map((line) => (
        <CaptionRuns
          key={line.baseline}
          {...line}
          typeface={letters.typeface}
          size={letters.size}
          fill={letters.colour}
          tracking={0}
        />
      ))}
    </>
  )
}
