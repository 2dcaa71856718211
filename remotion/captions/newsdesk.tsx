import { readableOn } from '#core/colour.ts'
import { pillPad } from '../fit-words.ts'
import { Boxes } from './boxes.tsx'
import type { CaptionPageProps } from './caption-page-props.ts'
import { Label } from './label.tsx'
import { Mark } from './mark.tsx'
import { baseOf } from './spoken-colour.ts'
import { markBox, stretches } from './stretches.ts'
import { Words } from './words.tsx'

/** Thickness of the bar where reading starts, em. */
const BAR = 0.12

/** A lower third: blue strips with a red bar, and a tag above. */
export function Newsdesk(props: CaptionPageProps) {
  const { page, state, look } = props
  const { colours, pill } = look
  const { block } = page
  const onPill = readableOn(colours.emphasis, '#ffffff')
  return (
    <>
      <Boxes page={page} look={look} />
      <Mark
        box={{
          x: page.rightToLeft ? block.x + block.width : block.x - BAR * page.size,
          y: block.y,
          width: BAR * page.size,
          height: block.height,
        }}
        radius={0}
        fill={colours.emphasis}
      />
      {page.labels.map((label) => (
        <Label key={label.role} label={label} fill={onPill} ground={colours.emphasis} />
      ))}
      <Words
        {...props}
        paint={(word) => {
          if (word.emphasised) return { fill: onPill }
          return { fill: word.index === state.active ? colours.active : baseOf(word, look) }
        }}
      >
        {stretches(page, (word) => word.emphasised).map((words) => (
          <Mark
            key={words[0]?.x}
            box={markBox(page, words, pillPad(page.script, look), pill?.height ?? 1.06)}
            radius={0}
            fill={colours.emphasis}
          />
        ))}
      </Words>
    </>
  )
}
