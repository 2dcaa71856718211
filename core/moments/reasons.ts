import type { Reason } from '../suggestion.ts'
import { endsBetweenPeople } from './edges.ts'
import type { Fact } from './facts.ts'
import type { Scored } from './score.ts'

const STRONG = 65
const WEAK = 25
/** A longer quote is read by nobody. */
const LONGEST_QUOTE = 140

/** Why a clip scored as it did: the good first, then what an editor should know. */
export function reasonsFor(clip: Scored, facts: readonly Fact[], topicTitle: string): Reason[] {
  const inside = facts.slice(clip.first, clip.last + 1)
  return [
    ...good(clip, inside, topicTitle),
    ...bad(clip, inside, endsBetweenPeople(facts, clip.first, clip.last)),
  ]
}

function good(
  { parts, first, last }: Scored,
  inside: readonly Fact[],
  topicTitle: string,
): Reason[] {
  const reasons: Reason[] = []
  const [start, stop] = [inside[0], inside.at(-1)]
  if (!start || !stop) return []
  const hook = hookOf(inside)
  if (hook && (parts.hook ?? 0) >= STRONG)
    reasons.push({ part: 'hook', good: true, say: hook.say, quote: hook.quote })
  const peak = inside.reduce((a, b) => (b.feeling.strength > a.feeling.strength ? b : a), start)
  if ((parts.emotion ?? 0) >= STRONG && peak.feeling.strength >= 1) {
    const both =
      inside.some(({ feeling }) => feeling.glad > 1) &&
      inside.some(({ feeling }) => feeling.sore > 1)
    reasons.push({
      part: 'emotion',
      good: true,
      say: both ? 'Goes from one strong feeling to another' : 'Carries strong feeling',
      quote: quoteOf(peak.sentence.text),
    })
  }
  const loudest = inside.reduce((a, b) => ((b.sound ?? -9) > (a.sound ?? -9) ? b : a), start)
  if ((parts.emotion ?? 0) >= STRONG && (loudest.sound ?? 0) > 1.2)
    reasons.push({
      part: 'emotion',
      good: true,
      say: 'The voice rises here',
      quote: quoteOf(loudest.sentence.text),
    })
  if ((parts.topic ?? 0) >= STRONG) {
    const central = inside.reduce((a, b) => (weightOf(b) > weightOf(a) ? b : a), start)
    reasons.push({
      part: 'topic',
      good: true,
      say: topicTitle ? `At the heart of “${topicTitle}”` : 'At the heart of the talk',
      quote: quoteOf(central.sentence.text),
    })
  }
  const quoted = inside.find((fact) => fact.quoted)
  if (quoted)
    reasons.push({
      part: 'topic',
      good: true,
      say: 'The programme itself opens with this',
      quote: quoteOf(quoted.sentence.text),
    })
  const turns = inside.filter(({ sentence }, i) => i > 0 && sentence.startsTurn).length
  if ((parts.thought ?? 0) >= STRONG) {
    const asks = start.sentence.end === 'question' && turns > 0
    reasons.push({
      part: 'thought',
      good: true,
      say: asks ? 'A question and its answer' : 'Ends on a finished thought',
      quote: quoteOf(asks ? start.sentence.text : stop.sentence.text),
    })
  }
  if ((parts.visual ?? 0) >= STRONG && last >= first)
    reasons.push({
      part: 'visual',
      good: true,
      say: 'The picture changes more often than elsewhere',
      quote: null,
    })
  return reasons
}

function bad(
  { parts, faults }: Scored,
  inside: readonly Fact[],
  handover: string | null,
): Reason[] {
  const reasons: Reason[] = []
  const [start, stop] = [inside[0], inside.at(-1)]
  if (!start || !stop) return []
  const quoted = (aside: Fact['aside']) =>
    quoteOf((inside.find((fact) => fact.aside === aside) ?? start).sentence.text)
  const add = (part: Reason['part'], say: string, quote: string | null) =>
    reasons.push({ part, good: false, say, quote })
  if (faults.includes('dangles'))
    add(
      'hook',
      start.debt.because ?? 'Starts in the middle of a thought',
      quoteOf(start.sentence.text),
    )
  else if ((parts.hook ?? 100) <= WEAK) add('hook', 'Opens slowly', quoteOf(start.sentence.text))
  if (faults.includes('hangs'))
    add(
      'thought',
      stop.landing.because ?? 'Ends before the thought does',
      quoteOf(stop.sentence.text),
    )
  if (faults.includes('leftover'))
    add('thought', 'Starts with the end of another thought', quoteOf(start.sentence.text))
  if (handover) add('thought', handover, quoteOf(stop.sentence.text))
  if (faults.includes('promo')) add('topic', 'Contains an advertisement', quoted('promo'))
  if (faults.includes('courtesy')) add('hook', 'Contains courtesies', quoted('courtesy'))
  if (faults.includes('two-topics')) add('thought', 'Runs from one topic into the next', null)
  if (faults.includes('repeat'))
    add(
      'topic',
      'Repeats what was said earlier',
      quoteOf((inside.find(({ repeats }) => repeats) ?? start).sentence.text),
    )
  if (faults.includes('chatter')) add('thought', 'Many short replies, little said', null)
  if ((parts.emotion ?? 100) <= WEAK) add('emotion', 'Even in tone', null)
  if ((parts.topic ?? 100) <= WEAK && !faults.includes('promo'))
    add('topic', 'Aside from what the talk is about', null)
  return reasons
}

function hookOf(inside: readonly Fact[]): { say: string; quote: string } | null {
  const second = (inside[0]?.sentence.text.length ?? 0) < 60 ? inside[1] : undefined
  for (const fact of [inside[0], second]) {
    const [best] = [...(fact?.hooks ?? [])].sort((a, b) => b.points - a.points)
    if (fact && best && best.points >= 8)
      return { say: best.because, quote: quoteOf(fact.sentence.text) }
  }
  return null
}

/** The sentences of a clip most worth putting on the screen. */
export function highlightsOf(inside: readonly Fact[]): string[] {
  return inside
    .map((fact, i) => ({
      fact,
      i,
      points:
        fact.hook +
        fact.feeling.strength * 4 +
        weightOf(fact) -
        fact.debt.owes * 12 -
        fact.hesitation * 20 -
        (fact.aside ? 40 : 0) +
        fact.landing.lands * 4,
    }))
    .filter(({ fact: { sentence } }) => {
      const count = sentence.last - sentence.first + 1
      return sentence.closes && count >= 4 && sentence.text.length <= 200
    })
    .sort((a, b) => b.points - a.points || a.i - b.i)
    .slice(0, 3)
    .sort((a, b) => a.i - b.i)
    .map(({ fact }) => fact.sentence.text)
}

const weightOf = ({ ofTalk, ofTopic, sentence }: Fact) =>
  ((ofTalk + ofTopic) * 4) / Math.max(6, sentence.last - sentence.first + 1)

/** As spoken, from the start, up to the end of a clause where the sentence is long. */
export function quoteOf(text: string): string {
  if (text.length <= LONGEST_QUOTE) return text
  const cut = text.slice(0, LONGEST_QUOTE)
  const clause = Math.max(
    cut.lastIndexOf(', '),
    cut.lastIndexOf('; '),
    cut.lastIndexOf(': '),
    cut.lastIndexOf('. '),
  )
  if (clause > LONGEST_QUOTE / 3) return cut.slice(0, clause)
  const space = cut.lastIndexOf(' ')
  return space > 0 ? cut.slice(0, space) : cut
}
