import * as Y from 'yjs'
import { type EditOrigin, internOrigin } from './edit-origin.ts'

declare const clipDoc: unique symbol

/**
 * A clip as people edit it together: decisions about a fixed transcript, never the transcript
 * itself. Others read it with readClip, change it with verbs, and need not know what is inside.
 */
export type ClipDoc = { readonly [clipDoc]: true }

/** Raised when older clients could no longer read what newer ones write; they are told to reload. */
export const CLIP_SCHEMA = 2

/** The room's own way in. */
export const yDoc = (doc: ClipDoc) => doc as unknown as Y.Doc

/** The other way, for a document that the room itself has made. */
export const clipDocOf = (doc: Y.Doc): ClipDoc => {
  // Named at birth, so that an update that calls a table an array cannot decide what it is.
  for (const table of [...tables, ACTS]) doc.getMap(table)
  return doc as unknown as ClipDoc
}

/** What people decide. All of it is undone, versioned and restored alike. */
export const tables = [
  'meta',
  'takes',
  'splits',
  'pieces',
  'words',
  'pauses',
  'style',
  'framing',
  'overlays',
  'sound',
  'second',
] as const
export type Table = (typeof tables)[number]

/** Whom the server last did something for. Not a decision: neither undone nor restored. */
export const ACTS = 'acts'

/** An empty document, to be filled by its peers. What a new clip holds comes from seedClip. */
export const newClipDoc = (): ClipDoc => clipDocOf(new Y.Doc())

/** Replays a clip's log. One transaction: merging the rows first costs twenty times as much. */
export function loadClip(updates: Iterable<Uint8Array>): ClipDoc {
  const doc = new Y.Doc()
  replay(doc, updates)
  return clipDocOf(doc)
}

/**
 * Applies updates in any order. Yjs 13.6 may go on holding an update back though all that it waits
 * for has come or is held back with it; what is held is offered again until no more of it is taken.
 */
export function replay(doc: Y.Doc, updates: Iterable<Uint8Array>): void {
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
    let before = Infinity
    let held = doc.store.pendingStructs?.update.length ?? 0
    while (held > 0 && held < before) {
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(doc))
      before = held
      held = doc.store.pendingStructs?.update.length ?? 0
    }
  }, 'load')
}

/** Calls back after each change, whoever made it, until the returned function is called. */
export function observeClip(doc: ClipDoc, onChange: () => void): () => void {
  const listener = ({ changed }: Y.Transaction) => {
    if (changed.size > 0) onChange()
  }
  yDoc(doc).on('afterTransaction', listener)
  return () => yDoc(doc).off('afterTransaction', listener)
}

/** What a decision may be. Flat values only: nested types would merge as a whole, not per field. */
export type Decision = string | number | boolean | null

export type Write = (table: Table, key: string, value: Decision) => void

/** How many values were written to a document here: a verb made of others counts theirs as its own. */
const writes = new WeakMap<Y.Doc, number>()

/**
 * One verb: one transaction, one undo step. A value that stands already is not written again.
 * Returns whether anything was, by it or by verbs inside it.
 */
export function edit(doc: ClipDoc, origin: EditOrigin, verb: (write: Write) => void): boolean {
  const y = yDoc(doc)
  const before = writes.get(y) ?? 0
  let after = before
  y.transact(
    () => {
      verb((table, key, value) => {
        const map = y.getMap(table)
        if (Object.is(map.get(key) ?? null, value)) return
        map.set(key, value)
        writes.set(y, (writes.get(y) ?? 0) + 1)
      })
      // Asked before observers hear of it: what they write is theirs.
      after = writes.get(y) ?? 0
    },
    internOrigin(y, origin),
  )
  return after > before
}
