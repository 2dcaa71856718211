import type { CaptionPageProps } from './caption-page-props.ts'
import { spokenColour } from './spoken-colour.ts'
import { Words } from './words.tsx'

const EMPHASIS_CUT = '#ffe45c'

/** Letters cut out of paper with a wide rim, stuck on at an angle. */
export const Sticker = (props: CaptionPageProps) => {
  const { state, look } = props
  const { colours, outline } = look
  return (
    <Words
      {...props}
      paint={(word) => {
        const strong = word.emphasised && word.index <= state.active
        return {
          fill: spokenColour(word, props),
          outline: {
            width: outline,
            colour: strong ? EMPHASIS_CUT : colours.guard,
          },
          shadow: { x: 0, y: 0.09, colour: '#000000', opacity: 0.42, blur: 0.09 },
        }
      }}
    />
  )
}
