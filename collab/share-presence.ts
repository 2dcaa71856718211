import type { Awareness } from 'y-protocols/awareness'
import type { Presence } from './presence-state.ts'

/** Ms between two messages: ten a second while something is dragged, else five. */
const DRAGGING_MS = 100
const RESTING_MS = 200

/** Shows the others what I do: the newest, not too often, and only when it changed. */
export function sharePresence(awareness: Awareness, first: Presence) {
  let wanted = first
  let shown = ''
  let last = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined

  const show = () => {
    clearTimeout(timer)
    timer = undefined
    const text = JSON.stringify(wanted)
    if (text === shown) return
    shown = text
    last = performance.now()
    awareness.setLocalState(wanted)
  }
  show()

  return {
    set(change: Partial<Presence>) {
      wanted = { ...wanted, ...change }
      const wait = last + (wanted.drag ? DRAGGING_MS : RESTING_MS) - performance.now()
      if (wait <= 0) show()
      else timer ??= setTimeout(show, wait)
    },
    /** Once more as it is: a server that has just met us again does not listen to what it has heard. */
    repeat() {
      shown = ''
      show()
    },
    stop: () => clearTimeout(timer),
  }
}
