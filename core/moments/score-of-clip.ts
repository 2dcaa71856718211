import { type ScoreParts, scoreWeights } from '../suggestion.ts'
import { ms } from '../time.ts'
import { type Transcript, transcriptWords, type Word } from '../transcript.ts'
import { type Candidate, candidateOver, findCandidates } from './candidates.ts'
import { debtOf } from './debts.ts'
import { type Fact, factsOf } from './facts.ts'
import { feelingOf } from './feelings.ts'
import { floorOfSentence, floorsOf } from './floors.ts'
import { hesitation, hookPoints, hooksOf } from './hooks.ts'
import { landings } from './landings.ts'
import type { MomentSignals } from './moments.ts'
import { peopleIn } from './people.ts'
import { changesWithin } from './raw-signals.ts'
import { percentileIn, scoreOf, valuesOf } from './score.ts'
import { endOf, type Sentence, splitSentences, textOf } from './sentences.ts'
import { isEnglish } from './stop-words.ts'
import { findTerms } from './terms.ts'
import { findTopics } from './topics.ts'
import { USUAL_LENGTH } from './usual-length.ts'

/** Words by index, both ends included. */
export type WordSpan = { first: number; last: number }

/** A change that would raise a clip's score, in words for people and as words to cut or put back. */
export type Raise = {
  say: string
  /** Points of score. */
  gain: number
  cut: WordSpan | null
  add: WordSpan | null
}

export type ClipScore = { score: number; parts: ScoreParts; raise: Raise | null }

/** Scores any choice of a talk's words against all moments the talk could give. */
export type ClipScorer = (kept: readonly WordSpan[]) => ClipScore | null

/** A change that gains less than this is not worth a person's time. */
const WORTH_SAYING = 1.5
/** The smallest change that helps is the one to take: what a word more of change must gain. */
const PER_WORD = 0.4
/** A clip is not cut shorter than this by advice, ms. */
const SHORTEST_MS = 8000
/** What a clip is ranked among: moments as they are suggested, or shorter ones where a talk has none, ms. */
const REFERENCES = [
  USUAL_LENGTH,
  { min: 15_000, max: 90_000 },
  { min: 0, max: Number.POSITIVE_INFINITY },
]
/** Sentences looked at before and after a clip, at most: how it begins and ends depends on them. */
const CONTEXT = 40

const partNames = Object.keys(scoreWeights) as (keyof ScoreParts)[]

/**
 * Reads a talk once, so that a clip of it can be scored while it is edited: by the measure of its
 * suggestions, so that one nobody has cut scores as it was suggested. The same words give the same score.
 */
