import type { CaptionPageProps } from './caption-page-props.ts'
import { Label } from './label.tsx'
import { spokenColour } from './spoken-colour.ts'
import { Words } from './words.tsx'

/** Two languages: the spoken one word by word, the other as a whole sentence beneath. */
export const Duo = (props: CaptionPageProps) => {
  const outline = { width: props.look.outline, colour: props.look.colours.guard }
  return (
    <>
      {props.page.labels.map((label) => (
        <Label key={label.box.y} label={label} fill="#ffe9a8" ground="#0a0d18eb" radius={0.12} />
      ))}
      <Words
        {...props}
        paint={(word) => ({
          fill: spokenColour(word, props),
          outline,
          shadow: { x: 0, y: 0.05, colour: outline.colour },
        })}
      />
    </>
  )
}
