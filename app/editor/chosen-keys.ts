import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { type ChosenKeys, editorCommands } from './keymap.ts'

const PLACE = 'cliproom.keys'

/** Anything may be in a browser's storage: what is not keys of commands we know is left out. */
export function readChosenKeys(text: string | null): ChosenKeys {
  try {
    const found: unknown = JSON.parse(text ?? '{}')
    if (typeof found !== 'object' || found === null) return {}
    const keys = found as Record<string, unknown>
    return Object.fromEntries(
      editorCommands.flatMap((command) => {
        const list = Object.hasOwn(keys, command) ? keys[command] : null
        return Array.isArray(list) && list.every((key) => typeof key === 'string')
          ? [[command, list]]
          : []
      }),
    )
  } catch {
    return {}
  }
}

const stored = () => {
  try {
    return localStorage.getItem(PLACE)
  } catch {
    return null
  }
}

/** The keys this person chose, on this device. */
export const chosenKeys = createStore<ChosenKeys>(() => readChosenKeys(stored()))

export const useChosenKeys = () => useStore(chosenKeys)

/** They count at once; without storage, until the page is closed. */
export function keepChosenKeys(keys: ChosenKeys) {
  chosenKeys.setState(keys, true)
  try {
    localStorage.setItem(PLACE, JSON.stringify(keys))
  } catch {
    // The browser keeps nothing.
  }
}
