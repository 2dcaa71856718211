import type { Arrangement } from '../arrangement.ts'
import { type ScoreParts, scoreWeights } from '../suggestion.ts'
import { type Ms, ms } from '../time.ts'
import { saysAside } from './asides.ts'
import { type Candidate, candidateOver } from './candidates.ts'
import { LEANS_A_LITTLE } from './debts.ts'
import type { Fact } from './facts.ts'
import { HANGS } from './landings.ts'
import { quoteOf } from './reasons.ts'
import { percentileIn, type Scored, scoreOf, valuesOf } from './score.ts'

/** Between two sentences there must be this much silence for a cut nobody hears, ms. */
const QUIET_MS = 100
/** Silence kept after what stays and before what comes next, ms; less where there is less. */
const [PAD_AFTER, PAD_BEFORE] = [80, 60]
/** A line that is worth opening with: long enough to be understood, short enough to tease, ms. */
const [SHORTEST_OPENING, LONGEST_OPENING] = [1200, 7000]
/** A payoff comes in the later part of its clip. */
const PAYOFF_FROM = 0.4
/** An opening as strong as this, points of hook, needs no other. */
const STRONG_HOOK = 92
/** A payoff draws one in so much, and so much more than the line the clip opens with. */
const [PAYOFF, PAYOFF_MORE] = [13, 4]
/** What draws no more than this may be skipped. */
const DULL = 12
/** What a strong feeling counts beside a hook. */
const FEELING = 3
/** What may be skipped, ms. Less is not worth a seam, more is another clip. */
const [SHORTEST_SKIP, LONGEST_SKIP] = [4000, 30_000]
const MOST_SKIPPED_SENTENCES = 8
/** At least this share of a clip stays. */
const STAYS = 0.6
/** How little a tangent says of its topic, against the rest of its clip. */
const TANGENT = 0.6
/** What a skip must gain, points of score. */
const WORTH_A_SEAM = 1
const MOST_SKIPS = 2
/** Nobody opens with these. */
const DOUBTS = /^(?:i don't know|i'm not sure|i guess|maybe|it depends|but |and |so )/i

/**
 * Proposes to tell a clip in pieces: without what leads away from it, and opening with the line it is
 * told for. Only where every seam lies in silence and what meets there makes sense. Pure: the same
 * words give the same pieces.
 */
