import type { ScoreParts } from '../suggestion.ts'
import { DANGLES, LEANS_A_LITTLE } from './debts.ts'
import { endsBetweenPeople, startsInFullFlow, startsWithLeftover } from './edges.ts'
import type { Fact } from './facts.ts'
import { HANGS } from './landings.ts'
import { changesWithin, completeness, openingHook } from './raw-signals.ts'

/** A stretch of whole sentences that could be a clip, and what its parts are worth before ranking. */
export type Candidate = {
  /** Sentences by index, both ends included. */
  first: number
  last: number
  from: number
  to: number
  topic: number
  raw: Record<keyof ScoreParts, number | null>
  faults: Fault[]
  /** How long those who speak in it have the floor: log₂ of the seconds, the mean over its time. */
  floor: number
  /** Milliseconds of it that the programme opens with. */
  quoted: number
}

/** What an editor would send a clip back for. */
export type Fault =
  | 'dangles'
  | 'leans'
  | 'leftover'
  | 'flow'
  | 'hangs'
  | 'handover'
  | 'promo'
  | 'courtesy'
  | 'two-topics'
  | 'repeat'
  | 'chatter'

/** Ends kept for one start; only very wide bounds reach it. */
const MOST_ENDS = 60
/** A topic's first or last sentence may be out by one. */
const TOPIC_SLACK = 1
/** A line borrowed from further on is wanted where it was said in full. */
const BORROWED = 3
/** What a clip that is all about people adds to its feeling. */
const PEOPLE = 1.6
/** Sentences of fewer words are replies and interjections. */
const SHORT_WORDS = 3

/** Every stretch of whole sentences within bounds. `strict`: none starts or ends inside one. */
export function findCandidates(
  facts: readonly Fact[],
  { min, max, scenes }: { min: number; max: number; scenes?: number[] | undefined },
  strict = true,
): Candidate[] {
  const candidates: Candidate[] = []
  const cuts = scenes && scenes.length > 0 ? [...scenes].sort((a, b) => a - b) : null
  for (const [first, start] of facts.entries()) {
    if (strict && !start.sentence.opens) continue
    const ends: Candidate[] = []
    const sums = newSums()
    for (let last = first; last < facts.length; last++) {
      const stop = facts[last]
      if (!stop) break
      const length = stop.sentence.to - start.sentence.from
      if (length > max) break
      addTo(sums, stop)
      if (length < min || (strict && !stop.sentence.closes)) continue
      ends.push(candidateOf(facts, first, last, sums, cuts))
    }
    candidates.push(...thinned(ends))
  }
  return candidates
}

/** Some sentences as one candidate, whatever its length and edges; those around them are its context. */
export function candidateOver(
  facts: readonly Fact[],
  first = 0,
  last = facts.length - 1,
): Candidate {
  const sums = newSums()
  for (let i = first; i <= last; i++) addTo(sums, facts[i] as Fact)
  return candidateOf(facts, first, last, sums, null)
}

/** The best-landing ends where there are too many, still in order. */
function thinned(ends: Candidate[]): Candidate[] {
  if (ends.length <= MOST_ENDS) return ends
  const bar = ends.map(({ raw }) => raw.thought ?? 0).sort((a, b) => b - a)[MOST_ENDS - 1] ?? 0
  return ends.filter(({ raw }) => (raw.thought ?? 0) >= bar).slice(0, MOST_ENDS * 2)
}

type Sums = {
  time: number
  words: number
  strength: number
  people: number
  floor: number
  quoted: number
  borrowed: number
  peak: number
  glad: number
  sore: number
  loudest: number
  heard: boolean
  terms: number
  ofTalk: number
  ofTopic: number
  promo: number
  courtesy: number
  repeat: number
  hesitation: number
  count: number
  turns: number
  short: number
}

const newSums = (): Sums => ({
  time: 0,
  words: 0,
  strength: 0,
  people: 0,
  floor: 0,
  quoted: 0,
  borrowed: 0,
  peak: 0,
  glad: 0,
  sore: 0,
  loudest: -3,
  heard: false,
  terms: 0,
  ofTalk: 0,
  ofTopic: 0,
  promo: 0,
  courtesy: 0,
  repeat: 0,
  hesitation: 0,
  count: 0,
  turns: 0,
  short: 0,
})

