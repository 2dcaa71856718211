import type { WordId } from '#core/ids.ts'
import { cleanText, WORD_LENGTH } from './clean-text.ts'
import { type ClipDoc, edit } from './clip-doc.ts'
import { table } from './decisions.ts'
import type { EditOrigin } from './edit-origin.ts'

/** Each verb returns whether it changed anything. */

/** Leaves words out. They stay in the document, struck, and come back with putBackWords. */
export const cutWords = (doc: ClipDoc, ids: Iterable<WordId>, origin: EditOrigin) =>
  mark(doc, ids, 'x', true, origin)

export const putBackWords = (doc: ClipDoc, ids: Iterable<WordId>, origin: EditOrigin) =>
  mark(doc, ids, 'x', false, origin)

export const emphasiseWords = (
  doc: ClipDoc,
  ids: Iterable<WordId>,
  on: boolean,
  origin: EditOrigin,
) => mark(doc, ids, 'em', on, origin)

/** Changes what a word says, never when; null gives back the transcript's own. Blank is no change. */
export function correctWord(doc: ClipDoc, id: WordId, text: string | null, origin: EditOrigin) {
  const clean = text === null ? null : cleanText(text, WORD_LENGTH)
  if (clean === '') return false
  return edit(doc, origin, (write) => write('words', `${id}/t`, clean))
}

function mark(
  doc: ClipDoc,
  ids: Iterable<WordId>,
  field: 'x' | 'em',
  on: boolean,
  origin: EditOrigin,
) {
  const words = table(doc, 'words')
  return edit(doc, origin, (write) => {
    for (const id of ids) {
      // A word nobody touched is already off: no key, rather than a key that says so.
      if ((words.get(id, field) === true) !== on) write('words', `${id}/${field}`, on)
    }
  })
}
