import { readableOn } from '#core/colour.ts'
import { pillPad } from '../fit-words.ts'
import { speakerColour } from '../resolve-look.ts'
import { Boxes } from './boxes.tsx'
import type { CaptionPageProps } from './caption-page-props.ts'
import { Label } from './label.tsx'
import { Mark } from './mark.tsx'
import { markBox } from './stretches.ts'
import { Words } from './words.tsx'

/** Thickness of the bar where reading starts, em. */
const BAR = 0.14
const INK = '#0f121c'

/** Who says what: a colour and a name for each speaker. */
export function Names(props: CaptionPageProps) {
  const { page, state, look } = props
  const { colours, pill } = look
  const colour = speakerColour(page.speaker ?? 0, look.speakers)
  const { block } = page
  const marked = page.words.filter((word) => word.emphasised && word.index === state.active)
  return (
    <>
      <Boxes page={page} look={look} />
      <Mark
        box={{
          x: page.rightToLeft ? block.x + block.width - BAR * page.size : block.x,
          y: block.y,
          width: BAR * page.size,
          height: block.height,
        }}
        radius={0}
        fill={colour}
      />
      {page.labels.map((label) => (
        <Label
          key={label.role}
          label={label}
          fill={readableOn(colour, INK)}
          ground={colour}
          radius={0.2}
        />
      ))}
      <Words
        {...props}
        paint={(word) => {
          const now = word.index === state.active
          if (word.emphasised && now) return { fill: readableOn(colour, INK) }
          const fill = now ? colour : word.index > state.active ? colours.future : colours.base
          return {
            fill,
            underline: word.emphasised ? { height: 0.06, drop: 0.13, colour: fill } : null,
          }
        }}
      >
        {marked.map((word) => (
          <Mark
            key={word.line}
            box={markBox(page, [word], pillPad(page.script, look), pill?.height ?? 1.2)}
            radius={(pill?.radius ?? 0) * page.size}
            fill={colour}
          />
        ))}
      </Words>
    </>
  )
}
