import { onceAfterFrame } from './after-frame.ts'
import type { Live } from './live.ts'
import type { Room } from './room.ts'
import { selectedWords } from './selection.ts'
import { playheadOf } from './their-playhead.ts'

/** A playhead that runs may be so far from where the others draw it before they are told, ms. */
const DRIFT_MS = 200

/** Shows the others where I am; how often is the connection's business. Returns how to stop. */
export function sharePresence(room: Room, live: Pick<Live, 'setPresence'>): () => void {
  let told = { playhead: -1, rate: 0, heardAt: 0 }

  const tellPlayhead = () => {
    // Looking at a version is private, and its times are not those of the clip.
    if (room.ui.getState().viewing) return
    const { playing, rate } = room.transport.state.getState()
    const now = { playhead: Math.round(room.playhead.get()), rate: playing ? rate : 0 }
    const expected = playheadOf(told, performance.now(), room.clip.getState().length) ?? -1
    const far = Math.abs(expected - now.playhead) > (now.rate === 0 ? 0 : DRIFT_MS)
    if (now.rate === told.rate && !far) return
    told = { ...now, heardAt: performance.now() }
    live.setPresence(now)
  }
  const tellSelection = () => {
    if (room.ui.getState().viewing) return
    const { selection, drag } = room.ui.getState()
    const span = selectedWords(selection)
    const [first, last] = span ? [room.text.words[span.first], room.text.words[span.last]] : []
    live.setPresence({
      selection: first && last ? { from: first.id, to: last.id } : null,
      drag,
    })
  }
  const tellSight = () => {
    if (room.ui.getState().viewing) return
    const { at, pxPerMs } = room.view.state.getState()
    live.setPresence({
      sight: { word: room.ui.getState().topWord, at: Math.round(at), pxPerMs },
    })
  }
  // Nobody else sees that frame, and what moves the playhead has filled it.
  const playheadMoved = onceAfterFrame(tellPlayhead)
  const stops = [
    room.playhead.subscribe(playheadMoved.ask),
    playheadMoved.stop,
    room.transport.state.subscribe(tellPlayhead),
    room.view.state.subscribe(tellSight),
    room.ui.subscribe((ui, before) => {
      if (ui.selection !== before.selection || ui.drag !== before.drag) tellSelection()
      if (ui.topWord !== before.topWord) tellSight()
    }),
  ]
  tellSelection()
  tellSight()
  return () => {
    for (const stop of stops) stop()
  }
}
