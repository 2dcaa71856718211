import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { replaceSource } from './style-doc.ts'

function draft(source: string) {
  const text = new Y.Doc().getText('source')
  text.insert(0, source)
  const undo = new Y.UndoManager(text)
  return { text, undo, says: () => text.toString() }
}

test.each([
  ['another', 'let a = 1', 'const b = 2'],
  ['longer', 'one\ntwo', 'one\nand\ntwo'],
  ['shorter', 'aaaa', 'aa'],
  ['from nothing', '', 'one'],
  ['to nothing', 'one', ''],
  ['the same', 'one', 'one'],
])('a source takes the place of what is there, and goes again: %s', (_, before, after) => {
  const { text, undo, says } = draft(before)
  const takeBack = replaceSource(text, after, undo)
  expect(says()).toBe(after)
  expect(takeBack()).toBe(true)
  expect(says()).toBe(before)
})

test('it is a step of its own between what was written before and after', () => {
  const { text, undo, says } = draft('one')
  text.insert(3, ' two')
  const takeBack = replaceSource(text, 'three', undo)
  text.insert(5, ' four')
  expect(takeBack()).toBe(false)
  expect(says()).toBe('three four')
  undo.undo()
  expect(takeBack()).toBe(true)
  expect(says()).toBe('one two')
})

test('what begins and ends alike stays where others have their cursors', () => {
  const { text, undo } = draft('first\nsecond\nthird')
  const cursor = Y.createRelativePositionFromTypeIndex(text, 15)
  replaceSource(text, 'first\nnew\nthird', undo)
  const at = Y.createAbsolutePositionFromRelativePosition(cursor, text.doc as Y.Doc)
  expect(text.toString().slice(at?.index)).toBe('ird')
})
