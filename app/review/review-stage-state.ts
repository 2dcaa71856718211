import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Ink, Stroke } from '#core/drawing.ts'
import type { CommentId } from '#core/ids.ts'
import { createPlayhead, type Playhead } from '../editor/playhead.ts'
import { createTransport, type Transport } from '../editor/transport.ts'

export type DrawingTool = Stroke['tool']

export type ReviewUi = {
  /** The comment somebody is at. */
  comment: CommentId | null
  /** Something is being said: of this stretch of the source, ms. */
  about: { from: number; to: number } | null
  tool: DrawingTool | null
  ink: Ink
  strokes: Stroke[]
  /** It has been played to its end. */
  seen: boolean
}

/** What one person looks at and is about to say. */
export type ReviewStage = {
  playhead: Playhead
  transport: Transport
  ui: StoreApi<ReviewUi>
  /** Clip ms. Told by whoever draws the clip. */
  setLength(ms: number): void
}

export function createReviewStage(): ReviewStage {
  let length = 0
  const playhead = createPlayhead()
  const ui = createStore<ReviewUi>(() => ({
    ...{ comment: null, about: null, tool: null, ink: 'red', strokes: [], seen: false },
  }))
  return {
    playhead,
    ui,
    transport: createTransport(playhead, { length: () => length, held: () => false }),
    setLength(ms) {
      length = ms
    },
  }
}
