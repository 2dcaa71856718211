import { debtOf } from './debts.ts'
import type { Fact } from './facts.ts'

export const LONGEST_TITLE = 60

const CONNECTIVE =
  /^(?:and|but|so|because|or|well|yeah|yes|no|right|okay|now|then|like|you know|i mean|i think|um|uh|look|also|actually|basically|that is|that's|it's|it is)[,\s]+/i
const CUT_SHORT =
  /\b(?:and|or|but|the|a|an|of|to|in|on|at|for|with|that|which|is|are|was|were|be|as|if|so|because|my|your|our|their|his|her|its|this|these|those|from|by|very|not|i|we|you|they|he|she|it|can|could|would|will|like|just|about|than|into|when|what|who|how|why|where|kind|sort|um|uh)$/i

/** Half a thought: what comes before or after is missing. */
const HALF =
  /^(?:as|if|when|while|with|without|although|though|since|until|unless|for|from|in|on|at|by|of|to|into|than|which|that|who|where|whether|especially|including|like|and|or|but|because|so|not|just|even|sometimes|maybe|at that point|part of|kind of|one of)\b/i
const EMPTY_WORDS =
  /\b(?:it|it's|its|this|that|that's|they|they're|them|these|those|he|she|him|her|here|there|then|thing|things|stuff|something)\b/gi

/** A phrase of the clip, as spoken, that says why to watch it. */
export function headline(facts: readonly Fact[], isEnglish: boolean): string {
  let [best, most] = ['', Number.NEGATIVE_INFINITY]
  for (const [i, fact] of facts.entries()) {
    for (const { text, whole } of phrasesOf(fact.sentence.text)) {
      if (text === '' || text.length > LONGEST_TITLE) continue
      const points = fact.hook * 0.5 - Math.min(8, i * 0.8) + worthOf(text, fact, whole, isEnglish)
      if (points > most) [best, most] = [text, points]
    }
  }
  const title = best === '' ? firstWords(facts[0]?.sentence.text ?? '') : best
  return title.charAt(0).toUpperCase() + title.slice(1)
}

function worthOf(text: string, fact: Fact, whole: boolean, isEnglish: boolean): number {
  const count = text.split(/\s+/).length
  const { first, last } = fact.sentence
  return (
    (fact.terms / Math.max(1, last - first + 1)) * 18 +
    ((fact.ofTalk + fact.ofTopic) / Math.max(5, last - first + 1)) * 2.5 +
    Math.min(3, fact.feeling.strength) * 2 -
    // A clause has no more of the sentence's hook than its share.
    (whole ? 0 : 10 + fact.hook * 0.15) -
    Math.abs(count - 7) * 1.2 -
    (count < 3 ? 25 : 0) -
    (isUnbalanced(text) ? 40 : 0) -
    fact.hesitation * 20 -
    (fact.aside ? 30 : 0) -
    (isEnglish ? brokenness(text, whole) : 0)
  )
}

function brokenness(text: string, whole: boolean): number {
  return (
    debtOf(text).owes * 26 +
    (text.match(EMPTY_WORDS)?.length ?? 0) * 5 +
    (CUT_SHORT.test(text) ? 30 : 0) +
    (!whole && HALF.test(text) ? 20 : 0)
  )
}

const isUnbalanced = (text: string) =>
  (text.match(/"/g)?.length ?? 0) % 2 === 1 ||
  text.split('“').length !== text.split('”').length ||
  text.split('(').length !== text.split(')').length

/** A sentence; itself without the word that ties it to the one before; its clauses where it is long. */
function phrasesOf(sentence: string): { text: string; whole: boolean }[] {
  const whole = bare(sentence)
  const phrases = [{ text: whole, whole: true }]
  const clauses = sentence.split(/(?<=[,;:—–])\s+|\s--\s|\s-\s/)
  for (const clause of clauses) {
    const text = bare(clause.replace(CONNECTIVE, ''))
    if (text !== whole) phrases.push({ text, whole: clauses.length === 1 })
  }
  return phrases
}

const bare = (text: string) => text.replace(/^["'“‘(\s—–-]+|[\s.,;:!?…。！？،؟"'”’)—–-]+$/gu, '')

/** As many whole words as fit; of scripts without spaces, as many letters. */
function firstWords(text: string): string {
  const line = bare(text)
  if (line.length <= LONGEST_TITLE) return line
  const cut = line.slice(0, LONGEST_TITLE + 1)
  const space = cut.lastIndexOf(' ')
  return bare(space > 20 ? cut.slice(0, space) : cut.slice(0, LONGEST_TITLE))
}
