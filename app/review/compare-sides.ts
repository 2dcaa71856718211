import { type Cut, toClipTime, toSourceTime } from '#core/cut-list.ts'
import type { ReviewStage } from './review-stage-state.ts'

export type Side = { stage: ReviewStage; cuts: Cut[] }

/** How far the one that follows may be off before it is put right, ms. */
const OFF = 150

/**
 * Keeps one side with another by the words: what is heard there is shown here. Where this side has it
 * not, it stands still and `onLack(true)` is called. Returns how to stop.
 */
export function follow(leader: Side, follower: Side, onLack: (lacks: boolean) => void): () => void {
  let lacked: boolean | null = null
  const keep = () => {
    const { playing } = leader.stage.transport.state.getState()
    const { transport, playhead } = follower.stage
    const at = toClipTime(follower.cuts, toSourceTime(leader.cuts, leader.stage.playhead.get()))
    const lacks = at === null
    if (lacks !== lacked) onLack(lacks)
    lacked = lacks
    const runs = transport.state.getState().playing
    if (at === null || !playing) {
      if (runs) transport.pause()
      if (at !== null && Math.abs(playhead.get() - at) > 1) transport.seek(at)
      return
    }
    if (Math.abs(playhead.get() - at) > OFF) transport.seek(at)
    if (!runs) transport.play()
  }
  const stops = [
    leader.stage.playhead.subscribe(keep),
    leader.stage.transport.state.subscribe(keep),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Goes to a moment of the source on the side that leads, as near as it has it. */
export function seekSource({ stage, cuts }: Side, source: number): void {
  const at = toClipTime(cuts, source)
  const next = cuts.find((cut) => cut.from >= source)
  stage.transport.pause()
  stage.transport.seek(at ?? (next ? (toClipTime(cuts, next.from) ?? 0) : 0))
}
