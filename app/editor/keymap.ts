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

/** Keys as this machine prints them. */
export const keyCaps = (keys: string, mac: boolean) =>
  keys
    .split(' ')
    .map((cap) => (mac ? cap : ({ '⌘': 'Ctrl', '⌥': 'Alt', '⇧': 'Shift' }[cap] ?? cap)))
