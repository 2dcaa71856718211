import { useId } from 'react'
import { mix } from '#core/colour.ts'
import type { LaidWord } from '../caption-layout.ts'
import { Boxes } from './boxes.tsx'
import type { CaptionPageProps } from './caption-page-props.ts'
import { CaptionWord } from './caption-word.tsx'
import { Blur, Words } from './words.tsx'

/** Tubes that light up as they are said, on a dark plate. */
export function Neon(props: CaptionPageProps) {
  const { page, state, look } = props
  const { colours, own } = look
  const id = useId().replace(/\W/g, '')
  const light = (word: LaidWord): string | null => {
    if (word.index > state.active) return null
    if (word.emphasised) return colours.emphasis
    return word.index === state.active ? colours.active : colours.base
  }
  const lit = page.words.filter((word) => light(word) !== null)
  const opacity = (word: LaidWord) => (word.index === state.active ? state.word.opacity : 1)
  return (
    <>
      <Boxes page={page} look={look} />
      {own.glow > 0 && lit.length > 0 && (
        <>
          <Blur id={id} by={0.085 * page.size} around={lit} />
          <g filter={`url(#${id})`} opacity={own.glow}>
            {lit.map((word) => {
              const colour = light(word) ?? colours.base
              return (
                <g key={`${word.index} ${word.line}`} opacity={opacity(word)}>
                  <CaptionWord
                    word={word}
                    page={page}
                    fill={colour}
                    stroke={{ width: 0.075 * word.size, colour }}
                    lettersOnly
                  />
                </g>
              )
            })}
          </g>
        </>
      )}
      <Words
        {...props}
        paint={(word) => {
          const colour = light(word)
          if (colour === null) return { fill: colours.future }
          return {
            fill: mix(colour, '#ffffff', 0.93),
            // A dark line in the light's own hue parts the tube from its glow.
            outline: { width: 0.03, colour: mix(colour, '#000000', 0.45) },
            opacity: opacity(word),
          }
        }}
      />
    </>
  )
}
