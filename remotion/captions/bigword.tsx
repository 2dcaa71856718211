import { readableOn } from '#core/colour.ts'
import { pillPad } from '../fit-words.ts'
import type { CaptionPageProps } from './caption-page-props.ts'
import { Mark } from './mark.tsx'
import { baseOf } from './spoken-colour.ts'
import { markBox } from './stretches.ts'
import { Words } from './words.tsx'

/** One word at a time, as large as it gets. */
export function Bigword(props: CaptionPageProps) {
  const { page, look } = props
  const { colours, outline, pill } = look
  const marked = pill === null ? [] : page.words.filter((word) => word.emphasised)
  return (
    <>
      {marked.map((word) => (
        <Mark
          key={word.line}
          box={markBox(page, [word], pillPad(page.script, look), pill?.height ?? 1.16)}
          radius={(pill?.radius ?? 0) * page.size}
          fill={colours.emphasis}
        />
      ))}
      <Words
        {...props}
        paint={(word) =>
          word.emphasised
            ? { fill: readableOn(colours.emphasis, '#0a0a0a') }
            : {
                fill: baseOf(word, look),
                outline: { width: outline, colour: colours.guard },
                shadow: { x: 0, y: 0.04, colour: '#000000', opacity: 0.6, blur: 0.1 },
              }
        }
      />
    </>
  )
}
