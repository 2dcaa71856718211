import { readableOn } from '#core/colour.ts'
import type { LaidWord } from '../caption-layout.ts'
import { pillPad } from '../fit-words.ts'
import { Boxes } from './boxes.tsx'
import type { CaptionPageProps } from './caption-page-props.ts'
import { Mark } from './mark.tsx'
import { baseOf } from './spoken-colour.ts'
import { markBox, stretches } from './stretches.ts'
import { Words } from './words.tsx'

/** As readable as text can be: solid boxes, no motion, and never colour alone. */
export function Clear(props: CaptionPageProps) {
  const { page, state, look } = props
  const { colours, pill } = look
  const onMark = readableOn(colours.emphasis, '#000000')
  const colourOf = (word: LaidWord) => {
    if (word.emphasised) return onMark
    return word.index === state.active ? colours.active : baseOf(word, look)
  }
  return (
    <>
      <Boxes page={page} look={look} />
      <Words
        {...props}
        paint={(word) => ({
          fill: colourOf(word),
          underline:
            word.index === state.active
              ? { height: 0.08, drop: 0.1, colour: colourOf(word) }
              : null,
        })}
      >
        {stretches(page, (word) => word.emphasised).map((words) => (
          <Mark
            key={words[0]?.x}
            box={markBox(page, words, pillPad(page.script, look), pill?.height ?? 1.16)}
            radius={(pill?.radius ?? 0) * page.size}
            fill={colours.emphasis}
          />
        ))}
      </Words>
    </>
  )
}
