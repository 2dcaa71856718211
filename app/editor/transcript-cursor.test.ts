import { expect, test } from 'vitest'
import { NOTHING, type Selection, selectedWords } from './selection.ts'
import { type Cursor, moveCursor } from './transcript-cursor.ts'
import { text } from './transcript-text.fixtures.ts'

const read = text('It broke. Twice in fact. | Really? Yes.')

/** Presses one key after another, beginning nowhere, with the clip starting at word 2. */
function press(...keys: string[]) {
  let cursor: Cursor | null = null
  let selection: Selection = NOTHING
  const heard: number[] = []
  for (const name of keys) {
    const key = name.replace('⇧', '')
    const move = moveCursor(read, cursor, { key, shiftKey: name !== key }, selection, 2)
    if (!move) return null
    cursor = move.cursor
    selection = move.selection ?? selection
    if (move.seek && move.word !== undefined) heard.push(move.word)
  }
  return { cursor, selected: selectedWords(selection), heard }
}

test('the first arrow lands where the clip is, the next go by sentences', () => {
  expect(press('ArrowDown')?.cursor).toEqual({ sentence: 1, word: null })
  expect(press('ArrowDown', 'ArrowDown')?.cursor).toEqual({ sentence: 2, word: null })
  expect(press('ArrowDown', 'ArrowUp', 'ArrowUp')?.cursor).toEqual({ sentence: 0, word: null })
  expect(press('End', 'ArrowDown')?.cursor).toEqual({ sentence: 3, word: null })
})

test('Enter steps into words and takes the playhead along, Esc steps out', () => {
  const inside = press('ArrowDown', 'Enter', 'ArrowRight')
  expect(inside).toEqual({
    cursor: { sentence: 1, word: 3 },
    selected: { first: 3, last: 3 },
    heard: [2, 3],
  })
  expect(press('ArrowDown', 'Enter', 'Escape')?.cursor).toEqual({ sentence: 1, word: null })
})

test('⇧ stretches by words inside a sentence, by sentences outside, and leaves the playhead', () => {
  const words = press('ArrowDown', 'Enter', '⇧ArrowRight', '⇧ArrowRight')
  expect(words?.selected).toEqual({ first: 2, last: 4 })
  expect(words?.heard).toEqual([2])
  expect(press('ArrowDown', '⇧ArrowDown')?.selected).toEqual({ first: 2, last: 5 })
})

test('keys that are not the list’s are left to the room', () => {
  expect(press('ArrowRight')).toBeNull()
  expect(press('ArrowDown', 'Escape')).toBeNull()
  expect(press('e')).toBeNull()
})
