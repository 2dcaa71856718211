import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { ana, anaId, ben, benId, peerOf, seeded, spoken, w } from './clip-doc.fixtures.ts'
import { type ClipDoc, loadClip, yDoc } from './clip-doc.ts'
import { setTitle } from './look-verbs.ts'
import { onBehalfOf } from './on-behalf.ts'
import { oneStep } from './one-step.ts'
import { tighten } from './range-verbs.ts'
import { readClip } from './read-clip.ts'
import { undoFor } from './undo.ts'
import { cutWords } from './word-verbs.ts'

const source = spoken(30)
const cut = (doc: ClipDoc) =>
  readClip(doc, source)
    .words.filter((word) => word.cut)
    .map(({ id }) => id)

/** What a server would send on after an edit of its own. */
function serverEdit(doc: ClipDoc, verbs: (copy: ClipDoc) => void): Uint8Array {
  const copy = peerOf(doc)
  const before = Y.encodeStateVector(yDoc(copy))
  verbs(copy)
  return Y.encodeStateAsUpdate(yDoc(copy), before)
}
const arrive = (update: Uint8Array, ...docs: ClipDoc[]) => {
  for (const doc of docs) Y.applyUpdate(yDoc(doc), update, 'provider')
}

test('what an assistant does in my tab is one step of mine', () => {
  const doc = loadClip([seeded()])
  const mine = undoFor(doc, anaId, source)
  const bens = undoFor(doc, benId, source)
  const origin = { source: 'assistant', userId: anaId, action: 'tighten' } as const
  oneStep(doc, origin, () => {
    tighten(doc, { words: w(1, 2), pauses: [] }, origin)
    setTitle(doc, 'Shorter', origin)
  })
  expect(bens.canUndo()).toBe(false)
  expect(mine.undo()?.change?.back).toEqual(w(1, 2))
  expect(readClip(doc, source).title).toBe('A talk')
  expect(mine.canUndo()).toBe(false)
})

test('what the server does for me arrives as a step of mine, and of nobody else', () => {
  const anas = loadClip([seeded()])
  const bens = peerOf(anas)
  const [mine, theirs] = [undoFor(anas, anaId, source), undoFor(bens, benId, source)]
  cutWords(anas, w(9), ana)
  arrive(Y.encodeStateAsUpdate(yDoc(anas)), bens)
  const update = serverEdit(anas, (copy) =>
    onBehalfOf(copy, anaId, 'restore', (origin) => {
      cutWords(copy, w(3, 4), origin)
      setTitle(copy, 'Restored', origin)
    }),
  )
  arrive(update, anas, bens)
  expect(cut(bens)).toEqual(w(3, 4, 9))
  expect(theirs.canUndo()).toBe(false)

  mine.undo()
  expect(cut(anas)).toEqual(w(9))
  expect(readClip(anas, source).title).toBe('A talk')
  arrive(Y.encodeStateAsUpdate(yDoc(anas)), bens)
  expect(readClip(bens, source)).toEqual(readClip(anas, source))
  expect(theirs.canUndo()).toBe(false)
  mine.redo()
  expect(cut(anas)).toEqual(w(3, 4, 9))
  mine.undo()
  mine.undo()
  expect(cut(anas)).toEqual([])
})

test('where somebody changed it after the server did, theirs stays', () => {
  const anas = loadClip([seeded()])
  const mine = undoFor(anas, anaId, source)
  arrive(
    serverEdit(anas, (copy) =>
      onBehalfOf(copy, anaId, 'restore', (origin) => {
        setTitle(copy, 'Restored', origin)
        cutWords(copy, w(1), origin)
      }),
    ),
    anas,
  )
  const bens = peerOf(anas)
  setTitle(bens, 'By Ben', ben)
  arrive(Y.encodeStateAsUpdate(yDoc(bens)), anas)
  mine.undo()
  expect(readClip(anas, source).title).toBe('By Ben')
  expect(cut(anas)).toEqual([])
})

test('what arrives together with edits of others is not mine to undo', () => {
  const anas = loadClip([seeded()])
  const mine = undoFor(anas, anaId, source)
  const bens = peerOf(anas)
  cutWords(bens, w(5), ben)
  const update = serverEdit(bens, (copy) =>
    onBehalfOf(copy, anaId, 'restore', (origin) => setTitle(copy, 'Restored', origin)),
  )
  arrive(Y.mergeUpdates([Y.encodeStateAsUpdate(yDoc(bens)), update]), anas)
  expect(readClip(anas, source).title).toBe('Restored')
  expect(mine.canUndo()).toBe(false)
})

test('what changes nothing leaves no mark', () => {
  const doc = loadClip([seeded()])
  const before = Y.encodeStateAsUpdate(yDoc(doc))
  onBehalfOf(doc, anaId, 'restore', (origin) => setTitle(doc, 'A talk', origin))
  expect(Y.encodeStateAsUpdate(yDoc(doc))).toEqual(before)
})