export function arranger(
  facts: readonly Fact[],
  candidates: readonly Candidate[],
  { min, max, isEnglish }: { min: number; max: number; isEnglish: boolean },
): (clip: Pick<Scored, 'first' | 'last' | 'parts'>) => Arrangement {
  const names = Object.keys(scoreWeights) as (keyof ScoreParts)[]
  let values: Map<keyof ScoreParts, Float64Array | null> | null = null
  const rate = (inside: readonly Fact[]): number => {
    // Only asked where there is something to skip.
    values ??= new Map(names.map((name) => [name, valuesOf(candidates, name)]))
    const { raw } = candidateOver(onOneClock(inside))
    const part = (name: keyof ScoreParts) => {
      const sorted = values?.get(name) ?? null
      const value = raw[name]
      return sorted && value !== null ? percentileIn(sorted, value) : null
    }
    return scoreOf(Object.fromEntries(names.map((name) => [name, part(name)])) as ScoreParts)
  }

  return ({ first, last, parts }) => {
    const skips = skipsIn(first, last)
    const skipped = skips.reduce((sum, { from, to }) => sum + to - from, 0)
    const length = timeOf(facts, first, last) - skipped
    return {
      opensWith: isEnglish ? payoffOf(first, last, parts, skips, max - length) : null,
      skips,
    }
  }

  function skipsIn(first: number, last: number): Arrangement['skips'] {
    const whole = timeOf(facts, first, last)
    const chosen: (Arrangement['skips'][number] & { a: number; b: number })[] = []
    let left = whole
    while (chosen.length < MOST_SKIPS) {
      const gone = (i: number) => chosen.some(({ a, b }) => i >= a && i <= b)
      const now = stretch(first, last).filter((i) => !gone(i))
      let best: { a: number; b: number; gain: number; why: 'promo' | 'courtesy' | 'tangent' } | null
      best = null
      let before: number | null = null
      for (const { a, b } of runs(first, last)) {
        // What was left out already, and its neighbours, are no new seam.
        if (chosen.some((other) => a <= other.b + 1 && b >= other.a - 1)) continue
        const why = reasonToSkip(first, last, a, b)
        const time = timeOf(facts, a, b)
        if (!why || left - time < Math.max(min, whole * STAYS)) continue
        before ??= rate(now.map((i) => facts[i] as Fact))
        const after = rate(now.filter((i) => i < a || i > b).map((i) => facts[i] as Fact))
        // An advertisement goes whatever the words in it are worth.
        const gain = after - before + (why === 'promo' ? 100 : 0)
        if (gain >= WORTH_A_SEAM && gain > (best?.gain ?? 0)) best = { a, b, gain, why }
      }
      if (!best) break
      const { a, b, why } = best
      left -= timeOf(facts, a, b)
      const quote = quoteOf(facts[a]?.sentence.text ?? '')
      chosen.push({ from: endsQuietly(a - 1), to: startsQuietly(b + 1), quote, why, a, b })
    }
    return chosen
      .sort((one, other) => one.from - other.from)
      .map(({ from, to, quote, why }) => ({ from, to, quote, why }))
  }

  /** Whole sentences inside a clip that its beginning and its end can do without, by their place. */
  function* runs(first: number, last: number): Generator<{ a: number; b: number }> {
    for (let a = first + 2; a < last; a++) {
      const before = facts[a - 1]
      if (!before?.sentence.closes || before.landing.lands < HANGS || !isQuiet(a)) continue
      for (let b = a; b < Math.min(last, a + MOST_SKIPPED_SENTENCES); b++) {
        const time = timeOf(facts, a, b)
        if (time > LONGEST_SKIP) break
        const after = facts[b + 1]
        if (time < SHORTEST_SKIP || !after || !isQuiet(b + 1)) continue
        const meets =
          after.sentence.opens &&
          after.debt.owes < LEANS_A_LITTLE &&
          (after.sentence.startsTurn || after.sentence.speaker === before.sentence.speaker)
        // A question and its answer stay together.
        if (meets && before.sentence.end !== 'question') yield { a, b }
      }
    }
  }

  function reasonToSkip(first: number, last: number, a: number, b: number) {
    const inside = facts.slice(a, b + 1)
    const kinds = new Set(inside.map(({ aside }) => aside))
    const [kind] = kinds
    if (kinds.size > 1) return null
    // All of an advertisement or none of it, and no more: what is near to one counts as one too.
    const isAside = (i: number) => saysAside(facts[i]?.sentence.text ?? '')
    if (kind) return isAside(a) && isAside(b) && !isAside(a - 1) && !isAside(b + 1) ? kind : null
    const dull = inside.every(
      ({ hook, feeling, quoted }) => hook < DULL && feeling.strength < 1 && !quoted,
    )
    if (!dull || inside.length < 2) return null
    const rest = [...facts.slice(first, a), ...facts.slice(b + 1, last + 1)]
    return weight(inside) < weight(rest) * TANGENT ? 'tangent' : null
  }

  function payoffOf(
    first: number,
    last: number,
    parts: ScoreParts,
    skips: Arrangement['skips'],
    room: number,
  ): Arrangement['opensWith'] {
    const [start, stop] = [facts[first], facts[last]]
    if (!start || !stop || (parts.hook ?? 100) >= STRONG_HOOK) return null
    const late = start.sentence.from + (stop.sentence.to - start.sentence.from) * PAYOFF_FROM
    let [best, most] = [null as Fact | null, 0]
    let at = -1
    for (let i = first + 2; i <= last; i++) {
      const fact = facts[i] as Fact
      const { sentence, debt, landing, aside } = fact
      const length = sentence.to - sentence.from
      const stands =
        sentence.opens &&
        sentence.closes &&
        sentence.end === 'stop' &&
        !sentence.insideQuote &&
        !sentence.leavesQuoteOpen &&
        debt.owes < LEANS_A_LITTLE &&
        landing.lands >= 0 &&
        !aside &&
        !fact.repeats &&
        fact.hesitation < 0.1 &&
        !DOUBTS.test(sentence.text)
      if (!stands || sentence.from < late) continue
      if (length < SHORTEST_OPENING || length > Math.min(LONGEST_OPENING, room)) continue
      if (draw(fact) < Math.max(PAYOFF, draw(start) + PAYOFF_MORE)) continue
      if (!isQuiet(i) || (i < facts.length - 1 && !isQuiet(i + 1))) continue
      if (skips.some(({ from, to }) => sentence.from < to && sentence.to > from)) continue
      const points = draw(fact) + landing.lands * 4
      if (points > most) [best, most, at] = [fact, points, i]
    }
    return (
      best && { from: startsQuietly(at), to: endsQuietly(at), quote: quoteOf(best.sentence.text) }
    )
  }

  /** Whether it is silent for a moment before a sentence. */
  function isQuiet(i: number): boolean {
    const [before, after] = [facts[i - 1]?.sentence, facts[i]?.sentence]
    return !before || !after || after.from - before.to >= QUIET_MS
  }

  /** Where a sentence's silence is left, ms: never in the words around it. */
  function endsQuietly(i: number): Ms {
    const to = facts[i]?.sentence.to ?? ms(0)
    const next = facts[i + 1]?.sentence.from
    return ms(next === undefined ? to : to + Math.min(PAD_AFTER, (next - to) / 2))
  }
  function startsQuietly(i: number): Ms {
    const from = facts[i]?.sentence.from ?? ms(0)
    const before = facts[i - 1]?.sentence.to ?? 0
    return ms(from - Math.min(PAD_BEFORE, (from - before) / 2))
  }
}

const draw = ({ hook, feeling }: Fact) => hook + feeling.strength * FEELING

const stretch = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i)

const timeOf = (facts: readonly Fact[], first: number, last: number): number =>
  (facts[last]?.sentence.to ?? 0) - (facts[first]?.sentence.from ?? 0)

/** How much sentences say of what they are among, a word. */
function weight(facts: readonly Fact[]): number {
  let [sum, words] = [0, 0]
  for (const { ofTopic, ofTalk, sentence } of facts) {
    sum += ofTopic + ofTalk
    words += sentence.last - sentence.first + 1
  }
  return sum / Math.max(1, words)
}

/** As if what lies between them had never been said. */
function onOneClock(facts: readonly Fact[]): Fact[] {
  let shift = 0
  return facts.map((fact, i) => {
    const { sentence } = fact
    const before = facts[i - 1]?.sentence
    if (before && before.last + 1 !== sentence.first) shift += sentence.from - before.to
    if (shift === 0) return fact
    return {
      ...fact,
      sentence: { ...sentence, from: ms(sentence.from - shift), to: ms(sentence.to - shift) },
    }
  })
}
