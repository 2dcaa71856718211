import { type ReactNode, useId } from 'react'
import { alphaOf, opaque } from '#core/colour.ts'
import type { LaidPage, LaidWord } from '../caption-layout.ts'
import type { OverlayState } from '../overlay-key.ts'
import type { ResolvedLook } from '../resolve-look.ts'
import { CaptionWord } from './caption-word.tsx'
import { Mark } from './mark.tsx'
import { round } from './round.ts'
import { Unturned } from './unturned.tsx'

/** A stroke in em; it shows outside the letters. */
type Edge = { width: number; colour: string }

/** How one word is painted in one state. Lengths in em of the word's own size. */
export type WordPaint = {
  fill: string
  /** Left out: what the look has, as where somebody took a style's box away. */
  outline?: Edge | null
  /** A second outline around the first. */
  outer?: Edge | null
  /** The word's own shape once more, further down, in one colour. */
  shadow?: { x: number; y: number; colour: string; opacity?: number; blur?: number } | null
  underline?: { height: number; drop: number; colour: string } | null
  opacity?: number
  /** Share of its letters that stand there. */
  letters?: number
}

type WordsProps = {
  page: LaidPage
  state: OverlayState
  look: ResolvedLook
  paint: (word: LaidWord) => WordPaint
  /** Lies between the outlines and the letters: pills and strokes of a marker. */
  children?: ReactNode
}

/**
 * The words, layer by layer: shadows, outer outlines, outlines, what is between, letters. All outlines
 * lie below all letters, or one word's would eat into the next; the word being said comes last, so
 * that what it does lies over its neighbours.
 */
export function Words({ page, state, look, paint, children }: WordsProps) {
  const words = [...page.words].sort(
    (a, b) => Number(a.index === state.active) - Number(b.index === state.active),
  )
  const usual = look.outline > 0 ? { width: look.outline, colour: look.colours.guard } : null
  const painted = words.map((word) => ({ word, paint: { outline: usual, ...paint(word) } }))
  const layer = (name: string, draw: (one: (typeof painted)[number], index: number) => ReactNode) =>
    painted.map((one, i) => {
      const drawn = draw(one, i)
      return drawn === null ? null : (
        <g
          key={`${name} ${one.word.index} ${one.word.line}`}
          transform={wordTransform(one.word, page, state, look)}
          opacity={one.paint.opacity}
        >
          {drawn}
        </g>
      )
    })
  const [first] = painted
  // One opacity for a whole layer: where neighbours overlap it must not count twice.
  const seeThrough = alphaOf(first?.paint.outline?.colour ?? '')
  return (
    <>
      <g opacity={first?.paint.shadow?.opacity}>
        {layer('shadow', ({ word, paint: { shadow, outline, outer } }) =>
          shadow ? (
            <Shadow
              page={page}
              word={word}
              shadow={shadow}
              edge={edgeWidth(outline) + edgeWidth(outer)}
            />
          ) : null,
        )}
      </g>
      {look.leans === 'block' && <Unturned look={look} />}
      {layer('outer', ({ word, paint: { outer, outline } }) =>
        outer ? (
          <CaptionWord
            word={word}
            page={page}
            fill={outer.colour}
            stroke={{ width: (outer.width + edgeWidth(outline)) * word.size, colour: outer.colour }}
            lettersOnly
          />
        ) : null,
      )}
      <g opacity={seeThrough === 1 ? undefined : seeThrough}>
        {layer('outline', ({ word, paint: { outline, letters } }) =>
          outline ? (
            <CaptionWord
              word={word}
              page={page}
              {...standing(word, letters)}
              fill={opaque(outline.colour)}
              stroke={{ width: outline.width * word.size, colour: opaque(outline.colour) }}
              lettersOnly
            />
          ) : null,
        )}
      </g>
      {children}
      {layer('letters', ({ word, paint: { fill, outline, underline, letters } }) => (
        <>
          {underline && (
            <Mark
              box={{
                x: word.x,
                y: word.baseline + underline.drop * word.size,
                width: word.width,
                height: underline.height * word.size,
              }}
              radius={0}
              fill={underline.colour}
            />
          )}
          <CaptionWord
            word={word}
            page={page}
            fill={fill}
            {...standing(word, letters)}
            {...(outline && seeThrough === 1 && word.index === state.active
              ? { stroke: { width: outline.width * word.size, colour: outline.colour } }
              : {})}
          />
        </>
      ))}
    </>
  )
}

