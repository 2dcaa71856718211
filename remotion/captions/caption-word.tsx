import type { CSSProperties } from 'react'
import { fontFamily, fontWeight, type Typeface } from '../caption-fonts.ts'
import type { LaidRun, LaidWord } from '../caption-layout.ts'
import { letterStyle } from '../measure-text.ts'
import { round } from './round.ts'

/** A stroke around letters. `width` shows outside them, px. */
export type Stroke = { width: number; colour: string }

type CaptionRunsProps = {
  runs: LaidRun[]
  typeface: Typeface
  size: number
  baseline: number
  /** Letter spacing, em. */
  tracking: number
  rightToLeft: boolean
  fill: string
  stroke?: Stroke | null
  /** Emoji have their own colours: shadows, outlines and glow leave them out. */
  lettersOnly?: boolean
  /** How many letters stand there; all by default. */
  letters?: number
}

/** Letters and emoji at their computed places. */
export function CaptionRuns({
  runs,
  typeface,
  size,
  baseline,
  tracking,
  rightToLeft,
  fill,
  stroke = null,
  lettersOnly = false,
  letters = Number.POSITIVE_INFINITY,
}: CaptionRunsProps) {
  const style: CSSProperties = {
    ...letterStyle,
    fontWeight: fontWeight(typeface.font),
    fontSize: `${round(size)}px`,
    direction: rightToLeft ? 'rtl' : 'ltr',
    unicodeBidi: 'isolate',
  }
  return runs.map((run) =>
    (run.emoji && lettersOnly) || letters <= 0 || run.text.trim() === '' ? null : (
      <text
        key={run.x}
        // The edge a word starts at is the right one in right-to-left scripts.
        x={round(rightToLeft ? run.x + run.width : run.x)}
        y={round(baseline)}
        fill={fill}
        {...(stroke && !run.emoji
          ? {
              stroke: stroke.colour,
              strokeWidth: round(stroke.width * 2),
              strokeLinejoin: 'round',
              paintOrder: 'stroke',
            }
          : {})}
        direction={rightToLeft ? 'rtl' : 'ltr'}
        style={{
          ...style,
          fontFamily: fontFamily(typeface, run),
          letterSpacing: `${run.emoji ? 0 : round(tracking * size)}px`,
        }}
      >
        {Number.isFinite(letters) ? [...run.text].slice(0, letters).join('') : run.text}
      </text>
    ),
  )
}

type CaptionWordProps = Pick<CaptionRunsProps, 'fill' | 'stroke' | 'lettersOnly' | 'letters'> & {
  word: LaidWord
  page: { typeface: Typeface; tracking: number; rightToLeft: boolean }
}

/** One word at its computed place. */
export const CaptionWord = ({ word, page, ...paint }: CaptionWordProps) => (
  <CaptionRuns
    runs={word.runs}
    typeface={page.typeface}
    size={word.size}
    baseline={word.baseline}
    tracking={page.tracking}
    rightToLeft={page.rightToLeft}
    {...paint}
  />
)
