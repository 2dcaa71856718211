/** What the keys do. The key sheet and the command list are drawn from this table. */
export const commandGroups = {
  Play: {
    play: { say: 'Play or pause', keys: ['Space'] },
    back: { say: 'Play backwards, again: faster', keys: ['J'] },
    stop: { say: 'Stop', keys: ['K'] },
    forward: { say: 'Play forwards, again: faster', keys: ['L'] },
    'frame-back': { say: 'One frame back', keys: ['←'] },
    'frame-forward': { say: 'One frame on', keys: ['→'] },
    'word-back': { say: 'One word back', keys: ['⌥ ←'] },
    'word-forward': { say: 'One word on', keys: ['⌥ →'] },
    'sentence-back': { say: 'One sentence back', keys: ['⇧ ←'] },
    'sentence-forward': { say: 'One sentence on', keys: ['⇧ →'] },
    'cut-back': { say: 'Previous cut', keys: ['↑'] },
    'cut-forward': { say: 'Next cut', keys: ['↓'] },
  },
  Cut: {
    'start-here': { say: 'Start the clip here', keys: ['I'] },
    'end-here': { say: 'End the clip here', keys: ['O'] },
    split: { say: 'Split here', keys: ['S'] },
    cut: { say: 'Cut what is selected', keys: ['⌫'] },
    'put-back': { say: 'Put back', keys: ['⇧ ⌫'] },
    'nudge-back': { say: 'Selected edge one frame back', keys: [','] },
    'nudge-forward': { say: 'Selected edge one frame on', keys: ['.'] },
    'add-before': { say: 'Add a sentence before', keys: ['['] },
    'add-after': { say: 'Add a sentence after', keys: [']'] },
    snap: { say: 'Snap on or off', keys: ['N'] },
  },
  'Words and captions': {
    correct: { say: 'Correct the text', keys: ['E'] },
    emphasise: { say: 'Emphasise', keys: ['B'] },
  },
  View: {
    'zoom-in': { say: 'Zoom in', keys: ['+'] },
    'zoom-out': { say: 'Zoom out', keys: ['−'] },
    fit: { say: 'Show the whole clip', keys: ['⇧ Z'] },
    'safe-zone': { say: 'Safe zone', keys: ['G'] },
    'next-shape': { say: 'Next shape', keys: ['R'] },
    climb: { say: 'Let go of the selection', keys: ['Esc'] },
  },
  Anywhere: {
    undo: { say: 'Undo mine', keys: ['⌘ Z'] },
    redo: { say: 'Redo', keys: ['⇧ ⌘ Z'] },
    palette: { say: 'Commands', keys: ['⌘ K'] },
    export: { say: 'Export', keys: ['⌘ E'] },
    keys: { say: 'These keys', keys: ['?'] },
    'next-pane': { say: 'Next part of the room', keys: ['F6'] },
    'previous-pane': { say: 'Previous part of the room', keys: ['⇧ F6'] },
  },
} as const

type Groups = typeof commandGroups
export type EditorCommand = { [G in keyof Groups]: keyof Groups[G] }[keyof Groups]

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

/** Keys as this machine prints them. */
export const keyCaps = (keys: string, mac: boolean) =>
  keys
    .split(' ')
    .map((cap) => (mac ? cap : ({ '⌘': 'Ctrl', '⌥': 'Alt', '⇧': 'Shift' }[cap] ?? cap)))
