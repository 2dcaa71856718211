import type { CaptionPageProps } from './caption-page-props.ts'
import { CaptionRuns } from './caption-word.tsx'
import { round } from './round.ts'
import { spokenColour } from './spoken-colour.ts'
import { Words } from './words.tsx'

/** A word that matters brings an emoji over the captions. */
export function Reaction(props: CaptionPageProps) {
  const { page, state, look } = props
  const outline = { width: look.outline, colour: look.colours.guard }
  // One at a time: the last whose word has come.
  const emoji = page.labels.filter(({ word }) => word !== null && word <= state.active).at(-1)
  return (
    <>
      <Words
        {...props}
        paint={(word) => ({
          fill: spokenColour(word, props),
          outline,
          shadow: { x: 0, y: 0.06, colour: outline.colour },
        })}
      />
      {emoji && (
        <g transform={popped(emoji.box, emoji.word === state.active ? state.word.accent : 1)}>
          <CaptionRuns {...emoji} tracking={0} fill="#000000" />
        </g>
      )}
    </>
  )
}

type Placed = { x: number; y: number; width: number; height: number }

function popped({ x, y, width, height }: Placed, scale: number) {
  if (scale === 1) return undefined
  const [centreX, centreY] = [round(x + width / 2), round(y + height / 2)]
  return `translate(${centreX} ${centreY}) scale(${scale}) translate(${-centreX} ${-centreY})`
}