function addTo(sums: Sums, { sentence, feeling, sound, ...fact }: Fact): void {
  const time = sentence.to - sentence.from
  sums.time += time
  sums.words += sentence.last - sentence.first + 1
  sums.strength += feeling.strength
  sums.people += fact.people * time
  sums.floor += fact.floorLog * time
  if (fact.quoted) sums.quoted += time
  if (fact.borrowed) sums.borrowed += time
  sums.peak = Math.max(sums.peak, feeling.strength)
  sums.glad += feeling.glad
  sums.sore += feeling.sore
  if (sound !== null) {
    sums.heard = true
    if (time > 1200) sums.loudest = Math.max(sums.loudest, sound)
  }
  sums.terms += fact.terms
  sums.ofTalk += fact.ofTalk
  sums.ofTopic += fact.ofTopic
  if (fact.aside === 'promo') sums.promo += time
  if (fact.aside === 'courtesy') sums.courtesy += time
  if (fact.repeats) sums.repeat += time
  sums.hesitation += fact.hesitation * time
  sums.count++
  if (sentence.startsTurn) sums.turns++
  if (sentence.last - sentence.first < SHORT_WORDS) sums.short++
}

function candidateOf(
  facts: readonly Fact[],
  first: number,
  last: number,
  sums: Sums,
  cuts: number[] | null,
): Candidate {
  const [start, stop] = [facts[first], facts[last]] as [Fact, Fact]
  const [from, to] = [start.sentence.from, stop.sentence.to] as [number, number]
  const seconds = (to - from) / 1000
  const faults: Fault[] = []
  const promo = sums.promo / Math.max(1, sums.time)
  const courtesy = sums.courtesy / Math.max(1, sums.time)
  const innerTopics =
    (facts[last - TOPIC_SLACK]?.topic ?? stop.topic) -
    (facts[first + TOPIC_SLACK]?.topic ?? start.topic)
  const edge = (fact: Fact | undefined) => fact?.aside === 'courtesy'
  if (start.debt.owes >= DANGLES) faults.push('dangles')
  else if (start.debt.owes >= LEANS_A_LITTLE) faults.push('leans')
  if (startsWithLeftover(facts, first, last)) faults.push('leftover')
  if (startsInFullFlow(facts, first)) faults.push('flow')
  if (stop.landing.lands < HANGS) faults.push('hangs')
  if (endsBetweenPeople(facts, first, last)) faults.push('handover')
  if (promo > 0.08) faults.push('promo')
  if (
    courtesy > 0.3 ||
    edge(start) ||
    edge(stop) ||
    (edge(facts[first + 1]) && start.sentence.text.length < 40)
  )
    faults.push('courtesy')
  if (innerTopics > 0) faults.push('two-topics')
  if (sums.repeat + sums.borrowed * BORROWED > sums.time * 0.4) faults.push('repeat')
  if (sums.short > sums.count * 0.3 || sums.turns > Math.max(3, seconds / 6)) faults.push('chatter')
  const aside = promo * 2 + courtesy

  const talk = sums.ofTalk / sums.words
  const own = sums.ofTopic / sums.words
  const density = sums.terms / sums.words
  return {
    first,
    last,
    from,
    to,
    topic: facts[(first + last) >> 1]?.topic ?? start.topic,
    faults,
    floor: sums.floor / Math.max(1, sums.time),
    quoted: sums.quoted,
    raw: {
      hook:
        openingHook(facts, first, last) -
        start.debt.owes * 40 -
        (start.aside ? 40 : 0) -
        start.hesitation * 25,
      emotion:
        sums.strength / Math.sqrt(seconds + 5) +
        Math.min(3, sums.peak) * 0.5 +
        Math.min(sums.glad, sums.sore, 4) * 0.25 +
        (sums.people / Math.max(1, sums.time)) * PEOPLE +
        (sums.heard ? sums.loudest * 0.8 : 0),
      topic: talk * 0.35 + own * 0.6 + density * 2 - aside * 3 - Math.max(0, innerTopics) * 0.6,
      thought:
        completeness(facts, first, last, innerTopics, sums) -
        aside -
        (faults.includes('leftover') ? 0.6 : 0) -
        (faults.includes('handover') ? 0.9 : 0),
      visual: cuts ? changesWithin(cuts, from, to) / seconds : null,
    },
  }
}
