import { useEffect } from 'react'
import { chordOf } from './chord.ts'
import { chosenKeys } from './chosen-keys.ts'
import { commandFor, type EditorCommand } from './keymap.ts'

/** Runs what the keys ask for, wherever the focus is, unless that place wants the key itself. */
export function useKeys(run: (command: EditorCommand) => void) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const command = commandFor(chordOf(event), chosenKeys.getState())
      if (!command || takesKey(event)) return
      event.preventDefault()
      run(command)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [run])
}

/** Typing stays typing, a focused button is pressed by its keys, and an open dialog has them all. */
function takesKey({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('[role="dialog"], [role="menu"]')) return true
  if (target.matches('input[type="range"]')) return key.startsWith('Arrow')
  if (target.matches('input[type="checkbox"]')) return key === ' '
  if (target.matches('input, textarea, select, [contenteditable="true"]')) return key !== 'F6'
  return (key === ' ' || key === 'Enter') && target.closest('button, a, label') !== null
}
