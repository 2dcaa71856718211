import type { CaptionFont } from './caption-font.ts'
import type { EntryName, ExitName, WordMotion } from './caption-motion.ts'
import type { OwnOptions } from './caption-style.ts'

/** What a style is before a clip changes anything about it. Lengths are in em of its drawn size. */
export type CaptionLook = {
  /** What it is called, and what it suits. */
  title: string
  use: string
  font: CaptionFont
  /** Size as a share of the picture's width. */
  size: number
  lineHeight: number
  tracking: number
  caps: boolean
  maxWords: number
  maxLines: number
  /** Factor on the space between words. */
  gap: number
  /** Visible width of the outline. */
  outline: number
  align: 'start' | 'centre'
  /** Shares of the picture: where lines start if they do not lie in the middle, and how wide they get. */
  start: number
  width: number
  /** Lower edge of the block in an upright picture, from its top. */
  bottom: number
  /** What `tilt` turns. */
  leans: 'block' | 'letters' | 'words' | null
  emphasisSize: number
  /** The box behind all lines, each line, or none. A height makes lines' boxes lower than their lines. */
  box: {
    around: 'page' | 'line'
    padX: number
    padY: number
    height: number | null
    radius: number
  } | null
  /** The box behind single words, or none. */
  pill: { padX: number; height: number; radius: number } | null
  entry: EntryName
  word: WordMotion
  exit: ExitName
  colours: {
    base: string
    /** What keeps the base readable: the outline, or the box. */
    guard: string
    /** Words still to come; null: as base. */
    future: string | null
    active: string
    emphasis: string
  }
  /** The options only this style has, as they are here. */
  own: Partial<OwnOptions>
}

/** What most styles share. */
export const usualLook = {
  caps: false,
  maxLines: 2,
  gap: 1,
  outline: 0,
  align: 'centre',
  start: 0.111,
  width: 0.778,
  bottom: 0.645,
  leans: null,
  emphasisSize: 1,
  box: null,
  pill: null,
  entry: 'cut',
  word: 'cut',
  exit: 'cut',
  own: {},
} as const satisfies Partial<CaptionLook>
