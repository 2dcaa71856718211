import type { Chord } from './chord.ts'

type Entry = { say: string; keys: readonly Chord[] }

/** What the keys do, unless somebody chose others. The key sheet and the command list are drawn from it. */
export const commandGroups = {
  Play: {
    play: { say: 'Play or pause', keys: ['Space'] },
    back: { say: 'Play backwards, again: faster', keys: ['j'] },
    stop: { say: 'Stop', keys: ['k'] },
    forward: { say: 'Play forwards, again: faster', keys: ['l'] },
    'frame-back': { say: 'One frame back', keys: ['ArrowLeft'] },
    'frame-forward': { say: 'One frame on', keys: ['ArrowRight'] },
    'word-back': { say: 'One word back', keys: ['Alt+ArrowLeft'] },
    'word-forward': { say: 'One word on', keys: ['Alt+ArrowRight'] },
    'sentence-back': { say: 'One sentence back', keys: ['Shift+ArrowLeft'] },
    'sentence-forward': { say: 'One sentence on', keys: ['Shift+ArrowRight'] },
    'cut-back': { say: 'Previous cut', keys: ['ArrowUp'] },
    'cut-forward': { say: 'Next cut', keys: ['ArrowDown'] },
  },
  Cut: {
    'start-here': { say: 'Start the clip here', keys: ['i'] },
    'end-here': { say: 'End the clip here', keys: ['o'] },
    split: { say: 'Split here', keys: ['s'] },
    join: { say: 'Join with the piece before', keys: ['Shift+s'] },
    cut: { say: 'Cut what is selected', keys: ['Backspace', 'Delete'] },
    'put-back': { say: 'Put back', keys: ['Shift+Backspace', 'Shift+Delete'] },
    'nudge-back': { say: 'Selected edge one frame back', keys: [','] },
    'nudge-forward': { say: 'Selected edge one frame on', keys: ['.'] },
    'roll-back': { say: 'Seam at the selected edge one frame back', keys: ['Alt+['] },
    'roll-forward': { say: 'Seam at the selected edge one frame on', keys: ['Alt+]'] },
    'slip-back': { say: 'Piece plays a frame earlier of the video', keys: ['Alt+,'] },
    'slip-forward': { say: 'Piece plays a frame later of the video', keys: ['Alt+.'] },
    'move-earlier': { say: 'Move the piece earlier', keys: ['Alt+Shift+ArrowLeft'] },
    'move-later': { say: 'Move the piece later', keys: ['Alt+Shift+ArrowRight'] },
    duplicate: { say: 'Play the piece twice', keys: ['Mod+d'] },
    tighten: { say: 'Tighten: fillers, pauses, retakes', keys: ['t'] },
    'add-before': { say: 'Add a sentence before', keys: ['['] },
    'add-after': { say: 'Add a sentence after', keys: [']'] },
    snap: { say: 'Snap on or off', keys: ['n'] },
  },
  'Words and captions': {
    correct: { say: 'Correct the text', keys: ['e'] },
    emphasise: { say: 'Emphasise', keys: ['b'] },
    'break-caption': { say: 'Begin a new caption here', keys: ['Enter'] },
  },
  View: {
    'zoom-in': { say: 'Zoom in', keys: ['+', '='] },
    'zoom-out': { say: 'Zoom out', keys: ['-', '−'] },
    fit: { say: 'Show the whole clip', keys: ['Shift+z'] },
    'safe-zone': { say: 'Safe zone', keys: ['g'] },
    'next-shape': { say: 'Next shape', keys: ['r'] },
    climb: { say: 'Let go of the selection', keys: ['Escape'] },
  },
  Together: {
    'follow-1': { say: 'Follow the first person', keys: ['Alt+1'] },
    'follow-2': { say: 'Follow the second person', keys: ['Alt+2'] },
    'follow-3': { say: 'Follow the third person', keys: ['Alt+3'] },
    'follow-4': { say: 'Follow the fourth person', keys: ['Alt+4'] },
    'follow-5': { say: 'Follow the fifth person', keys: ['Alt+5'] },
    'follow-6': { say: 'Follow the sixth person', keys: ['Alt+6'] },
    'follow-7': { say: 'Follow the seventh person', keys: ['Alt+7'] },
    'follow-8': { say: 'Follow the eighth person', keys: ['Alt+8'] },
    'who-is-here': { say: 'Say who is here', keys: ['Alt+0'] },
  },
  Anywhere: {
    undo: { say: 'Undo mine', keys: ['Mod+z'] },
    redo: { say: 'Redo', keys: ['Mod+Shift+z', 'Mod+y'] },
    palette: { say: 'Commands', keys: ['Mod+k'] },
    find: { say: 'Find words', keys: ['/'] },
    export: { say: 'Export', keys: ['Mod+e'] },
    history: { say: 'Versions', keys: ['h'] },
    comment: { say: 'Comment here', keys: ['m'] },
    'next-comment': { say: 'Next comment', keys: ['Shift+m'] },
    keys: { say: 'These keys', keys: ['?'] },
    'next-pane': { say: 'Next part of the room', keys: ['F6'] },
    'previous-pane': { say: 'Previous part of the room', keys: ['Shift+F6'] },
  },
} as const satisfies Record<string, Record<string, Entry>>

type Groups = typeof commandGroups
export type EditorCommand = { [G in keyof Groups]: keyof Groups[G] }[keyof Groups]

const entries = Object.values(commandGroups).flatMap(
  (group) => Object.entries(group) as [EditorCommand, Entry][],
)
export const editorCommands = entries.map(([command]) => command)
const ownKeys = new Map(entries.map(([command, { keys }]) => [command, keys]))

/** The keys somebody chose instead, by command. An empty list: none. */
export type ChosenKeys = Partial<Record<EditorCommand, readonly Chord[]>>

export const keysOf = (command: EditorCommand, chosen: ChosenKeys): readonly Chord[] =>
  chosen[command] ?? ownKeys.get(command) ?? []

/** What a chord asks for; null where it is not ours. */
export function commandFor(chord: Chord | null, chosen: ChosenKeys = {}): EditorCommand | null {
  if (chord === null) return null
  return editorCommands.find((command) => keysOf(command, chosen).includes(chord)) ?? null
}

/** Gives a command another key; whoever had it goes without. */
export function chooseKey(chosen: ChosenKeys, command: EditorCommand, chord: Chord): ChosenKeys {
  const next: ChosenKeys = { ...chosen, [command]: [chord] }
  for (const other of editorCommands) {
    const keys = keysOf(other, chosen)
    if (other !== command && keys.includes(chord)) next[other] = keys.filter((key) => key !== chord)
  }
  return next
}
