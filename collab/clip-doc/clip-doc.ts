import * as Y from 'yjs'
import { type EditOrigin, internOrigin } from './edit-origin.ts'

declare const clipDoc: unique symbol

/**
 * A clip as people edit it together: decisions about a fixed transcript, never the transcript
 * itself. Others read it with readClip, change it with verbs, and need not know what is inside.
 */
export type ClipDoc = { readonly [clipDoc]: true }

/** Raised when older clients could no longer read what newer ones write; they are told to reload. */
export const CLIP_SCHEMA = 1

/** The room's own way in. */
export const yDoc = (doc: ClipDoc) => doc as unknown as Y.Doc

const asClip = (doc: Y.Doc) => {
  // Named at birth, so that an update that calls a table an array cannot decide what it is.
  for (const table of tables) doc.getMap(table)
  return doc as unknown as ClipDoc
}

export const tables = ['meta', 'takes', 'splits', 'pieces', 'words', 'style'] as const
export type Table = (typeof tables)[number]

/** An empty document, to be filled by its peers. What a new clip holds comes from seedClip. */
export const newClipDoc = (): ClipDoc => asClip(new Y.Doc())

/** Replays a clip's log. One transaction: merging the rows first costs twenty times as much. */
export function loadClip(updates: Iterable<Uint8Array>): ClipDoc {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  }, 'load')
  return asClip(doc)
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

/**
 * One verb: one transaction, one undo step. A value that stands already is not written again.
 * Returns whether anything was.
 */
export function edit(doc: ClipDoc, origin: EditOrigin, verb: (write: Write) => void): boolean {
  const y = yDoc(doc)
  let changed = false
  y.transact(
    () => {
      verb((table, key, value) => {
        const map = y.getMap(table)
        if (Object.is(map.get(key) ?? null, value)) return
        map.set(key, value)
        changed = true
      })
    },
    internOrigin(y, origin),
  )
  return changed
}
