import type { Live, Presence } from './live.ts'
import type { Room } from './room.ts'
import { selectedWords } from './selection.ts'
import { throttle } from './throttle.ts'

/** ms between two messages: ten a second while something is dragged, else five. */
const DRAGGING = 100
const RESTING = 200

/** Shows the others where I am, only when it changed. Returns how to stop. */
export function sharePresence(room: Room, live: Pick<Live, 'send'>): () => void {
  let last = ''
  const send = throttle<Presence>(
    (presence) => {
      const said = JSON.stringify(presence)
      if (said === last) return
      last = said
      live.send(presence)
    },
    () => (room.ui.getState().drag ? DRAGGING : RESTING),
  )
  const tell = () => {
    const { selection, drag } = room.ui.getState()
    const span = selectedWords(selection)
    const [first, last] = span ? [room.text.words[span.first], room.text.words[span.last]] : []
    send({
      playhead: Math.round(room.playhead.get()),
      selection: first && last ? { from: first.id, to: last.id } : null,
      drag,
    })
  }
  const stops = [room.playhead.subscribe(tell), room.ui.subscribe(tell)]
  return () => {
    for (const stop of stops) stop()
  }
}
