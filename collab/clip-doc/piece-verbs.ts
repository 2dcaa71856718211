import { type ClipDoc, edit, type Write } from './clip-doc.ts'
import { readDecisions, table } from './decisions.ts'
import { endOf, freshId, spansIn } from './doc-spans.ts'
import type { EditOrigin } from './edit-origin.ts'
import { keepOrder } from './order-verbs.ts'
import { edgeLimits, moveEnd, moveStart, placeOf } from './piece-edges.ts'
import { MIN_PIECE } from './spans.ts'

/** Ids of pieces are those of ClipProject.pieces. A piece that is gone meanwhile stays gone. */

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
    const spans = spansIn(doc)
    const first = placeOf(spans, pieceId)
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
    keepOrder(doc, spans, write)
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
