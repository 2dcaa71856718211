import { expect, test } from 'vitest'
import { commandFor, type KeyPress } from './key-press.ts'
import { commandGroups, keyCaps } from './keymap.ts'

const press = (keys: string): KeyPress => {
  const parts = keys.split(' ')
  const key = { Space: ' ' }[parts.at(-1) ?? ''] ?? parts.at(-1) ?? ''
  return {
    key,
    code: '',
    ctrlKey: parts.includes('Ctrl'),
    metaKey: parts.includes('Cmd'),
    altKey: parts.includes('Alt'),
    shiftKey: parts.includes('Shift'),
  }
}

test.each([
  ['Space', 'play'],
  ['s', 'split'],
  ['Backspace', 'cut'],
  ['Shift Backspace', 'put-back'],
  ['Alt ArrowRight', 'word-forward'],
  ['Shift ArrowLeft', 'sentence-back'],
  ['Ctrl z', 'undo'],
  ['Cmd Shift Z', 'redo'],
  ['Ctrl y', 'redo'],
  ['Shift Z', 'fit'],
  ['Shift ?', 'keys'],
  ['Shift +', 'zoom-in'],
  ['F6', 'next-pane'],
  ['Shift F6', 'previous-pane'],
])('%s asks for %s', (keys, command) => {
  expect(commandFor(press(keys))).toBe(command)
})

test.each(['x', 'Ctrl s', 'Cmd c', 'Ctrl Alt z', 'Alt ArrowUp', 'Tab', 'Enter'])(
  '%s is left to the browser',
  (keys) => {
    expect(commandFor(press(keys))).toBeNull()
  },
)

test('every key on the sheet does what the sheet says', () => {
  const names: Record<string, string> = {
    '←': 'ArrowLeft',
    '→': 'ArrowRight',
    '↑': 'ArrowUp',
    '↓': 'ArrowDown',
    '⌫': 'Backspace',
    Esc: 'Escape',
    '⌘': 'Cmd',
    '⌥': 'Alt',
    '⇧': 'Shift',
  }
  for (const group of Object.values(commandGroups)) {
    for (const [command, { keys }] of Object.entries(group)) {
      for (const caps of keys) {
        const pressed = caps
          .split(' ')
          .map((cap: string) => names[cap] ?? (cap.length === 1 ? cap.toLowerCase() : cap))
          .join(' ')
        expect(commandFor(press(pressed)), caps).toBe(command)
      }
    }
  }
})

test('caps are printed as the machine has them', () => {
  expect(keyCaps('⇧ ⌘ Z', true)).toEqual(['⇧', '⌘', 'Z'])
  expect(keyCaps('⇧ ⌘ Z', false)).toEqual(['Shift', 'Ctrl', 'Z'])
})
