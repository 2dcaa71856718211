import { useId } from 'react'
import { mix } from '#core/colour.ts'
import type { LaidWord } from '../caption-layout.ts'
import type { CaptionPageProps } from './caption-page-props.ts'
import { Words } from './words.tsx'

const SHADOW = '#d6249f'
const EMPHASIS_SHADOW = '#0e7c3a'

/** Slanted capitals with a sheen, and a hard shadow in another colour. */
export function Arcade(props: CaptionPageProps) {
  const { page, state, look } = props
  const id = useId().replace(/\W/g, '')
  const { colours, outline } = look
  const kinds = ['base', 'active', 'emphasis'] as const
  const kindOf = (word: LaidWord) => {
    if (word.emphasised && word.index <= state.active) return 'emphasis'
    return word.index === state.active ? 'active' : 'base'
  }
  return (
    <>
      {page.lines.flatMap((line, row) =>
        kinds.map((kind) => (
          <linearGradient
            key={`${kind} ${line.top}`}
            id={`${id}${kind}${row}`}
            gradientUnits="userSpaceOnUse"
            x1={0}
            x2={0}
            y1={Math.round(line.baseline - look.capHeight * page.size)}
            y2={Math.round(line.baseline)}
          >
            <stop
              offset={0.1}
              stopColor={mix(colours[kind], '#ffffff', kind === 'base' ? 1 : 0.82)}
            />
            <stop offset={1} stopColor={colours[kind]} />
          </linearGradient>
        )),
      )}
      <Words
        {...props}
        paint={(word) => ({
          fill: `url(#${id}${kindOf(word)}${word.line})`,
          outline: { width: outline, colour: colours.guard },
          shadow: {
            ...{ x: 0.055, y: 0.075 },
            colour: kindOf(word) === 'emphasis' ? EMPHASIS_SHADOW : SHADOW,
          },
        })}
      />
    </>
  )
}
