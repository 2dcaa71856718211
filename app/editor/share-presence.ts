import type { Live } from './live.ts'
import type { Room } from './room.ts'
import { selectedWords } from './selection.ts'

/** Shows the others where I am; how often is the connection's business. Returns how to stop. */
export function sharePresence(room: Room, live: Pick<Live, 'setPresence'>): () => void {
  const tell = () => {
    const { selection, drag } = room.ui.getState()
    const span = selectedWords(selection)
    const [first, last] = span ? [room.text.words[span.first], room.text.words[span.last]] : []
    live.setPresence({
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
