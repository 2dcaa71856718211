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
