import { readableOn } from '#core/colour.ts'
import { pillPad } from '../fit-words.ts'
import { Boxes } from './boxes.tsx'
import type { CaptionPageProps } from './caption-page-props.ts'
import { Mark } from './mark.tsx'
import { baseOf } from './spoken-colour.ts'
import { markBox, stretches } from './stretches.ts'
import { Words } from './words.tsx'

/** Ink on white strips: the word being said is blue and underlined, figures stand in a blue field. */
export function Boardroom(props: CaptionPageProps) {
  const { page, state, look } = props
  const { colours, pill } = look
  const onPill = readableOn(colours.emphasis, '#ffffff')
  return (
    <>
      <Boxes page={page} look={look} stroke={{ width: 3, colour: '#11182729' }} />
      <Words
        {...props}
        paint={(word) => {
          if (word.emphasised) return { fill: onPill }
          if (word.index !== state.active) return { fill: baseOf(word, look) }
          return {
            fill: colours.active,
            underline: { height: 0.07, drop: 0.12, colour: colours.active },
          }
        }}
      >
        {stretches(page, (word) => word.emphasised).map((words) => (
          <Mark
            key={words[0]?.x}
            box={markBox(page, words, pillPad(page.script, look), pill?.height ?? 1.2)}
            radius={look.own.radius * page.size}
            fill={colours.emphasis}
          />
        ))}
      </Words>
    </>
  )
}
