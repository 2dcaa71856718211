import type { EditorCommand } from './keymap.ts'

export type KeyPress = {
  key: string
  /** The key's place, for letters that a layout or ⌥ turns into something else. */
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

/** What a press asks for; null where it is not ours. */
export function commandFor(press: KeyPress): EditorCommand | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = press
  const letter = key.length === 1 ? key.toLowerCase() : key
  if (ctrlKey || metaKey) {
    if (altKey) return null
    if (letter === 'z') return shiftKey ? 'redo' : 'undo'
    if (letter === 'y' && !shiftKey) return 'redo'
    if (letter === 'k' && !shiftKey) return 'palette'
    if (letter === 'e' && !shiftKey) return 'export'
    return null
  }
  if (key === 'F6') return shiftKey ? 'previous-pane' : 'next-pane'
  if (altKey) {
    if (key === 'ArrowLeft') return 'word-back'
    if (key === 'ArrowRight') return 'word-forward'
    return null
  }
  if (shiftKey) return shifted[letter] ?? plain[letter] ?? null
  return plain[letter] ?? null
}

const plain: Record<string, EditorCommand> = {
  ' ': 'play',
  j: 'back',
  k: 'stop',
  l: 'forward',
  ArrowLeft: 'frame-back',
  ArrowRight: 'frame-forward',
  ArrowUp: 'cut-back',
  ArrowDown: 'cut-forward',
  i: 'start-here',
  o: 'end-here',
  s: 'split',
  Backspace: 'cut',
  Delete: 'cut',
  ',': 'nudge-back',
  '.': 'nudge-forward',
  '[': 'add-before',
  ']': 'add-after',
  n: 'snap',
  e: 'correct',
  b: 'emphasise',
  '+': 'zoom-in',
  '=': 'zoom-in',
  '-': 'zoom-out',
  '−': 'zoom-out',
  g: 'safe-zone',
  r: 'next-shape',
  Escape: 'climb',
  '?': 'keys',
}

/** With ⇧ these letters mean something else, or nothing: a capital S must not split. */
const shifted: Record<string, EditorCommand | null> = {
  ArrowLeft: 'sentence-back',
  ArrowRight: 'sentence-forward',
  ArrowUp: null,
  ArrowDown: null,
  Backspace: 'put-back',
  Delete: 'put-back',
  z: 'fit',
}
