import type { Write } from './clip-doc.ts'
import { headOf, MIN_PIECE, type Span } from './spans.ts'

/** The spans of one piece's take in source order, and where in them it is. */
export type Place = { span: Span; siblings: Span[]; index: number }

export function placeOf(spans: Span[], pieceId: string): Place | null {
  const span = spans.find(({ id }) => id === pieceId)
  if (!span) return null
  const siblings = spans.filter(({ take }) => take === span.take).sort((a, b) => a.nth - b.nth)
  return { span, siblings, index: siblings.indexOf(span) }
}

/**
 * How far an edge can go. Outwards over what was deleted or drawn in, up to the next piece that
 * plays: the same source repeats only through two takes. Inwards until MIN_PIECE is left.
 */
export function edgeLimits({ span, siblings, index }: Place, durationMs: number) {
  const before = siblings.slice(0, index).findLast(({ off }) => !off)
  const after = siblings.slice(index + 1).find(({ off }) => !off)
  const min = before ? Math.max(before.from, before.to) : 0
  const max = after?.from ?? durationMs
  return {
    from: { min, max: Math.max(min, span.to - MIN_PIECE) },
    to: { min: Math.min(max, span.from + MIN_PIECE), max },
  }
}

/** Moves the start of a piece; deleted pieces it reaches over give way. `to` is a legal place. */
export function moveStart({ span, siblings, index }: Place, to: number, write: Write) {
  if (span.id === headOf(span.take)) {
    write('takes', `${span.take}/in`, to)
    write('pieces', `${span.id}/ti`, null)
    return
  }
  if (to >= span.left) {
    write('pieces', `${span.id}/ti`, to > span.left ? to : null)
    return
  }
  for (const passed of siblings.slice(0, index).reverse()) {
    if (passed.left < to || !passed.off) break
    if (passed.id === headOf(span.take)) write('takes', `${span.take}/in`, to)
    else write('splits', `${passed.id}/del`, true)
  }
  write('splits', `${span.id}/at`, to)
  write('pieces', `${span.id}/ti`, null)
}

/** Moves the end of a piece; deleted pieces it reaches over give way. `to` is a legal place. */
export function moveEnd({ span, siblings, index }: Place, to: number, write: Write) {
  const later = siblings.slice(index + 1)
  if (later.length === 0) {
    write('takes', `${span.take}/out`, to)
    write('pieces', `${span.id}/to`, null)
    return
  }
  if (to <= span.right) {
    write('pieces', `${span.id}/to`, to < span.right ? to : null)
    return
  }
  let reached = false
  for (const passed of later) {
    if (passed.off && passed.right <= to) {
      write('splits', `${passed.id}/del`, true)
      continue
    }
    if (passed.left < to) {
      write('splits', `${passed.id}/at`, to)
      // Its own start was drawn in up to here or further; what was drawn in stays out.
      if (!passed.off && passed.from === to) write('pieces', `${passed.id}/ti`, null)
    }
    reached = true
    break
  }
  if (!reached) write('takes', `${span.take}/out`, to)
  write('pieces', `${span.id}/to`, null)
}
