import { z } from 'zod'
import { Ms, ms, type Range } from './time.ts'

const Quoted = z.object({
  /** Source ms, at quiet places; `to` is exclusive. */
  from: Ms,
  to: Ms,
  /** What is said there, as far as it fits on a line. */
  quote: z.string(),
})

/** How a stretch may be told in several pieces instead of as it was spoken. */
export const Arrangement = z.object({
  /** A line from further on that the clip opens with; it is heard again in its place. */
  opensWith: Quoted.nullable(),
  /** What is left out, in order. */
  skips: z.array(Quoted.extend({ why: z.enum(['promo', 'courtesy', 'tangent']) })),
})
export type Arrangement = z.infer<typeof Arrangement>

export const asSpoken = (): Arrangement => ({ opensWith: null, skips: [] })

/** Which of what is proposed somebody wants. */
export const ArrangementChoice = z.object({ opening: z.boolean(), skips: z.boolean() })
export type ArrangementChoice = z.infer<typeof ArrangementChoice>

/** A stretch without this much on either side of a gap is as well told without the gap, ms. */
const LEAST_PIECE_MS = 1000

/** What of an arrangement holds for a stretch whose edges may have been moved since. */
export function arrangedFor(
  { from, to }: { from: number; to: number },
  { opensWith, skips }: Arrangement,
  choice: ArrangementChoice = { opening: true, skips: true },
): Arrangement {
  const kept = choice.skips
    ? skips.filter((gap) => gap.from >= from + LEAST_PIECE_MS && gap.to <= to - LEAST_PIECE_MS)
    : []
  const opens =
    choice.opening &&
    opensWith &&
    opensWith.from >= from + LEAST_PIECE_MS &&
    opensWith.to <= to &&
    kept.every((gap) => gap.to <= opensWith.from || gap.from >= opensWith.to)
  return { opensWith: opens ? opensWith : null, skips: kept }
}

/** The stretches of the source that an arrangement plays, in playing order. */
export function piecesOf(bounds: { from: number; to: number }, arrangement: Arrangement): Range[] {
  const { opensWith, skips } = arrangedFor(bounds, arrangement)
  const pieces: Range[] = opensWith ? [{ from: opensWith.from, to: opensWith.to }] : []
  let from = bounds.from
  for (const gap of skips) {
    pieces.push({ from: ms(from), to: gap.from })
    from = gap.to
  }
  return [...pieces, { from: ms(from), to: ms(bounds.to) }]
}

/** How long all pieces are together, ms. */
export const lengthOf = (pieces: readonly { from: number; to: number }[]): number =>
  pieces.reduce((sum, { from, to }) => sum + to - from, 0)
