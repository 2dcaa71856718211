import { byText, type Decisions, type Take } from './decisions.ts'

/** A piece shorter than this, ms, is neither seen nor heard. */
export const MIN_PIECE = 40

/** More pieces than anybody makes by hand; the rest of a forged document is not read. */
export const MAX_PIECES = 1000

/** What lies right of one boundary of a take, deleted or not. Times are source ms. */
export type Span = {
  /** The id of the split at its left, or `<take>.h` for the first of a take. */
  id: string
  take: string
  /** Which one of its take it is, in source order. */
  nth: number
  /** From its boundary to the next. */
  left: number
  right: number
  /** What is left of it once its edges are drawn in. May be crossed: from > to. */
  from: number
  to: number
  off: boolean
  /** Its take ends before it begins. */
  crossed: boolean
  /** Where it has a place of its own; null where it follows the one before it in the source. */
  key: string | null
}

export const headOf = (take: string) => `${take}.h`

/**
 * All spans in playing order. A span reaches from one boundary to the next, so two spans of one take
 * cannot overlap, whatever was written.
 *
 * They play in source order, take after take, until somebody moves one: then it has a place of its
 * own, and those that follow it in the source follow it there unless they have theirs. So a piece
 * that one person splits while another moves it stays together.
 */
export function spansOf(decisions: Decisions, durationMs: number): Span[] {
  const end = durationMs === Infinity ? Infinity : Math.max(0, Math.floor(durationMs || 0))
  const runs: Span[][] = []
  for (const take of decisions.takes) {
    for (const span of spansOfTake(take, decisions, end)) {
      const last = runs.at(-1)
      if (span.key === null && last) last.push(span)
      else runs.push([span])
    }
  }
  const head = (run: Span[]) => run[0] as Span
  return runs
    .sort((a, b) => byText(head(a).key ?? '', head(b).key ?? '') || byText(head(a).id, head(b).id))
    .flat()
}

const within = (value: number, min: number, max: number) =>
  Math.min(max, Math.max(min, Math.round(value)))

/** The spans of one take in source order. */
function spansOfTake(take: Take, decisions: Decisions, end: number): Span[] {
  const [first, last] = [within(take.in, 0, end), within(take.out, 0, end)]
  const crossed = first >= last
  // A crossed take plays nothing; its spans lie where it ends.
  const [min, max] = crossed ? [last, last] : [first, last]
  const boundaries = [
    { id: headOf(take.id), at: min },
    ...(decisions.splits.get(take.id) ?? []).map(({ id, at }) => ({
      id,
      at: within(at, min, max),
    })),
  ]
  return boundaries.map(({ id, at: left }, nth) => {
    const right = boundaries[nth + 1]?.at ?? max
    const { off, ti, to, pos, pin } = decisions.piece(id)
    return {
      id,
      take: take.id,
      nth,
      left,
      right,
      from: ti === null ? left : within(ti, left, right),
      to: to === null ? right : within(to, left, right),
      off,
      crossed,
      key: pos ?? pin ?? (nth === 0 ? (take.pos ?? '') : null),
    }
  })
}
