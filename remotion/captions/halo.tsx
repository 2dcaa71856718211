import { useId } from 'react'
import { opaque } from '#core/colour.ts'
import type { LaidPage } from '../caption-layout.ts'
import { CaptionWord } from './caption-word.tsx'
import { Blur } from './words.tsx'

type HaloProps = {
  page: LaidPage
  colour: string
  /** Width of the stroked text and of its blur, em. */
  stroke: number
  blur: number
  opacity: number
}

/** A soft dark cloud behind all words of a page: one filter, so that where they overlap it does not darken. */
export function Halo({ page, colour, stroke, blur, opacity }: HaloProps) {
  const id = useId().replace(/\W/g, '')
  if (page.words.length === 0) return null
  return (
    <>
      <Blur id={id} by={blur * page.size} around={page.words} />
      <g filter={`url(#${id})`} opacity={opacity}>
        {page.words.map((word) => (
          <CaptionWord
            key={`${word.index} ${word.line}`}
            word={word}
            page={page}
            fill={opaque(colour)}
            stroke={{ width: (stroke / 2) * word.size, colour: opaque(colour) }}
            lettersOnly
          />
        ))}
      </g>
    </>
  )
}
