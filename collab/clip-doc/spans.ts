import type { Decisions } from './decisions.ts'

/** A piece shorter than this, ms, is neither seen nor heard. */
export const MIN_PIECE = 40

/** More pieces than anybody makes by hand; the rest of a forged document is not read. */
export const MAX_PIECES = 1000

/** What lies right of one boundary of a take, deleted or not. Times are source ms. */
export type Span = {
  /** The id of the split at its left, or `<take>.h` for the first of a take. */
  id: string
  take: string
  /** From its boundary to the next. */
  left: number
  right: number
  /** What is left of it once its edges are drawn in. May be crossed: from > to. */
  from: number
  to: number
  off: boolean
  /** Its take ends before it begins. */
  crossed: boolean
}

export const headOf = (take: string) => `${take}.h`

/**
 * All spans in playing order. A span reaches from one boundary to the next, so two spans of one take
 * cannot overlap, whatever was written.
 */
export function spansOf(decisions: Decisions, durationMs: number): Span[] {
  const within = (value: number, min: number, max: number) =>
    Math.min(max, Math.max(min, Math.round(value)))
  const end = durationMs === Infinity ? Infinity : Math.max(0, Math.floor(durationMs || 0))
  return decisions.takes.flatMap((take): Span[] => {
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
    return boundaries.map(({ id, at: left }, i) => {
      const right = boundaries[i + 1]?.at ?? max
      const { off, ti, to } = decisions.piece(id)
      return {
        id,
        take: take.id,
        left,
        right,
        from: ti === null ? left : within(ti, left, right),
        to: to === null ? right : within(to, left, right),
        off,
        crossed,
      }
    })
  })
}
