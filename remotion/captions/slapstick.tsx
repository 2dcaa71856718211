import type { CaptionPageProps } from './caption-page-props.ts'
import { spokenColour } from './spoken-colour.ts'
import { Words } from './words.tsx'

/** Words stagger about; one that matters is larger than the rest. */
export const Slapstick = (props: CaptionPageProps) => {
  const outline = { width: props.look.outline, colour: props.look.colours.guard }
  return (
    <Words
      {...props}
      paint={(word) => ({
        fill: spokenColour(word, props),
        outline,
        shadow: { x: 0, y: 0.12, colour: outline.colour },
      })}
    />
  )
}