export function clipScorer(
  transcript: Transcript,
  { energy, scenes = [] }: MomentSignals = {},
): ClipScorer {
  const words = transcriptWords(transcript)
  const { language } = transcript
  const sentences = splitSentences(transcript)
  const terms = findTerms(words, language)
  const topics = findTopics(sentences, terms)
  const facts = factsOf({ words, language, sentences, terms, topics }, { energy })
  const cuts = [...scenes].sort((a, b) => a - b)
  const reference = candidatesOf(facts, cuts)
  const sorted = new Map(partNames.map((name) => [name, valuesOf(reference, name)]))
  const sentenceOf = new Int32Array(words.length)
  for (const [i, { first, last }] of sentences.entries()) sentenceOf.fill(i, first, last + 1)

  const rate = (kept: readonly WordSpan[]): { score: number; parts: ScoreParts } | null => {
    const inside = keptFacts(kept)
    if (!inside) return null
    const candidate = candidateOver(inside.facts, inside.first, inside.last)
    const raw = { ...candidate.raw, visual: changesIn(kept, candidate.to - candidate.from) }
    const parts = Object.fromEntries(
      partNames.map((name) => {
        const [values, value] = [sorted.get(name) ?? null, raw[name]]
        return [name, values && value !== null ? percentileIn(values, value) : null]
      }),
    ) as ScoreParts
    return { score: scoreOf(parts), parts }
  }

  /** Changes of the picture a second; null: the talk has none. */
  function changesIn(kept: readonly WordSpan[], lengthMs: number): number | null {
    if (cuts.length === 0) return null
    const changes = kept.reduce((sum, { first, last }) => {
      const [from, to] = [words[first]?.from ?? 0, words[last]?.to ?? 0]
      return sum + changesWithin(cuts, from, to)
    }, 0)
    return changes / (Math.max(1, lengthMs) / 1000)
  }

  /**
   * Whole sentences as the talk knows them, and what is left of others, read anew; `first` and `last`
   * are the clip's among those around it. An edge inside a sentence has nothing around it.
   */
  function keptFacts(
    kept: readonly WordSpan[],
  ): { facts: Fact[]; first: number; last: number } | null {
    const pieces: { fact: Fact; span: WordSpan }[] = []
    for (const { first, last } of kept) {
      for (let from = first; from <= last; ) {
        const fact = facts[sentenceOf[from] ?? 0]
        if (!fact) break
        const to = Math.min(last, fact.sentence.last)
        pieces.push({ fact, span: { first: from, last: to } })
        from = to + 1
      }
    }
    const [start, stop] = [pieces[0], pieces.at(-1)]
    if (!start || !stop) return null
    const own = joined(pieces)
    const clock = { at: words[start.span.first]?.from ?? 0, word: start.span.first }
    const cutTo = own.map(({ fact, spans }) => sentenceFrom(fact.sentence, spans, clock))
    const moved = clock.at - stop.fact.sentence.to
    const before = start.span.first === start.fact.sentence.first ? leadingTo(start.fact) : []
    const after = stop.span.last === stop.fact.sentence.last ? following(stop.fact) : []
    const parts = [
      ...before.map(({ sentence }) => sentence),
      ...cutTo,
      ...after.map(({ sentence }) => ({
        ...sentence,
        from: ms(Math.max(0, sentence.from + moved)),
        to: ms(Math.max(1, sentence.to + moved)),
      })),
    ]
    const whole = [...before.map(uncut), ...own, ...after.map(uncut)]
    const debts = parts.map((part, i) => {
      const fact = whole[i]?.fact
      if (fact && part.first === fact.sentence.first) return fact.debt
      return isEnglish(language) ? debtOf(part.text) : { owes: part.opens ? 0 : 0.6, because: null }
    })
    const lands = landings(parts, debts)
    const floors = floorsOf(parts)
    const floorAt = floorOfSentence(floors, parts.length)
    return {
      first: before.length,
      last: before.length + own.length - 1,
      facts: whole.map(({ fact, spans }, i): Fact => {
        const sentence = parts[i] as Sentence
        const unchanged = isWhole(fact, spans)
        const hooks = unchanged ? fact.hooks : hooksOf(sentence, language)
        const share = countOf(spans) / (fact.sentence.last - fact.sentence.first + 1)
        return {
          ...fact,
          sentence,
          hooks,
          hook: unchanged ? fact.hook : hookPoints(hooks),
          feeling: unchanged ? fact.feeling : feelingOf(sentence.text),
          people: unchanged || !isEnglish(language) ? fact.people : peopleIn(sentence.text),
          hesitation: unchanged ? fact.hesitation : hesitation(sentence.text),
          debt: debts[i] ?? fact.debt,
          landing: lands[i] ?? fact.landing,
          floor: floors[floorAt[i] ?? 0] ?? fact.floor,
          terms: fact.terms * share,
          ofTalk: fact.ofTalk * share,
          ofTopic: fact.ofTopic * share,
        }
      }),
    }
  }

  /** What whoever speaks has said before a sentence, or the last thing the other said. */
  function leadingTo({ sentence, floor }: Fact): Fact[] {
    const at = sentenceOf[sentence.first] ?? 0
    return facts.slice(Math.max(0, at - CONTEXT, Math.min(at - 1, floor.first)), at)
  }

  /** What goes on after a sentence, until somebody else speaks. */
  function following({ sentence }: Fact): Fact[] {
    const next = (sentenceOf[sentence.last] ?? 0) + 1
    const end = Math.min(facts[next]?.floor.last ?? -1, next + CONTEXT - 1)
    return facts.slice(next, end + 1)
  }

  /** Moves the clock on by what is left of a sentence, and by the pause before it where that is kept. */
  function sentenceFrom(
    of: Sentence,
    spans: readonly WordSpan[],
    clock: { at: number; word: number },
  ): Sentence {
    const [start, stop] = [spans[0], spans.at(-1)]
    const first = start?.first ?? of.first
    const last = stop?.last ?? of.last
    const text = spans.map((span) => textOf(words, span.first, span.last)).join(' ')
    if (clock.word + 1 === first)
      clock.at += Math.max(0, (words[first]?.from ?? 0) - (words[clock.word]?.to ?? 0))
    const from = clock.at
    clock.at += spans.reduce((sum, span) => sum + lengthOf(words, span), 0)
    clock.word = last
    const isEnd = last === of.last
    return {
      ...of,
      first,
      last,
      from: ms(from),
      to: ms(Math.max(from + 1, clock.at)),
      text,
      end: isEnd ? of.end : endOf(text),
      opens: first === of.first ? of.opens : false,
      closes: isEnd ? of.closes : endOf(text) !== 'none',
      startsTurn: first === of.first && of.startsTurn,
      endsTurn: isEnd && of.endsTurn,
    }
  }

  return (kept) => {
    const spans = tidy(kept, words.length)
    const now = rate(spans)
    return now && { ...now, raise: bestRaise(spans, now.score) }
  }

  function bestRaise(kept: readonly WordSpan[], score: number): Raise | null {
    let [best, most] = [null as Raise | null, 0]
    for (const change of changesOf(kept)) {
      const after = applied(kept, change)
      if (after.reduce((sum, span) => sum + lengthOf(words, span), 0) < SHORTEST_MS) continue
      const gain = (rate(after)?.score ?? 0) - score
      const net = gain - countOf([change.cut ?? change.add ?? { first: 0, last: -1 }]) * PER_WORD
      if (gain < WORTH_SAYING || net <= most) continue
      most = net
      best = { ...change, gain: Math.round(gain * 10) / 10, say: sayChange(change, after) }
    }
    return best
  }

  /** One sentence more or less at either end, and a half sentence that could go. */
  function changesOf(kept: readonly WordSpan[]): Omit<Raise, 'say' | 'gain'>[] {
    const [start, stop] = [kept[0], kept.at(-1)]
    if (!start || !stop) return []
    const changes: Omit<Raise, 'say' | 'gain'>[] = []
    const cut = (first: number, last: number) => {
      if (first <= last) changes.push({ cut: { first, last }, add: null })
    }
    const opening = sentenceOf[start.first] ?? 0
    const ending = sentenceOf[stop.last] ?? 0
    for (let i = opening; i < Math.min(opening + 3, ending); i++)
      cut(start.first, facts[i]?.sentence.last ?? -1)
    for (let i = ending; i > Math.max(ending - 3, opening); i--)
      cut(Math.max(start.first, facts[i]?.sentence.first ?? 0), stop.last)
    // "Well, um, the pump broke": the words before the sentence begins in earnest.
    const first = facts[opening]?.sentence
    if (first && start.first === first.first) {
      const lead = leadOf(words, first, start.first)
      if (lead !== null) cut(start.first, lead)
    }
    // "…on the volume. It's just," said into nothing.
    const last = facts[ending]?.sentence
    if (last && stop.last < last.last && ending > opening) cut(last.first, stop.last)
    const after = facts[ending + (stop.last === last?.last ? 1 : 0)]?.sentence
    if (after) changes.push({ cut: null, add: { first: stop.last + 1, last: after.last } })
    const before = facts[opening - (start.first === first?.first ? 1 : 0)]?.sentence
    if (before) changes.push({ cut: null, add: { first: before.first, last: start.first - 1 } })
    return changes.filter(({ add }) => !add || add.first <= add.last)
  }

  function sayChange(
    { cut, add }: Omit<Raise, 'say' | 'gain'>,
    after: readonly WordSpan[],
  ): string {
    const span = cut ?? add ?? { first: 0, last: 0 }
    const [start, stop] = [after[0], after.at(-1)]
    const quote = shortened(textOf(words, span.first, span.last))
    const isFront = cut ? span.last < (start?.first ?? 0) : span.first === start?.first
    if (add)
      return isFront ? `Start earlier, at “${quote}”` : `Let it go on to “${shortened(quote)}”`
    if (isFront) return `Cut “${quote}” to start on “${bareWord(words[start?.first ?? 0])}”`
    return `Cut “${quote}” to end on “${bareWord(words[stop?.last ?? 0])}”`
  }
}

