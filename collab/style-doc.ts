import * as Y from 'yjs'

/** A written style's draft as people edit it together: one text. */

/** The name of the text. */
export const SOURCE = 'source'

/** The first update of a draft. */
export function newStyleDraft(source: string): Uint8Array {
  const doc = new Y.Doc()
  doc.getText(SOURCE).insert(0, source)
  return Y.encodeStateAsUpdate(doc)
}

/** What a draft says, from its log. */
export function readStyleDraft(updates: Iterable<Uint8Array>): string {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return doc.getText(SOURCE).toString()
}

/**
 * Makes the text say `source`, as one step of its own to undo. What begins and ends alike stays, with the
 * cursors in it. What is returned takes it back: false where something else would be undone first.
 */
export function replaceSource(text: Y.Text, source: string, undo: Y.UndoManager): () => boolean {
  const now = text.toString()
  const shorter = Math.min(now.length, source.length)
  let start = 0
  while (start < shorter && now[start] === source[start]) start++
  let end = 0
  while (end < shorter - start && now.at(-1 - end) === source.at(-1 - end)) end++
  undo.stopCapturing()
  text.doc?.transact(() => {
    text.delete(start, now.length - start - end)
    text.insert(start, source.slice(start, source.length - end))
  })
  undo.stopCapturing()
  const step = undo.undoStack.at(-1)
  return () => {
    if (now === source) return true
    if (undo.undoStack.at(-1) !== step) return false
    undo.undo()
    return true
  }
}
