/** A key press as text: `Mod+Shift+z`, `Alt+ArrowLeft`, `?`. Mod is Ctrl, or ⌘ where there is one. */
export type Chord = string

export type KeyPress = {
  key: string
  /** The key's place, for letters that a layout or ⌥ turns into something else. */
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

const MODIFIERS = new Set(['Control', 'Meta', 'Alt', 'AltGraph', 'Shift', 'CapsLock', 'Dead'])

/** Null while only modifiers are held. */
export function chordOf(press: KeyPress): Chord | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = press
  if (MODIFIERS.has(key) || key === '') return null
  const name = altKey ? placedKey(press) : key.length === 1 ? key.toLowerCase() : key
  // A sign such as ? already says that ⇧ was held; a letter does not.
  const saysShift = name.length === 1 && name !== ' ' && name.toLowerCase() === name.toUpperCase()
  return [
    ctrlKey || metaKey ? 'Mod' : '',
    altKey ? 'Alt' : '',
    shiftKey && !saysShift ? 'Shift' : '',
    name === ' ' ? 'Space' : name,
  ]
    .filter((part) => part !== '')
    .join('+')
}

const PLACED: Record<string, string> = {
  Comma: ',',
  Period: '.',
  BracketLeft: '[',
  BracketRight: ']',
}

/** ⌥ makes other signs of letters and digits: there the key's place counts. */
function placedKey({ key, code }: KeyPress): string {
  const placed = /^(?:Digit|Key)(.)$/.exec(code)?.[1] ?? PLACED[code]
  return (placed ?? (key.length === 1 ? key : null))?.toLowerCase() ?? key
}

const CAPS: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Backspace: '⌫',
  Delete: '⌦',
  Enter: '↵',
  Escape: 'Esc',
  '-': '−',
}
const ON_A_MAC: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' }
const ELSEWHERE: Record<string, string> = { Mod: 'Ctrl', Alt: 'Alt', Shift: 'Shift' }

/** The chord as this machine prints it, cap by cap. */
export const chordCaps = (chord: Chord, mac: boolean): string[] =>
  // The plus sign is a key of its own.
  (chord.endsWith('+') ? [...chord.slice(0, -1).split('+'), '+'] : chord.split('+'))
    .filter((part) => part !== '')
    .map((part) => {
      const cap = (mac ? ON_A_MAC : ELSEWHERE)[part] ?? CAPS[part] ?? part
      return cap.length === 1 ? cap.toUpperCase() : cap
    })

export const isMac =
  typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent)