/** All moments the talk could give, as they would be suggested. */
function candidatesOf(facts: readonly Fact[], scenes: number[]): Candidate[] {
  for (const { min, max } of REFERENCES) {
    for (const strict of [true, false]) {
      const found = findCandidates(facts, { min, max, scenes }, strict)
      if (found.length > 0) return found
    }
  }
  return []
}

const uncut = (fact: Fact): Kept => ({ fact, spans: [fact.sentence] })

type Kept = { fact: Fact; spans: WordSpan[] }

/** The kept stretches of one sentence belong together, also where words between them are cut. */
function joined(pieces: readonly { fact: Fact; span: WordSpan }[]): Kept[] {
  const whole: Kept[] = []
  for (const { fact, span } of pieces) {
    const open = whole.at(-1)
    if (open?.fact === fact && (open.spans.at(-1)?.last ?? -1) < span.first) open.spans.push(span)
    else whole.push({ fact, spans: [span] })
  }
  return whole
}

const countOf = (spans: readonly WordSpan[]) =>
  spans.reduce((sum, { first, last }) => sum + last - first + 1, 0)

const isWhole = ({ sentence }: Fact, spans: readonly WordSpan[]) =>
  countOf(spans) === sentence.last - sentence.first + 1

/** Within the talk, without empty ones, neighbours as one. */
function tidy(kept: readonly WordSpan[], count: number): WordSpan[] {
  const spans: WordSpan[] = []
  for (const { first, last } of kept) {
    const [from, to] = [Math.max(0, first), Math.min(count - 1, last)]
    const open = spans.at(-1)
    if (from > to) continue
    if (open && open.last + 1 === from) open.last = to
    else spans.push({ first: from, last: to })
  }
  return spans
}

