import { generateNKeysBetween } from 'fractional-indexing'
import type { Range } from '#core/time.ts'
import { type ClipDoc, edit, type Write } from './clip-doc.ts'
import { freshId, spansIn } from './doc-spans.ts'
import type { EditOrigin } from './edit-origin.ts'
import { headOf, MIN_PIECE, type Span } from './spans.ts'

/** What plays when. `before` is the piece that comes next; null: the end of the clip. */

/** Plays a piece at another place in the clip. */
export const movePiece = (
  doc: ClipDoc,
  pieceId: string,
  before: string | null,
  origin: EditOrigin,
): boolean => move(doc, ({ id }) => id === pieceId, before, origin)

/** Plays all pieces of a take one after the other at another place in the clip. */
export const moveTake = (
  doc: ClipDoc,
  takeId: string,
  before: string | null,
  origin: EditOrigin,
): boolean => move(doc, ({ take }) => take === takeId, before, origin)

function move(
  doc: ClipDoc,
  which: (span: Span) => boolean,
  before: string | null,
  origin: EditOrigin,
): boolean {
  return edit(doc, origin, (write) => {
    const spans = spansIn(doc)
    const moved = spans.filter(which)
    const next = inserted(spans, moved, before)
    if (!next || moved.every(({ off }) => off)) return
    if (next.every((span, i) => span === spans[i])) return
    writeOrder(next, new Set(moved), write)
  })
}

/** Plays the same stretch once more, right after the piece. Returns the new piece's id. */
export function duplicatePiece(doc: ClipDoc, pieceId: string, origin: EditOrigin): string | null {
  const spans = spansIn(doc)
  const at = spans.findIndex(({ id }) => id === pieceId)
  const span = spans[at]
  if (!span || span.off || span.crossed) return null
  return insertTake(doc, span, spans[at + 1]?.id ?? null, origin)
}

/** Plays another stretch of the source before or after everything else: a teaser. Returns its take's id. */
export function addTake(
  doc: ClipDoc,
  range: Range,
  place: 'start' | 'end',
  origin: EditOrigin,
): string | null {
  const before = place === 'start' ? (spansIn(doc)[0]?.id ?? null) : null
  return insertTake(doc, range, before, origin)?.slice(0, -headOf('').length) ?? null
}

function insertTake(
  doc: ClipDoc,
  { from, to }: { from: number; to: number },
  before: string | null,
  origin: EditOrigin,
): string | null {
  if (to - from < MIN_PIECE) return null
  const take = `t${freshId(doc)}`
  const head: Span = {
    id: headOf(take),
    take,
    nth: 0,
    left: from,
    right: to,
    from,
    to,
    off: false,
    crossed: false,
    key: '',
  }
  const next = inserted(spansIn(doc), [head], before)
  if (!next) return null
  edit(doc, origin, (write) => {
    write('takes', `${take}/in`, from)
    write('takes', `${take}/out`, to)
    writeOrder(next, new Set([head]), write)
  })
  return head.id
}

/** `spans` with `moved` before the one named; null where that is not there or itself moved. */
function inserted(spans: Span[], moved: Span[], before: string | null): Span[] | null {
  const rest = spans.filter((span) => !moved.includes(span))
  const at = before === null ? rest.length : rest.findIndex(({ id }) => id === before)
  if (at < 0 || moved.length === 0) return null
  return [...rest.slice(0, at), ...moved, ...rest.slice(at)]
}

/**
 * Leaves the playing order as it was where boundaries that others follow have gone. `before` is the
 * order as it was.
 */
export function keepOrder(doc: ClipDoc, before: Span[], write: Write): void {
  const now = spansIn(doc)
  // While nobody has moved anything, the source's order is the order.
  if (before.every(({ key, nth }) => key === null || nth === 0)) return
  const byId = new Map(now.map((span) => [span.id, span]))
  const order = before.flatMap(({ id }) => byId.get(id) ?? [])
  // What is deleted may lie anywhere between the same two: pins are for what plays.
  const played = (spans: Span[]) => spans.filter(({ off }) => !off)
  const same = played(now).every((span, i) => span === played(order)[i])
  if (!same && now.length === order.length) writeOrder(order, new Set(), write)
}

/** A place may grow this long before all are given anew; past 200 it would not be read. */
const LONGEST_KEY = 120

/**
 * Writes what makes `next` the playing order, and no more: places for those that moved, and pins for
 * those who would go along with them. A pin gives way to a move that somebody else makes meanwhile.
 */
function writeOrder(next: Span[], moved: ReadonlySet<Span>, write: Write): void {
  const placed = new Map<Span, 'pos' | 'pin'>()
  next.forEach((span, i) => {
    const before = next[i - 1]
    const follows = span.key === null && before?.take === span.take && before.nth === span.nth - 1
    if (!follows && moved.has(span)) placed.set(span, 'pos')
    else if (!follows && span.key === null) placed.set(span, 'pin')
  })
  const heads = next.filter((span) => span.key !== null || placed.has(span))
  let keys = keysFor(heads, placed)
  if (keys.some((key) => key.length > LONGEST_KEY)) {
    for (const head of heads) placed.set(head, 'pos')
    keys = generateNKeysBetween(null, null, heads.length)
  }
  heads.forEach((head, i) => {
    const field = placed.get(head)
    if (field) write('pieces', `${head.id}/${field}`, keys[i] as string)
  })
}

/** A place for each head. Those who have one keep it, except where no other would fit before it. */
function keysFor(heads: Span[], placed: Map<Span, 'pos' | 'pin'>): string[] {
  const keys = heads.map(({ key }) => key ?? '')
  for (let i = 0; i < heads.length; i++) {
    if (!placed.has(heads[i] as Span)) continue
    const low = i > 0 ? (keys[i - 1] as string) : ''
    let end = i + 1
    for (; end < heads.length; end++) {
      const head = heads[end] as Span
      if (!placed.has(head) && (keys[end] as string) > low) break
      placed.set(head, placed.get(head) ?? 'pos')
    }
    const fresh = generateNKeysBetween(low || null, keys[end] ?? null, end - i)
    fresh.forEach((key, n) => {
      keys[i + n] = key
    })
    i = end - 1
  }
  return keys
}
