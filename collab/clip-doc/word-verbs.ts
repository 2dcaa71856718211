import { type WordId, wordId } from '#core/ids.ts'
import { cleanEmoji, cleanText, WORD_LENGTH } from './clean-text.ts'
import { type ClipDoc, edit } from './clip-doc.ts'
import { table } from './decisions.ts'
import type { EditOrigin } from './edit-origin.ts'
import type { ClipSource } from './normalize.ts'
import { retimeLimits } from './read-words.ts'

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

/** Turns the caption page before a word, or no longer. */
export const breakBefore = (doc: ClipDoc, id: WordId, on: boolean, origin: EditOrigin) =>
  mark(doc, [id], 'br', on, origin)

/** All words from one to another, both with them. */
export function wordsBetween(first: WordId, last: WordId): WordId[] {
  const [a, b] = [first, last].map((id) => Number(id.slice(1))) as [number, number]
  const [from, to] = [Math.min(a, b), Math.max(a, b)]
  return Array.from({ length: to - from + 1 }, (_, i) => wordId(from + i))
}

/** Changes what a word says, never when; null gives back the transcript's own. Blank is no change. */
export function correctWord(doc: ClipDoc, id: WordId, text: string | null, origin: EditOrigin) {
  const clean = text === null ? null : cleanText(text, WORD_LENGTH)
  if (clean === '') return false
  return edit(doc, origin, (write) => write('words', `${id}/t`, clean))
}

/** Shows an emoji with a word; null takes it away. Anything that is none is no change. */
export function setEmoji(doc: ClipDoc, id: WordId, emoji: string | null, origin: EditOrigin) {
  const clean = emoji === null ? null : cleanEmoji(emoji)
  if (clean === null && emoji !== null) return false
  return edit(doc, origin, (write) => write('words', `${id}/emoji`, clean))
}

/**
 * Changes when a word is said, source ms; null gives back the transcript's own times. It begins
 * between where its neighbours are spoken, and is said for at least 1 ms.
 */
export function retimeWord(
  doc: ClipDoc,
  { words }: Pick<ClipSource, 'words'>,
  id: WordId,
  times: { from: number; to: number } | null,
  origin: EditOrigin,
) {
  const i = words.findIndex((word) => word.id === id)
  if (i < 0 || (times && !(Number.isFinite(times.from) && Number.isFinite(times.to)))) return false
  return edit(doc, origin, (write) => {
    const { min, max } = retimeLimits(words, i)
    const from = times && Math.round(Math.min(max, Math.max(min, times.from)))
    write('words', `${id}/s`, from)
    write(
      'words',
      `${id}/e`,
      times && from !== null ? Math.max(from + 1, Math.round(times.to)) : null,
    )
  })
}

function mark(
  doc: ClipDoc,
  ids: Iterable<WordId>,
  field: 'x' | 'em' | 'br',
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
