import type { Box, LaidPage } from './caption-layout.ts'
import { type OverlayState, overlayState, stateKey } from './overlay-key.ts'
import type { ResolvedLook } from './resolve-look.ts'

/** Which states a clip's captions go through, and where each is drawn. */
export type SheetPlan = {
  /** The part of the picture that captions touch, whole even px. Every cell is this big. */
  band: Box
  /** Cells that hold states; one empty cell follows them on every sheet. */
  cells: number
  sheets: number
  /** The distinct states, in the order they first appear. */
  states: OverlayState[]
  /** For each frame of the clip the state it shows; null where nothing is written. */
  frames: (number | null)[]
}

/** States a sheet: fewer pictures to take, and still one that every decoder reads. */
const CELLS = 16
const TALLEST = 16_000

export function planSheets(pages: LaidPage[], look: ResolvedLook, frameCount: number): SheetPlan {
  const band = bandOf(pages, look.picture)
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
  const cells = Math.max(1, Math.min(CELLS, states.length, Math.floor(TALLEST / band.height) - 1))
  return { band, cells, sheets: Math.ceil(states.length / cells), states, frames }
}

function bandOf(pages: LaidPage[], picture: { width: number; height: number }): Box {
  // Even, because the film's colour has half the resolution of its light.
  const down = (n: number) => Math.max(0, Math.floor(n / 2) * 2)
  const up = (n: number, most: number) => Math.min(most, Math.ceil(n / 2) * 2)
  const x = down(Math.min(picture.width - 2, ...pages.map(({ bounds }) => bounds.x)))
  const y = down(Math.min(picture.height - 2, ...pages.map(({ bounds }) => bounds.y)))
  const right = Math.max(x + 2, ...pages.map(({ bounds }) => bounds.x + bounds.width))
  const bottom = Math.max(y + 2, ...pages.map(({ bounds }) => bounds.y + bounds.height))
  return {
    x,
    y,
    width: up(right, picture.width) - x,
    height: up(bottom, picture.height) - y,
  }
}
