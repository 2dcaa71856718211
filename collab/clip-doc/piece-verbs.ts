import { generateKeyBetween } from 'fractional-indexing'
import * as Y from 'yjs'
import type { Range } from '#core/time.ts'
import { type ClipDoc, edit, type Write, yDoc } from './clip-doc.ts'
import { readDecisions, table } from './decisions.ts'
import type { EditOrigin } from './edit-origin.ts'
import { edgeLimits, moveEnd, moveStart, placeOf } from './piece-edges.ts'
import { MIN_PIECE, spansOf } from './spans.ts'

/** Ids of pieces are those of ClipProject.pieces. A piece that is gone meanwhile stays gone. */

const spansIn = (doc: ClipDoc) => spansOf(readDecisions(doc), endOf(doc))
/** The source's end, as the clip was seeded with it. */
const endOf = (doc: ClipDoc): number => {
  const end = yDoc(doc).getMap('meta').get('durationMs')
  return typeof end === 'number' && end > 0 ? end : Infinity
}
const between = (value: number, min: number, max: number) =>
  Math.round(Math.min(max, Math.max(min, value)))

/** How far each edge of a piece can be dragged; null where there is no such piece. */
export function trimLimits(doc: ClipDoc, pieceId: string) {
  const place = placeOf(spansIn(doc), pieceId)
  return place && !place.span.off ? edgeLimits(place, endOf(doc)) : null
}

/**
 * Moves one edge of a piece, or both. Each is a decision of its own, so two people may trim the two
 * ends at once. An edge stops at its limits (trimLimits).
 */
export function trimPiece(
  doc: ClipDoc,
  pieceId: string,
  edges: { from?: number; to?: number },
  origin: EditOrigin,
): boolean {
  const legal = (value: number | undefined) => value === undefined || Number.isFinite(value)
  if (!legal(edges.from) || !legal(edges.to)) return false
  return edit(doc, origin, (write) => {
    const first = placeOf(spansIn(doc), pieceId)
    if (!first || first.span.off) return
    if (first.span.crossed) {
      uncross(doc, first.span.take, edges, write)
      return
    }
    // Outwards before inwards, so that a piece moved as a whole is not held by its own other end.
    const endFirst = edges.from !== undefined && edges.from > first.span.from
    for (const edge of endFirst ? (['to', 'from'] as const) : (['from', 'to'] as const)) {
      const value = edges[edge]
      const place = placeOf(spansIn(doc), pieceId)
      if (value === undefined || !place) continue
      const { min, max } = edgeLimits(place, endOf(doc))[edge]
      const to = between(value, min, max)
      if (to === place.span[edge]) continue
      if (edge === 'from') moveStart(place, to, write)
      else moveEnd(place, to, write)
    }
  })
}

/** A crossed take has no piece to measure by: the edge that is named decides, the other gives way. */
function uncross(
  doc: ClipDoc,
  takeId: string,
  { from, to }: { from?: number; to?: number },
  write: Write,
) {
  const take = readDecisions(doc).takes.find(({ id }) => id === takeId)
  if (!take) return
  const end = endOf(doc)
  const start = between(from ?? take.in, 0, end - MIN_PIECE)
  if (to === undefined) {
    write(
      'takes',
      `${takeId}/in`,
      Math.max(0, Math.min(start, between(take.out, 0, end) - MIN_PIECE)),
    )
  } else {
    write('takes', `${takeId}/in`, start)
    write('takes', `${takeId}/out`, Math.max(between(to, 0, end), start + MIN_PIECE))
  }
}

/**
 * Moves the seam at a piece's left: the piece before it ends where this one begins. Both keep at
 * least MIN_PIECE. Where source is missing at the seam there is nothing to roll.
 */
export function rollSplit(doc: ClipDoc, pieceId: string, at: number, origin: EditOrigin): boolean {
  if (!Number.isFinite(at)) return false
  return edit(doc, origin, (write) => {
    const place = placeOf(spansIn(doc), pieceId)
    const before = place?.siblings[place.index - 1]
    if (!place || !before || place.span.off || before.off) return
    const { span } = place
    if (before.to !== span.from || span.from !== span.left) return
    const [min, max] = [before.from + MIN_PIECE, span.to - MIN_PIECE]
    if (min > max) return
    const to = between(at, min, max)
    if (to === span.left) return
    write('splits', `${span.id}/at`, to)
    // An edge drawn in no further than the old seam would hold the new one back.
    write('pieces', `${before.id}/to`, null)
    write('pieces', `${span.id}/ti`, null)
  })
}

/** Splits a piece at a source time and returns the new piece's id; null too near to an edge. */
export function splitPiece(
  doc: ClipDoc,
  pieceId: string,
  at: number,
  origin: EditOrigin,
): string | null {
  if (!Number.isFinite(at)) return null
  const span = placeOf(spansIn(doc), pieceId)?.span
  const to = Math.round(at)
  if (!span || span.off || to - span.from < MIN_PIECE || span.to - to < MIN_PIECE) return null
  // Named for its place: two people who split at one playhead make one split, not an empty piece.
  const plain = `${span.take}-${to}`
  const taken = table(doc, 'splits').has(plain, 'at')
  const id = taken ? `${plain}-${freshId(doc)}` : plain
  edit(doc, origin, (write) => {
    write('splits', `${id}/take`, span.take)
    write('splits', `${id}/at`, to)
    if (span.to < span.right) write('pieces', `${id}/to`, span.to)
  })
  return id
}

/** Leaves a piece out. It keeps its place and comes back with putBackPiece. */
export function deletePiece(doc: ClipDoc, pieceId: string, origin: EditOrigin): boolean {
  return edit(doc, origin, (write) => {
    const span = placeOf(spansIn(doc), pieceId)?.span
    if (!span || span.off) return
    if (span.crossed) write('takes', `${span.take}/del`, true)
    else write('pieces', `${span.id}/off`, true)
  })
}

export function putBackPiece(doc: ClipDoc, pieceId: string, origin: EditOrigin): boolean {
  return edit(doc, origin, (write) => {
    const span = placeOf(spansIn(doc), pieceId)?.span
    // Others may have grown over it: what is left is not worth an issue.
    if (!span?.off || span.to - span.from < MIN_PIECE) return
    write('pieces', `${span.id}/off`, false)
  })
}

/** Plays another stretch of the source before or after everything else: a teaser. Returns its id. */
export function addTake(
  doc: ClipDoc,
  range: Range,
  place: 'start' | 'end',
  origin: EditOrigin,
): string | null {
  const { takes } = readDecisions(doc)
  if (range.to - range.from < MIN_PIECE) return null
  const pos =
    place === 'start'
      ? generateKeyBetween(null, takes[0]?.pos ?? null)
      : generateKeyBetween(takes.at(-1)?.pos ?? null, null)
  const id = `t${freshId(doc)}`
  edit(doc, origin, (write) => {
    write('takes', `${id}/pos`, pos)
    write('takes', `${id}/in`, range.from)
    write('takes', `${id}/out`, range.to)
  })
  return id
}

/** Nobody else can have it: this replica's own number, and how much it has written. */
const freshId = (doc: ClipDoc) => {
  const { clientID, store } = yDoc(doc)
  return `${clientID.toString(36)}-${Y.getState(store, clientID).toString(36)}`
}
