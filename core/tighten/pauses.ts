import { ms, type Range } from '../time.ts'

/** Of what is left of a pause, so much stays after the word before: people breathe in late. */
const AFTER_WORD = 0.6

/** What of the silence between two words goes when a breath of it stays, source ms; null: nothing. */
export function silenceOver(
  before: { to: number },
  after: { from: number },
  breath: number,
): Range | null {
  const from = Math.round(before.to + breath * AFTER_WORD)
  const to = Math.round(after.from - breath * (1 - AFTER_WORD))
  return from < to ? { from: ms(from), to: ms(to) } : null
}

/** A silence this long is worth shortening, ms. */
const LONG_PAUSE = 700
/** What stays of it, ms. */
const BREATH = 250

/** What of the silence between two words goes when it is shortened; null where it is none to speak of. */
export const pauseBetween = (before: { to: number }, after: { from: number }): Range | null =>
  after.from - before.to < LONG_PAUSE ? null : silenceOver(before, after, BREATH)
