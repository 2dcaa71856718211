/** What a new style begins as: a highlighter over the word being said. */
export const STARTER_STYLE = `import { spring } from 'remotion'
import { z } from 'zod'
import { field, readableOn, steps, WordBox, Words } from '@cliproom/style'

// Each property becomes a field of the form.
export const props = z.object({
  highlight: field.color('#ffe14d', 'Highlight'),
  letters: field.color('#ffffff', 'Letters'),
  font: field.font('archivo-black', 'Font'),
  size: field.number(84, { min: 24, max: 140, title: 'Size' }),
  tilt: field.number(-1.2, { min: -6, max: 6, step: 0.1, title: 'Tilt' }),
  caps: field.toggle(false, 'Capitals'),
  enter: field.choice('wipe', ['wipe', 'none'], 'Enter'),
})

// How words are set before they are drawn.
export const layout = (p) => ({ font: p.font, size: p.size, caps: p.caps, maxWords: 5 })

export default function Marker({ page, props: p, frame, fps }) {
  const active = page.words.filter((word) => word.isActive)
  return (
    <Words
      page={page}
      paint={(word) =>
        word.isActive
          ? { fill: readableOn(p.highlight), rotate: p.tilt }
          : { fill: p.letters, shadow: { x: 0, y: 0.05, colour: '#00000099' } }
      }
    >
      {active.map((word) => {
        const grown = p.enter === 'none' ? 1 : spring({ frame: frame - word.from + 1, fps, durationInFrames: 8 })
        // In steps: each picture that differs is one that the export has to draw.
        return <WordBox key={word.line} page={page} word={word} fill={p.highlight} share={steps(grown, 4)} />
      })}
    </Words>
  )
}
`
