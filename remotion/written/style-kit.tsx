import type { ReactNode } from 'react'
import { z } from 'zod'
import { CaptionFont } from '#core/caption-font.ts'
import { readableOn as readable } from '#core/colour.ts'
import { CaptionRuns } from '../captions/caption-word.tsx'
import { Mark } from '../captions/mark.tsx'
import { round } from '../captions/round.ts'
import type { StylePage, StyleWord } from './written-page.ts'

/** What a written style may import from `@cliproom/style`. Everything it draws is SVG, px of the picture. */

export type { StyleInput, StylePage, StyleWord } from './written-page.ts'

/** Nearly black where that can be read on a colour, white where it cannot. */
export const readableOn = (ground: string, colour = '#141414') => readable(ground, colour)

/** Properties that a form shows as what they are. Any other zod field of a plain kind does too. */
export const field = {
  color: (own: string, title?: string) =>
    z
      .string()
      .regex(/^#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?$/)
      .default(own)
      .meta({ kind: 'color', title }),
  font: (own: CaptionFont, title?: string) =>
    CaptionFont.default(own).meta({ kind: 'font', title }),
  number: (
    own: number,
    { min, max, step, title }: { min: number; max: number; step?: number; title?: string },
  ) => z.number().min(min).max(max).default(own).meta({ kind: 'number', title, step }),
  toggle: (own: boolean, title?: string) => z.boolean().default(own).meta({ title }),
  choice: <const T extends [string, ...string[]]>(own: T[number], options: T, title?: string) =>
    z
      .enum(options)
      // The option is one of them; the enum's own type says the same in other words.
      .default(own as never)
      .meta({ title }),
  text: (own: string, title?: string) => z.string().max(60).default(own).meta({ title }),
}

/** How one word is painted. Widths and offsets in heights of its letters. */
export type WordPaint = {
  fill: string
  outline?: { width: number; colour: string }
  shadow?: { x: number; y: number; colour: string }
  scale?: number
  rotate?: number
  x?: number
  y?: number
  opacity?: number
}

/**
 * The page's words in their places: shadows below outlines below letters, the word being said on top.
 * `children` lie under the letters.
 */
export function Words({
  page,
  paint,
  children,
}: {
  page: StylePage
  paint: (word: StyleWord) => WordPaint
  children?: ReactNode
}) {
  const words = [...page.words]
    .sort((a, b) => Number(a.isActive) - Number(b.isActive))
    .map((word) => ({ word, paint: paint(word) }))
  const layer = (name: string, draw: (word: StyleWord, paint: WordPaint) => ReactNode) =>
    words.map(({ word, paint }) => {
      const drawn = draw(word, paint)
      return drawn ? (
        <g
          key={`${name} ${word.index} ${word.line}`}
          transform={placed(word, paint)}
          opacity={paint.opacity}
        >
          {drawn}
        </g>
      ) : null
    })
  return (
    <>
      {layer('shadow', (word, { shadow, outline }) =>
        shadow ? (
          <g transform={`translate(${round(shadow.x * word.size)} ${round(shadow.y * word.size)})`}>
            <Letters
              {...{ word, page, fill: shadow.colour }}
              {...(outline && { outline: { ...outline, colour: shadow.colour } })}
              only
            />
          </g>
        ) : null,
      )}
      {layer('outline', (word, { outline }) =>
        outline ? <Letters {...{ word, page, outline, fill: outline.colour }} only /> : null,
      )}
      {children}
      {layer('letters', (word, { fill }) => (
        <Letters {...{ word, page, fill }} />
      ))}
    </>
  )
}

function Letters({
  word,
  page,
  fill,
  outline,
  only = false,
}: {
  word: StyleWord
  page: StylePage
  fill: string
  outline?: WordPaint['outline']
  only?: boolean
}) {
  return (
    <CaptionRuns
      runs={word.runs}
      typeface={page.typeface}
      size={word.size}
      baseline={word.baseline}
      tracking={page.tracking}
      rightToLeft={page.rightToLeft}
      fill={fill}
      stroke={outline ? { width: outline.width * word.size, colour: outline.colour } : null}
      lettersOnly={only}
    />
  )
}

function placed(word: StyleWord, { scale = 1, rotate = 0, x = 0, y = 0 }: WordPaint) {
  if (scale === 1 && rotate === 0 && x === 0 && y === 0) return undefined
  const [cx, cy] = [round(word.x + word.width / 2), round(word.middle)]
  return [
    `translate(${round(cx + x * word.size)} ${round(cy + y * word.size)})`,
    ...(rotate === 0 ? [] : [`rotate(${round(rotate)})`]),
    ...(scale === 1 ? [] : [`scale(${round(scale)})`]),
    `translate(${-cx} ${-cy})`,
  ].join(' ')
}

type BoxProps = {
  fill: string
  /** Beyond the letters, in their heights. */
  pad?: number
  height?: number
  radius?: number
  /** Share that is drawn, from where reading starts. */
  share?: number
}

/** A box behind one word. */
export function WordBox({
  page,
  word,
  fill,
  pad = 0.14,
  height = 1.16,
  radius = 0.1,
  share = 1,
}: BoxProps & { page: StylePage; word: StyleWord }) {
  if (share <= 0) return null
  const width = word.width + 2 * pad * word.size
  const left = word.x - pad * word.size
  return (
    <Mark
      box={{
        x: page.rightToLeft ? left + width * (1 - share) : left,
        y: word.middle - (height * word.size) / 2,
        width: width * share,
        height: height * word.size,
      }}
      radius={radius * word.size}
      fill={fill}
    />
  )
}

/** A box behind all lines. */
export function PageBox({ page, fill, pad = 0.4, radius = 0.25 }: BoxProps & { page: StylePage }) {
  const by = pad * page.size
  const { x, y, width, height } = page.block
  return (
    <Mark
      box={{ x: x - by, y: y - by / 2, width: width + 2 * by, height: height + by }}
      radius={radius * page.size}
      fill={fill}
    />
  )
}

/** In steps, so that fewer pictures are drawn: 0, 1/n … 1. */
export const steps = (share: number, n: number): number =>
  Math.round(Math.min(1, Math.max(0, share)) * n) / n
