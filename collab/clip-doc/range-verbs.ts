import type { WordId } from '#core/ids.ts'
import type { Range } from '#core/time.ts'
import { type ClipDoc, edit, type Write } from './clip-doc.ts'
import { table } from './decisions.ts'
import { spansIn } from './doc-spans.ts'
import type { EditOrigin } from './edit-origin.ts'
import type { ClipSource } from './normalize.ts'
import { pauseId, standingPauses } from './pauses.ts'
import { MIN_PIECE } from './spans.ts'
import { readWordChoices } from './word-choices.ts'
import { cutWords, putBackWords } from './word-verbs.ts'

/** Ranges are source ms, `to` exclusive. Each verb returns whether it changed anything. */

/** Cuts silence: whatever lies in these stretches is not played. */
export function cutPauses(doc: ClipDoc, ranges: Iterable<Range>, origin: EditOrigin): boolean {
  const pauses = table(doc, 'pauses')
  return edit(doc, origin, (write) => {
    for (const range of ranges) {
      const id = pauseId({ from: Math.round(range.from), to: Math.round(range.to) })
      if (range.from < range.to && pauses.get(id, 'x') !== true) write('pauses', `${id}/x`, true)
    }
  })
}

/** Plays silence again. What was cut on both sides of a range stays cut. */
export const putBackPauses = (doc: ClipDoc, ranges: Iterable<Range>, origin: EditOrigin): boolean =>
  edit(doc, origin, (write) => {
    for (const range of ranges) reopen(doc, range, write)
  })

function reopen(doc: ClipDoc, { from, to }: Range, write: Write): void {
  for (const pause of standingPauses(doc)) {
    if (pause.from >= to || pause.to <= from) continue
    write('pauses', `${pauseId(pause)}/x`, false)
    if (pause.from < from) write('pauses', `${pauseId({ from: pause.from, to: from })}/x`, true)
    if (pause.to > to) write('pauses', `${pauseId({ from: to, to: pause.to })}/x`, true)
  }
}

/** Fillers and pauses in one step: what "Tighten" found and somebody agreed to. */
export const tighten = (
  doc: ClipDoc,
  { words, pauses }: { words: Iterable<WordId>; pauses: Iterable<Range> },
  origin: EditOrigin,
): boolean =>
  edit(doc, origin, () => {
    cutWords(doc, words, origin)
    cutPauses(doc, pauses, origin)
  })

/** Cuts a stretch by time: the words whose middle lies in it are struck, and the silence goes. */
export function cutRange(
  doc: ClipDoc,
  source: Pick<ClipSource, 'words'>,
  range: Range,
  origin: EditOrigin,
): boolean {
  const inside = wordsWithin(source, range)
  const touched = source.words.filter(({ from, to }) => from < range.to && to > range.from)
  const silence: Range[] = []
  let at: number = range.from
  for (const word of touched) {
    if (word.from > at) silence.push({ from: at, to: word.from } as Range)
    at = Math.max(at, word.to)
  }
  if (at < range.to) silence.push({ from: at, to: range.to } as Range)
  return tighten(doc, { words: inside, pauses: silence }, origin)
}

/**
 * Plays a stretch again: its words, its silence, and what of pieces was deleted or drawn in there; of
 * all takes, or of one.
 */
export const putBackRange = (
  doc: ClipDoc,
  source: Pick<ClipSource, 'words'>,
  range: Range,
  origin: EditOrigin,
  take?: string,
): boolean =>
  edit(doc, origin, (write) => {
    const choices = readWordChoices(doc)
    const struck = wordsWithin(source, range).filter((id) => choices.get(id)?.x)
    putBackWords(doc, struck, origin)
    reopen(doc, range, write)
    for (const span of spansIn(doc)) {
      const [from, to] = [Math.max(span.left, range.from), Math.min(span.right, range.to)]
      if (from >= to || span.crossed || (take !== undefined && span.take !== take)) continue
      // A piece is one stretch: between what plays of it and what comes back all plays.
      const start = span.off ? from : Math.min(span.from, from)
      const end = span.off ? to : Math.max(span.to, to)
      if (end - start < MIN_PIECE) continue
      if (span.off) write('pieces', `${span.id}/off`, false)
      write('pieces', `${span.id}/ti`, start > span.left ? start : null)
      write('pieces', `${span.id}/to`, end < span.right ? end : null)
    }
  })

const wordsWithin = ({ words }: Pick<ClipSource, 'words'>, { from, to }: Range): WordId[] =>
  words
    .filter((word) => (word.from + word.to) / 2 >= from && (word.from + word.to) / 2 < to)
    .map(({ id }) => id)
