import { expect, test } from 'vitest'
import { chordCaps, chordOf, type KeyPress } from './chord.ts'
import { readChosenKeys } from './chosen-keys.ts'
import { chooseKey, commandFor, editorCommands, keysOf } from './keymap.ts'

const press = (keys: string, code = ''): KeyPress => {
  const parts = keys.split(' ')
  return {
    key: { Space: ' ' }[parts.at(-1) ?? ''] ?? parts.at(-1) ?? '',
    code,
    ctrlKey: parts.includes('Ctrl'),
    metaKey: parts.includes('Cmd'),
    altKey: parts.includes('Alt'),
    shiftKey: parts.includes('Shift'),
  }
}
const asked = (keys: string, code?: string) => commandFor(chordOf(press(keys, code)))

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
  ['/', 'find'],
])('%s asks for %s', (keys, command) => {
  expect(asked(keys)).toBe(command)
})

test.each(['x', 'Ctrl s', 'Cmd c', 'Ctrl Alt z', 'Alt ArrowUp', 'Tab', 'Shift X', 'Shift Shift'])(
  '%s is left to the browser',
  (keys) => {
    expect(asked(keys)).toBeNull()
  },
)

test('with Alt the place of a key counts, whatever sign it makes', () => {
  expect(asked('Alt ¡', 'Digit1')).toBe('follow-1')
  expect(asked('Alt º', 'Digit0')).toBe('who-is-here')
})

test('no key does two things', () => {
  const all = editorCommands.flatMap((command) => keysOf(command, {}))
  expect(all.filter((key, i) => all.indexOf(key) !== i)).toEqual([])
})

test('a chosen key does what it was chosen for, and nothing else any more', () => {
  const chosen = chooseKey({}, 'split', 'e')
  expect(commandFor('e', chosen)).toBe('split')
  expect(commandFor('s', chosen)).toBeNull()
  expect(keysOf('correct', chosen)).toEqual([])
  // The other keys of a command that lost one stay.
  expect(keysOf('redo', chooseKey({}, 'find', 'Mod+y'))).toEqual(['Mod+Shift+z'])
})

test.each([
  ['{"split":["x"]}', { split: ['x'] }],
  ['{"split":"x","play":[1],"nonsense":["y"]}', {}],
  ['[1]', {}],
  ['null', {}],
  ['not json', {}],
  [null, {}],
])('of what a browser stored, %j, the keys are read', (text, keys) => {
  expect(readChosenKeys(text)).toEqual(keys)
})

test('caps are printed as the machine has them', () => {
  expect(chordCaps('Mod+Shift+z', true)).toEqual(['⌘', '⇧', 'Z'])
  expect(chordCaps('Mod+Shift+z', false)).toEqual(['Ctrl', 'Shift', 'Z'])
  expect(chordCaps('+', false)).toEqual(['+'])
  expect(chordCaps('Alt+ArrowLeft', true)).toEqual(['⌥', '←'])
})
