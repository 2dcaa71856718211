import type { CaptionPageProps } from './caption-page-props.ts'
import { spokenColour } from './spoken-colour.ts'
import { Words } from './words.tsx'

/** Loud capitals: each word turns yellow and pops as it is said; emphasised ones stay green. */
export const Punch = (props: CaptionPageProps) => (
  <Words
    {...props}
    paint={(word) => ({
      fill: spokenColour(word, props),
      outline: { width: props.look.outline, colour: props.look.colours.guard },
      shadow: { x: 0, y: 0.07, colour: '#000000', opacity: 0.55 },
    })}
  />
)
