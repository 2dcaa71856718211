import type { Rect } from '#core/picture-parts.ts'
import type { Typeface } from '../caption-fonts.ts'
import type { LaidRun } from '../caption-layout.ts'

/** A line of a text, its runs in px from the graphic's corner. */
export type LaidTextLine = { runs: LaidRun[]; baseline: number; rightToLeft: boolean }

/** What a graphic paints in its box. */
export type GraphicPaint =
  | {
      kind: 'text'
      lines: LaidTextLine[]
      typeface: Typeface
      size: number
      colour: string
      ground: { colour: string; box: Rect; radius: number } | null
    }
  | { kind: 'picture'; src: string; opacity: number }
  | { kind: 'bar'; colour: string }

/** Text, a picture, the logo or the progress bar in its place. Plain JSON, px of the picture. */
export type LaidGraphic = {
  id: string
  /** All it may paint, on even px; it may reach beyond the picture. A bar: when it is full. */
  box: Rect
  /** The clip's frames it shows in, `to` exclusive. */
  frames: { from: number; to: number }[]
  paint: GraphicPaint
}
