import { readableOn } from '#core/colour.ts'
import { Boxes } from './boxes.tsx'
import type { CaptionPageProps } from './caption-page-props.ts'
import { Label } from './label.tsx'
import { round } from './round.ts'
import { baseOf } from './spoken-colour.ts'
import { Words } from './words.tsx'

/** Radius of the disc with the quotation mark, em. */
const DISC = 0.55

/** A card with somebody's words, a quotation mark on its edge and their name below. */
export function Quote(props: CaptionPageProps) {
  const { page, state, look } = props
  const { colours, own } = look
  const { block, size } = page
  const middle = {
    x: page.rightToLeft ? block.x + block.width - 0.95 * size : block.x + 0.95 * size,
    y: block.y,
  }
  const onDisc = readableOn(colours.emphasis, '#ffffff')
  return (
    <>
      <Boxes page={page} look={look} />
      {own.quoteMark && (
        <g transform={`translate(${round(middle.x)} ${round(middle.y)})`}>
          <circle r={round(DISC * size)} fill={colours.emphasis} />
          <path d={marks(size * 0.46)} fill={onDisc} />
        </g>
      )}
      {page.labels.map((label) => (
        <Label key={label.role} label={label} fill="#fbf6ec" ground="#241c15" radius={0.22} />
      ))}
      <Words
        {...props}
        paint={(word) => {
          if (word.emphasised)
            return {
              fill: colours.emphasis,
              underline: { height: 0.055, drop: 0.12, colour: colours.emphasis },
            }
          return { fill: word.index > state.active ? colours.future : baseOf(word, look) }
        }}
      />
    </>
  )
}

/** A pair of opening quotation marks, drawn, so that every script has the same: `w` px wide, about 0, 0. */
function marks(w: number): string {
  const one = (x: number) => {
    const [r, top] = [w * 0.2, -w * 0.42]
    return (
      `M${round(x + r)} ${round(top)}C${round(x - r * 0.9)} ${round(top + r * 1.2)} ${round(x - r)} ${round(top + r * 2.6)} ${round(x - r)} ${round(w * 0.2)}` +
      `A${round(r)} ${round(r)} 0 1 0 ${round(x)} ${round(w * 0.2 - r)}` +
      `C${round(x - r * 0.1)} ${round(top + r * 2)} ${round(x + r * 0.4)} ${round(top + r * 1.2)} ${round(x + r * 1.3)} ${round(top + r * 0.5)}Z`
    )
  }
  return one(-w * 0.27) + one(w * 0.27)
}
