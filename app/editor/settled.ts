import type { StoreApi } from 'zustand/vanilla'
import { createStore } from 'zustand/vanilla'
import { afterFrame } from './after-frame.ts'

/**
 * Follows a store once a frame has shown what changed: of several changes within that frame it sees
 * the last. Where `atOnce` says so it does not wait.
 */
export function settled<T>(
  store: StoreApi<T>,
  atOnce: () => boolean = () => false,
): { store: StoreApi<T>; waits(): boolean; stop(): void } {
  const later = createStore<T>(store.getState)
  let waiting = false
  const follow = () => {
    waiting = false
    later.setState(store.getState(), true)
  }
  const stop = store.subscribe(() => {
    if (atOnce()) return follow()
    if (waiting) return
    waiting = true
    afterFrame(() => waiting && follow())
  })
  return { store: later, waits: () => waiting, stop }
}