function applied(kept: readonly WordSpan[], { cut, add }: Pick<Raise, 'cut' | 'add'>): WordSpan[] {
  if (add) {
    const isFront = add.last < (kept[0]?.first ?? 0)
    const spans = kept.map((span) => ({ ...span }))
    const edge = isFront ? spans[0] : spans.at(-1)
    if (edge && isFront) edge.first = add.first
    else if (edge) edge.last = add.last
    return spans
  }
  if (!cut) return [...kept]
  return kept.flatMap(({ first, last }) => {
    const left = { first, last: Math.min(last, cut.first - 1) }
    const right = { first: Math.max(first, cut.last + 1), last }
    return [left, right].filter((span) => span.first <= span.last)
  })
}

function lengthOf(words: readonly Word[], { first, last }: WordSpan): number {
  const [start, stop, next] = [words[first], words[last], words[last + 1]]
  if (!start || !stop) return 0
  return Math.max(1, Math.min(stop.to, next?.from ?? stop.to) - start.from)
}

const LEAD =
  /^(?:so|and|but|well|um+|uh+|er|like|okay|ok|yeah|right|oh|anyway|now|look|i mean|you know)$/

/** The last of the words that only clear the throat; null: there are none. */
function leadOf(words: readonly Word[], { first, last }: Sentence, from: number): number | null {
  let lead: number | null = null
  for (let i = from; i < Math.min(last - 3, first + 7); i++) {
    const one = plain(words[i])
    const two = `${one} ${plain(words[i + 1])}`
    if (LEAD.test(two)) lead = ++i
    else if (LEAD.test(one)) lead = i
    else break
  }
  return lead
}

const plain = (word: Word | undefined) =>
  (word?.text ?? '').toLowerCase().replace(/[^\p{L}']/gu, '')
const bareWord = (word: Word | undefined) =>
  (word?.text ?? '').replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}%]+$/gu, '')

/** A quote somebody takes in at a glance. */
function shortened(text: string): string {
  const words = text.split(' ')
  return words.length <= 9 ? text : `${words.slice(0, 4).join(' ')} … ${words.slice(-3).join(' ')}`
}
