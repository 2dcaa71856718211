import type { LaidWord } from '../caption-layout.ts'
import type { CaptionPageProps } from './caption-page-props.ts'
import { CaptionWord } from './caption-word.tsx'
import { round } from './round.ts'
import { baseOf } from './spoken-colour.ts'
import { Words } from './words.tsx'

/**
 * Words fill as they are sung. The coloured word lies whole over the white one and is uncovered: it is
 * never parted, so joined letters keep their joints.
 */
export function Singalong(props: CaptionPageProps) {
  const { page, state, look } = props
  const { colours, outline } = look
  const sung = (word: LaidWord) => (word.emphasised ? colours.emphasis : colours.active)
  const active = page.words.filter((word) => word.index === state.active)
  const partly = state.fill < 1 ? partsOf(active, state.fill) : []
  return (
    <>
      <Words
        {...props}
        paint={(word) => {
          const done =
            word.index < state.active || (word.index === state.active && state.fill === 1)
          return {
            fill: done ? sung(word) : baseOf(word, look),
            outline: { width: outline, colour: colours.guard },
          }
        }}
      />
      {partly.map(({ word, share }) => {
        const width = word.width * share
        const x = page.rightToLeft ? word.x + word.width - width : word.x
        // Only the moving edge cuts: on the other sides letters reach beyond their box.
        const room = 0.3 * word.size
        const [left, right] = page.rightToLeft ? [x, x + width + room] : [x - room, x + width]
        const top = word.baseline - 1.4 * word.size
        const box = {
          x: round(left),
          y: round(top),
          width: round(right - left),
          height: round(2.1 * word.size),
        }
        return (
          <svg
            key={word.line}
            {...box}
            viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
            overflow="hidden"
            role="presentation"
          >
            <CaptionWord word={word} page={page} fill={sung(word)} lettersOnly />
          </svg>
        )
      })}
    </>
  )
}

/** How much of each part of a word is sung: the parts of a divided word fill one after another. */
function partsOf(parts: LaidWord[], fill: number) {
  const total = parts.reduce((sum, part) => sum + part.width, 0)
  let before = 0
  return parts.flatMap((word) => {
    const share = Math.min(1, Math.max(0, (fill * total - before) / word.width))
    before += word.width
    return share === 0 ? [] : [{ word, share }]
  })
}
