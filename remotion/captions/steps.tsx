import { readableOn } from '#core/colour.ts'
import { pillPad } from '../fit-words.ts'
import { Boxes } from './boxes.tsx'
import type { CaptionPageProps } from './caption-page-props.ts'
import { Mark } from './mark.tsx'
import { baseOf } from './spoken-colour.ts'
import { markBox } from './stretches.ts'
import { Words } from './words.tsx'

const ON_PILL = '#06121f'

/** A calm card: the word being said in a pill, those still to come dimmed. */
export function Steps(props: CaptionPageProps) {
  const { page, state, look } = props
  const { colours, pill } = look
  const active = page.words.filter((word) => word.index === state.active)
  const pillColour = active.some((word) => word.emphasised) ? colours.emphasis : colours.active
  return (
    <>
      <Boxes page={page} look={look} />
      <Words
        {...props}
        paint={(word) => {
          if (word.index === state.active) return { fill: readableOn(pillColour, ON_PILL) }
          if (word.emphasised) return { fill: colours.emphasis }
          return { fill: word.index > state.active ? colours.future : baseOf(word, look) }
        }}
      >
        {active.map((word) => (
          <Mark
            key={word.line}
            box={markBox(page, [word], pillPad(page.script, look), pill?.height ?? 1.28)}
            radius={look.own.radius * page.size}
            fill={pillColour}
          />
        ))}
      </Words>
    </>
  )
}
