import { MAX_TRANSITION, MIN_TRANSITION, TransitionKind } from '#core/transition.ts'
import { type ClipDoc, edit } from './clip-doc.ts'
import { endOf, spansIn } from './doc-spans.ts'
import type { EditOrigin } from './edit-origin.ts'
import { keepOrder } from './order-verbs.ts'
import { edgeLimits, placeOf } from './piece-edges.ts'
import { trimPiece } from './piece-verbs.ts'
import { MIN_PIECE } from './spans.ts'

/** The seam of a piece is the one at its left. Each verb returns whether it changed anything. */

/**
 * Moves the seam between a piece and the one before it in the source: that ends where this begins.
 * Both keep at least MIN_PIECE. Where source is missing at the seam there is nothing to roll.
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
    const to = Math.round(Math.min(max, Math.max(min, at)))
    if (to === span.left) return
    write('splits', `${span.id}/at`, to)
    // An edge drawn in no further than the old seam would hold the new one back.
    write('pieces', `${before.id}/to`, null)
    write('pieces', `${span.id}/ti`, null)
  })
}

/**
 * Makes one piece of a piece and the one before it in the source. What was drawn in between them
 * plays again, and both play where the first does.
 */
export function mergePieces(doc: ClipDoc, pieceId: string, origin: EditOrigin): boolean {
  return edit(doc, origin, (write) => {
    const spans = spansIn(doc)
    const place = placeOf(spans, pieceId)
    const before = place?.siblings[place.index - 1]
    if (!place || !before || place.span.off || before.off || before.crossed) return
    const { span } = place
    write('splits', `${span.id}/del`, true)
    write('pieces', `${before.id}/to`, span.to < span.right ? span.to : null)
    keepOrder(doc, spans, write)
  })
}

/** Plays other source in a piece without changing its length; it goes as far as its edges can. */
export function slipPiece(doc: ClipDoc, pieceId: string, by: number, origin: EditOrigin): boolean {
  const place = placeOf(spansIn(doc), pieceId)
  if (!place || place.span.off || place.span.crossed || !Number.isFinite(by)) return false
  const { from, to } = place.span
  const limits = edgeLimits(place, endOf(doc))
  const shift = Math.round(Math.min(limits.to.max - to, Math.max(limits.from.min - from, by)))
  if (shift === 0) return false
  return trimPiece(doc, pieceId, { from: from + shift, to: to + shift }, origin)
}

/** What is drawn over a piece's seam, and for how long, ms; null: a plain cut. */
export function setTransition(
  doc: ClipDoc,
  pieceId: string,
  transition: { kind: TransitionKind; ms: number } | null,
  origin: EditOrigin,
): boolean {
  const kind = transition && TransitionKind.parse(transition.kind)
  return edit(doc, origin, (write) => {
    if (!placeOf(spansIn(doc), pieceId)) return
    write('pieces', `${pieceId}/tr`, kind)
    if (!transition || !Number.isFinite(transition.ms)) return
    const length = Math.min(MAX_TRANSITION, Math.max(MIN_TRANSITION, transition.ms))
    write('pieces', `${pieceId}/trms`, Math.round(length))
  })
}
