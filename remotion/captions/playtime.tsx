import { coloursOf } from '#core/caption-style.ts'
import type { LaidWord } from '../caption-layout.ts'
import type { CaptionPageProps } from './caption-page-props.ts'
import { baseOf } from './spoken-colour.ts'
import { Words } from './words.tsx'

const EMPHASIS_OUTLINE = '#8e0f32'
const OUTER = { width: 0.06, colour: '#ffffff' }

/** Every word takes the next colour as it is said. */
export function Playtime(props: CaptionPageProps) {
  const { state, look } = props
  const { colours, outline } = look
  const palette = coloursOf(look.own.palette)
  const fill = (word: LaidWord) => {
    if (word.index > state.active) return baseOf(word, look)
    if (word.emphasised) return colours.emphasis
    return palette[word.index % palette.length] ?? colours.active
  }
  return (
    <Words
      {...props}
      paint={(word) => ({
        fill: fill(word),
        outline: {
          width: outline,
          colour: word.emphasised ? EMPHASIS_OUTLINE : colours.guard,
        },
        outer: OUTER,
      })}
    />
  )
}