/** How many of a word's letters stand there, where not all do. */
const standing = (word: LaidWord, share: number | undefined) =>
  share !== undefined && share < 1
    ? { letters: Math.max(1, Math.round([...textOf(word)].length * share)) }
    : {}

const edgeWidth = (edge: Edge | null | undefined) => edge?.width ?? 0

const textOf = (word: LaidWord) => word.runs.map((run) => run.text).join('')

type ShadowProps = {
  page: LaidPage
  word: LaidWord
  shadow: NonNullable<WordPaint['shadow']>
  edge: number
}

function Shadow({ page, word, shadow, edge }: ShadowProps) {
  const id = useId().replace(/\W/g, '')
  const drawn = (
    <g transform={`translate(${round(shadow.x * word.size)} ${round(shadow.y * word.size)})`}>
      <CaptionWord
        word={word}
        page={page}
        fill={shadow.colour}
        stroke={edge > 0 ? { width: edge * word.size, colour: shadow.colour } : null}
        lettersOnly
      />
    </g>
  )
  if (!shadow.blur) return drawn
  return (
    <>
      <Blur id={id} by={shadow.blur * word.size} around={[word]} />
      <g filter={`url(#${id})`}>{drawn}</g>
    </>
  )
}

type BlurProps = { id: string; by: number; around: LaidWord[] }

/**
 * A blur by some px (its standard deviation). Its region is given in px around the words: as a share
 * of their boxes it would clip the glow of a narrow letter.
 */
export function Blur({ id, by, around }: BlurProps) {
  const room = 1.2
  const x = Math.min(...around.map((word) => word.x - room * word.size))
  const y = Math.min(...around.map((word) => word.baseline - (room + 0.8) * word.size))
  const right = Math.max(...around.map((word) => word.x + word.width + room * word.size))
  const bottom = Math.max(...around.map((word) => word.baseline + (room + 0.2) * word.size))
  return (
    <filter
      id={id}
      filterUnits="userSpaceOnUse"
      x={round(x)}
      y={round(y)}
      width={round(right - x)}
      height={round(bottom - y)}
      colorInterpolationFilters="sRGB"
    >
      <feGaussianBlur stdDeviation={round(by)} />
    </filter>
  )
}

/** Where a word is while it is said, and how it leans for good. */
export function wordTransform(
  word: LaidWord,
  page: LaidPage,
  state: OverlayState,
  look: ResolvedLook,
): string | undefined {
  const line = page.lines[word.line]
  if (!line) return undefined
  const { scale, y } = word.index === state.active ? state.word : { scale: 1, y: 0 }
  const turn = look.leans === 'words' ? look.own.tilt * (word.index % 2 === 0 ? -1 : 1) : 0
  const slant = look.leans === 'letters' && page.script === 'latin' ? look.own.tilt : 0
  if (scale === 1 && y === 0 && turn === 0 && slant === 0) return undefined
  const centreX = round(word.x + word.width / 2)
  const centreY = round(line.top + line.height / 2)
  return [
    `translate(${centreX} ${round(centreY + y * page.size)})`,
    ...(turn === 0 ? [] : [`rotate(${turn})`]),
    ...(slant === 0 ? [] : [`skewX(${slant})`]),
    ...(scale === 1 ? [] : [`scale(${scale})`]),
    `translate(${-centreX} ${-centreY})`,
  ].join(' ')
}
