import type { Fact } from './facts.ts'

export const LONGEST_TITLE = 60

const CONNECTIVE =
  /^(?:and|but|so|because|or|well|yeah|yes|no|right|okay|now|then|like|you know|i mean|i think|um|uh|look|also|actually|basically|that is|that's|it's|it is)[,\s]+/i
const CUT_SHORT =
  /\b(?:and|or|but|the|a|an|of|to|in|on|at|for|with|that|which|is|are|was|were|be|as|if|so|because|my|your|our|their|his|her|its|this|these|those|from|by|very|not|i|we|you|they|he|she|it|can|could|would|will|like|just|about|than|into|when|what|who|how|why|where|kind|sort|um|uh)$/i

/** A phrase of the clip, as spoken, that says why to watch it. */
export function headline(facts: readonly Fact[], isEnglish: boolean): string {
  let [best, most] = ['', Number.NEGATIVE_INFINITY]
  for (const [i, fact] of facts.entries()) {
    for (const { text, whole, at } of phrasesOf(fact.sentence.text)) {
      const count = text.split(/\s+/).length
      if (text.length > LONGEST_TITLE) continue
      const points =
        fact.hook * 0.5 +
        (count > 0
          ? (fact.terms / Math.max(1, fact.sentence.last - fact.sentence.first + 1)) * 14
          : 0) +
        Math.min(3, fact.feeling.strength) * 2 +
        (whole ? 14 : 0) -
        (at > 0 ? 4 : 0) -
        (whole || at === 0 ? fact.debt.owes * 28 : 6) -
        Math.abs(count - 7) * 1.2 -
        (count < 3 ? 25 : 0) -
        (isEnglish && CUT_SHORT.test(text) ? 30 : 0) -
        fact.hesitation * 20 -
        (fact.aside ? 30 : 0) -
        Math.min(8, i * 0.8)
      if (points > most) [best, most] = [text, points]
    }
  }
  const title = best === '' ? firstWords(facts[0]?.sentence.text ?? '') : best
  return title.charAt(0).toUpperCase() + title.slice(1)
}

/** A sentence, and its clauses where it is long. */
function phrasesOf(sentence: string): { text: string; whole: boolean; at: number }[] {
  const whole = bare(sentence)
  const clauses = sentence.split(/(?<=[,;:—–])\s+|\s--\s/)
  if (clauses.length === 1) {
    const shorter = bare(sentence.replace(CONNECTIVE, ''))
    return shorter === whole
      ? [{ text: whole, whole: true, at: 0 }]
      : [
          { text: whole, whole: true, at: 0 },
          { text: shorter, whole: false, at: 1 },
        ]
  }
  const phrases = [{ text: whole, whole: true, at: 0 }]
  for (const [i, clause] of clauses.entries()) {
    const text = bare(i === 0 ? clause : clause.replace(CONNECTIVE, ''))
    if (text !== '') phrases.push({ text, whole: false, at: i })
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
