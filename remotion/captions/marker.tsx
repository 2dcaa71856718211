import { readableOn } from '#core/colour.ts'
import type { Box, LaidWord } from '../caption-layout.ts'
import { pillPad } from '../fit-words.ts'
import type { CaptionPageProps } from './caption-page-props.ts'
import { round } from './round.ts'
import { baseOf } from './spoken-colour.ts'
import { markBox, stretches, uncovered } from './stretches.ts'
import { Words } from './words.tsx'

/** The word being said is struck with a highlighter; emphasised ones stay marked. */
export function Marker(props: CaptionPageProps) {
  const { page, state, look } = props
  const { colours, outline, pill } = look
  const height = pill?.height ?? 1.16
  const padX = pillPad(page.script, look)
  const kept = stretches(page, (word) => word.emphasised && word.index < state.active)
  const active = page.words.filter((word) => word.index === state.active)
  const colourOf = (word: LaidWord) => (word.emphasised ? colours.emphasis : colours.active)
  const marked = (word: LaidWord) =>
    word.index === state.active || (word.emphasised && word.index < state.active)
  return (
    <Words
      {...props}
      paint={(word) =>
        marked(word)
          ? { fill: readableOn(colourOf(word), '#141414') }
          : {
              fill: baseOf(word, look),
              outline: { width: outline, colour: colours.guard },
              shadow: { x: 0, y: 0.06, colour: colours.guard },
            }
      }
    >
      {kept.map((words) => (
        <path
          key={words[0]?.x}
          d={roughStroke(markBox(page, words, padX, height))}
          fill={colours.emphasis}
        />
      ))}
      {active.map((word) => (
        <path
          key={word.line}
          d={roughStroke(
            uncovered(markBox(page, [word], padX, height), state.word.pill, page.rightToLeft),
          )}
          fill={colourOf(word)}
        />
      ))}
    </Words>
  )
}

/** Seven corners of a stroke by hand, as shares of its box: the same for every word. */
const corners = [
  [0.01, 0.1],
  [0.34, 0.02],
  [0.99, 0.07],
  [1.005, 0.5],
  [0.985, 0.95],
  [0.55, 0.98],
  [-0.005, 0.93],
] as const

const roughStroke = ({ x, y, width, height }: Box) =>
  `M${corners.map(([right, down]) => `${round(x + right * width)} ${round(y + down * height)}`).join('L')}Z`
