import { z } from 'zod'
import { Ms } from './time.ts'

/** Drawn over the seam before a piece. None is a cut. */
export const TransitionKind = z.enum(['fade', 'dissolve', 'flash', 'slide', 'zoom'])
export type TransitionKind = z.infer<typeof TransitionKind>

export const MIN_TRANSITION = 100
export const MAX_TRANSITION = 2000

/**
 * Half of it lies over the end of the piece before, half over the start of its own. It takes no time
 * from the clip and adds none, so words and captions stay where they are.
 */
export const Transition = z.object({
  /** The piece that comes in. */
  piece: z.string(),
  kind: TransitionKind,
  ms: Ms.min(MIN_TRANSITION).max(MAX_TRANSITION),
})
export type Transition = z.infer<typeof Transition>
