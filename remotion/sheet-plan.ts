import type { Box, LaidPage } from './caption-layout.ts'
import { type OverlayState, overlayState, stateKey } from './overlay-key.ts'
import { boundsOf } from './page-bounds.ts'
import type { ResolvedLook } from './resolve-look.ts'
import type { MeasureInk } from './text-runs.ts'

/** Which states a clip's captions go through, and where each is drawn. */
export type SheetPlan = {
  /** The part of the picture that captions touch, whole even px. Every cell is this big. */
  band: Box
  /** Cells of a sheet that hold states; one empty cell follows them on every sheet. */
  cells: number
  /** The distinct states, in the order they first appear. */
  states: OverlayState[]
  /** Of each state: with the style, the shape and `besides` it decides the picture, in any clip. */
  keys: string[]
  /** What decides a state's picture and is in none of these. */
  besides: unknown
  /** For each frame of the clip the state it shows; null where nothing is written. */
  frames: (number | null)[]
}

/** Bands end on this grid, px: a page that is a little taller leaves other drawings as they are. */
const BAND_STEP = 32
/** States a sheet: FFmpeg has eight of its sheets in memory at once, and each sheet is a picture to read. */
const CELLS = 8
const TALLEST = 16_000

export function planSheets(
  pages: LaidPage[],
  look: ResolvedLook,
  frameCount: number,
  measureInk: MeasureInk,
): SheetPlan {
  const bounds = pages.map((page) => boundsOf(page, look, measureInk))
  const band = bandOf(bounds, look.picture)
  const states: OverlayState[] = []
  const known = new Map<string, number>()
  const frames = Array.from({ length: frameCount }, (_, frame) => {
    const state = overlayState(pages, look, frame)
    if (!state) return null
    const key = stateKey(pages, state)
    const index = known.get(key) ?? states.push(state) - 1
    known.set(key, index)
    return index
  })
  return { band, cells: cellsFor(band), states, keys: [...known.keys()], besides: null, frames }
}

/** How many states a sheet holds of a band. */
export const cellsFor = (band: Box): number =>
  Math.max(1, Math.min(CELLS, Math.floor(TALLEST / band.height) - 1))

/** All that pages may paint, on a grid. */
export function bandOf(pages: Box[], picture: { width: number; height: number }): Box {
  const down = (n: number) => Math.max(0, Math.floor(n / BAND_STEP) * BAND_STEP)
  const up = (n: number, most: number) => Math.min(most, Math.ceil(n / BAND_STEP) * BAND_STEP)
  const x = down(Math.min(picture.width - 2, ...pages.map((bounds) => bounds.x)))
  const y = down(Math.min(picture.height - 2, ...pages.map((bounds) => bounds.y)))
  const right = Math.max(x + 2, ...pages.map((bounds) => bounds.x + bounds.width))
  const bottom = Math.max(y + 2, ...pages.map((bounds) => bounds.y + bounds.height))
  return {
    x,
    y,
    width: up(right, picture.width) - x,
    height: up(bottom, picture.height) - y,
  }
}
