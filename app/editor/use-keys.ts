import { useEffect } from 'react'
import { commandFor, type EditorCommand } from './keymap.ts'

/** Runs what the keys ask for, wherever the focus is, unless that place wants the key itself. */
export function useKeys(run: (command: EditorCommand) => void) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const command = commandFor(event)
      if (!command || takesKey(event)) return
      event.preventDefault()
      run(command)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [run])
}

/** Typing stays typing, a focused button is pressed by Space, and an open dialog has the keys. */
function takesKey({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('[role="dialog"], [role="menu"]')) return true
  if (target.matches('input, textarea, select, [contenteditable="true"]')) return key !== 'F6'
  return key === ' ' && target.closest('button, a, [role="switch"], label') !== null
}
