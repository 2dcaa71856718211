import type { CaptionPageProps } from './caption-page-props.ts'
import { Halo } from './halo.tsx'
import { baseOf } from './spoken-colour.ts'
import { Words } from './words.tsx'

/** Serif lines in a soft dark breath; each line appears as it begins. */
export function Atelier(props: CaptionPageProps) {
  const { page, state, look } = props
  const { colours, outline } = look
  const line = page.words.find((word) => word.index === state.active)?.line ?? 0
  const shown = { ...page, words: page.words.filter((word) => word.line <= line) }
  const coming = (word: { line: number }) => (word.line === line ? state.word.opacity : 1)
  return (
    <>
      <Halo
        page={shown}
        colour={colours.guard}
        stroke={0.3}
        blur={0.3}
        opacity={0.62 * (line === 0 ? state.word.opacity : 1)}
      />
      <Words
        {...props}
        page={shown}
        // It goes by lines: no word is said by itself.
        state={{ ...state, active: -1 }}
        paint={(word) => ({
          fill: word.emphasised ? colours.emphasis : baseOf(word, look),
          outline: { width: outline, colour: colours.guard },
          shadow: { x: 0, y: 0, colour: '#140d07', opacity: 0.8, blur: 0.09 },
          opacity: coming(word),
        })}
      />
    </>
  )
}
