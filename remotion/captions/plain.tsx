import { Boxes } from './boxes.tsx'
import type { CaptionPageProps } from './caption-page-props.ts'
import { Halo } from './halo.tsx'
import { spokenColour } from './spoken-colour.ts'
import { Words } from './words.tsx'

/** Small, white and quiet: what was said is brighter than what comes. */
export function Plain(props: CaptionPageProps) {
  const { page, look } = props
  const { colours, outline } = look
  return (
    <>
      <Boxes page={page} look={look} />
      {look.box === null && (
        <Halo page={page} colour={colours.guard} stroke={0.28} blur={0.24} opacity={0.5} />
      )}
      <Words
        {...props}
        paint={(word) => ({
          fill: spokenColour(word, props),
          outline: { width: outline, colour: colours.guard },
          underline: word.emphasised
            ? { height: 0.06, drop: 0.13, colour: spokenColour(word, props) }
            : null,
        })}
      />
    </>
  )
}
