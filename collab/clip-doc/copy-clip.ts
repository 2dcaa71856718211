import * as Y from 'yjs'
import { cleanText, TITLE_LENGTH } from './clean-text.ts'
import { type Decision, edit, loadClip, newClipDoc, tables, yDoc } from './clip-doc.ts'

/**
 * The first row of a second clip's log: the decisions of the first as they stand, and none of its
 * history. Nothing of the two documents is shared, so neither can ever be merged into the other.
 */
export function copyClip(updates: Iterable<Uint8Array>, title: string): Uint8Array {
  const from = yDoc(loadClip(updates))
  const copy = newClipDoc()
  edit(copy, { source: 'pipeline', job: 'copy' }, (write) => {
    for (const table of tables) {
      for (const [key, value] of from.getMap(table)) write(table, key, value as Decision)
    }
    write('meta', 'title', cleanText(title, TITLE_LENGTH))
  })
  return Y.encodeStateAsUpdate(yDoc(copy))
}
