import type { Fact } from './facts.ts'

/** Less than this of what somebody said before the other spoke is a leftover. */
const LEFTOVER_MS = 8000
/** A whole turn shorter than this was thrown in. */
const INTERJECTION_MS = 4000
const BREATH_MS = 700
/** Less than this of an answer, and less than this share of it, is only its beginning. */
const BEGINNING_MS = 12_000
const BEGINNING_SHARE = 0.5
/** A short last word of the other is taken as the question to what comes after the clip. */
const HANDOVER_MS = 25_000
const HANDOVER_SHARE = 0.45

/** A clip that starts with the end of what somebody said, when another takes over at once. */
export function startsWithLeftover(facts: readonly Fact[], first: number, last: number): boolean {
  const start = facts[first]
  if (!start || start.floor.last >= last) return false
  const end = facts[start.floor.last]?.sentence
  const longest = start.floor.first === first ? INTERJECTION_MS : LEFTOVER_MS
  // The question that the other answers is a beginning, not a leftover.
  return !!end && end.end !== 'question' && end.to - start.sentence.from < longest
}

/** A clip that starts while somebody is in full flow: no question, no new topic, no breath. */
export function startsInFullFlow(facts: readonly Fact[], first: number): boolean {
  const [before, start] = [facts[first - 1], facts[first]]
  if (!before || !start || start.floor.first === first || start.topic !== before.topic) return false
  if (start.sentence.end === 'question' && !start.sentence.startsTurn) return false
  return start.sentence.from - before.sentence.to < BREATH_MS
}

/** Why a clip ends at the wrong place in the conversation; null: it does not. */
export function endsBetweenPeople(
  facts: readonly Fact[],
  first: number,
  last: number,
): string | null {
  const [start, stop, next] = [facts[first], facts[last], facts[last + 1]]
  if (!start || !stop || !next || stop.floor.first <= first) return null
  const began = facts[stop.floor.first]?.sentence.from ?? 0
  const had = stop.sentence.to - began
  if (stop.floor.last > last) {
    const whole = (facts[stop.floor.last]?.sentence.to ?? 0) - began
    return had < BEGINNING_MS && had < whole * BEGINNING_SHARE
      ? 'Stops where an answer has just begun'
      : null
  }
  const handsOver =
    had < HANDOVER_MS && had < (stop.sentence.to - start.sentence.from) * HANDOVER_SHARE
  const after = (facts[next.floor.last]?.sentence.to ?? 0) - next.sentence.from
  return handsOver && after > had && stop.floor.speaker !== mostHeard(facts, first, last)
    ? 'Ends where somebody else takes over'
    : null
}

/** Who speaks longest in a clip. */
function mostHeard(facts: readonly Fact[], first: number, last: number): number | null {
  const times = new Map<number | null, number>()
  for (let i = first; i <= last; ) {
    const floor = facts[i]?.floor
    if (!floor) break
    const end = Math.min(last, floor.last)
    const time = (facts[end]?.sentence.to ?? 0) - (facts[i]?.sentence.from ?? 0)
    times.set(floor.speaker, (times.get(floor.speaker) ?? 0) + time)
    i = end + 1
  }
  return [...times].reduce((a, b) => (b[1] > a[1] ? b : a), [null as number | null, -1])[0]
}
