import type { Sentence } from './sentences.ts'
import { isEnglish } from './stop-words.ts'

/** What a first sentence owes to what was said before it: 0 nothing, 1 everything. */
export type Debt = { owes: number; because: string | null }

/** From here on a start is said to dangle. */
export const DANGLES = 0.4
/** And from here on it leans, but stands. */
export const LEANS_A_LITTLE = 0.25

type Rule = { pattern: RegExp; owes: number; because: string }

const LEANS = 'Starts in the middle of a thought'
const REFERS = 'Starts with a word that points back'
const REPLIES = 'Starts with a reply'
const HESITATES = 'Starts with a hesitation'

/** Tried in order on the sentence in small letters; the heaviest counts. */
const rules: Rule[] = [
  {
    pattern:
      /^(?:and|but|or|nor|because|cause|'cause|'cuz|cuz|which|whereas|plus|also|hence|thus|therefore|although|otherwise|except|then|yet|than|'til)\b/,
    owes: 0.8,
    because: LEANS,
  },
  {
    pattern:
      /^(?:so|anyway|anyways|however|meanwhile|besides|likewise|similarly|instead|still|again|finally|lastly|furthermore|moreover|afterwards|after that|before that|apart from that|on top of that|other than that|in other words|for example|for instance|like,|especially|particularly|including|in that case|that being said|having said that|with that|on the other hand|as a result)\b/,
    owes: 0.65,
    because: LEANS,
  },
  {
    pattern:
      /^(?:that's|that is|this is|which is|it's|it is) (?:why|how|where|when|because|what|who)\b/,
    owes: 0.8,
    because: LEANS,
  },
  {
    pattern:
      /^(?:yeah|yes|yep|yup|yo|no|nope|nah|right|exactly|okay|ok|oh|ah|aha|mm|mhm|mm-hmm|mmm|hmm|huh|uh-huh|sure|true|absolutely|correct|totally|definitely|indeed|agreed|precisely|of course|for sure|all right|alright|fair enough|got it|i see|interesting|gotcha|same here|me too|me neither|fantastic|awesome|cool|nice|great|perfect|wow|good|good question|good point|great question|great point|not really|probably|maybe|kind of|sort of|for me personally)[,.!?…—-]/,
    owes: 0.7,
    because: REPLIES,
  },
  {
    pattern: /^(?:yeah|yep|yup|nope|okay|ok|mhm|mm-hmm|right|exactly)\b/,
    owes: 0.7,
    because: REPLIES,
  },
  {
    pattern:
      /^(?:um+|uh+|er+|erm|hmm+|like|i mean|you know|let's see|let me see|let me think|well um|well uh)\b[,.… ]/,
    owes: 0.45,
    because: HESITATES,
  },
  { pattern: /^well\b(?! (?:known|being|done|made))/, owes: 0.4, because: HESITATES },
  { pattern: /^(?:now|look|see|listen),/, owes: 0.2, because: HESITATES },
  {
    pattern:
      /^(?:he|she|they|them|him|her|his|their|theirs|hers|he's|she's|they're|they've|they'd|they'll|he'd|she'd|it|it's|it'd|it'll|its|that|that's|that'd|that'll|this|this's|these|those|such)\b/,
    owes: 0.55,
    because: REFERS,
  },
  {
    pattern:
      /^(?:the (?:same|other|former|latter|second|third|next|last|rest|reason for that|first one|second one)|another|both|neither|either|none of|some of (?:them|those|these|that|it)|one of (?:them|those|these)|all of (?:them|those|these|that|this)|most of (?:them|those|these)|any of|each of|secondly|thirdly|second,|third,|number (?:two|three|four)|first of all)\b/,
    owes: 0.45,
    because: REFERS,
  },
  // An answer whose verb was in the question.
  {
    pattern:
      /^(?:i|we|you|they|he|she|it|not) (?:do|did|does|don't|didn't|doesn't|would|wouldn't|could|can|can't|was|am|are|will|won't|have|haven't|did not|do not|really|at all|yet)(?: not| too)?[.,!…]/,
    owes: 0.6,
    because: REPLIES,
  },
  {
    pattern: /^(?:i|we|you) (?:do|did) (?:want|like|think|agree|believe|not)\b/,
    owes: 0.4,
    because: REPLIES,
  },
  {
    pattern:
      /^(?:i (?:agree|like that|love that|think so|guess so|don't think so|hope so|know)|(?:you'?re|you are) (?:not wrong|(?:absolutely |totally |so )?right|welcome|correct)|me (?:too|neither)|thanks|thank you|what do you mean|really\?|did you\?|is it\?|like what\?|why\?|how so\?|how\?|what\?|when\?|who\?)/,
    owes: 0.6,
    because: REPLIES,
  },
]

/** "It is hard to …", "It takes years …", "This is a story …" point forwards, not back. */
const POINTS_FORWARDS =
  /^(?:it(?:'s| is| was)? (?:takes?|took|turns? out|turned out|seems? (?:like|that)|feels? like|(?:(?:really|very|so|pretty|always|not|just|kind of|a bit|quite|such a|all) )*(?:hard|easy|possible|impossible|important|funny|interesting|amazing|crazy|true|not about|worth|better|fun|rare|common|like when|weird|strange|tempting|ironic|sad|great|good|bad|nice|clear|no secret|a (?:mistake|myth|shame|lie)) ?(?:to|that|how|when|if|for|because|,|being)?\b)|this is (?:a|the) (?:story|question|thing|moment|part|episode)\b|they say\b|those who\b|these days\b|this (?:year|week|month|morning|time|episode|idea that)\b|that (?:moment|feeling) when\b|such is\b)/

/** Later in the sentence, before anybody was named. */
const POINTS_BACK =
  /^(?:\S+ ){0,5}(?:he|she|they|him|them|it|that|this|these|those|his|their|there)\b[^\s,]*(?= |,|\.|\?|!|$)/
const NAMES_SOMETHING =
  /^(?:\S+ ){0,5}(?:the|a|an|my|our|your|every|most|people|any|no|some|what|when|if|why|how|who|where)\b/

/** "… provide those libraries": which ones was said before. */
const BACK_TO_THINGS =
  /^(?:\S+ ){0,8}(?:those|these|such) (?!who\b|days\b|things\b|kinds?\b|sorts?\b|people\b|a\b|as\b)\p{L}/u

/** What each sentence would owe if a clip began with it. */
export function startDebts(sentences: readonly Sentence[], language: string): Debt[] {
  const english = isEnglish(language)
  const isCased = sentences.some(({ text }) => /^\p{Lu}/u.test(text))
  return sentences.map((sentence, i) => {
    const before = sentences[i - 1]
    const debt = english ? debtOf(sentence.text) : { owes: 0, because: null }
    if (isCased && /^["'“‘(]*\p{Ll}/u.test(sentence.text) && debt.owes < 0.6)
      return { owes: 0.6, because: LEANS }
    if (sentence.insideQuote && debt.owes < 0.5)
      return { owes: 0.5, because: 'Starts in the middle of a quotation' }
    // An answer that names its own subject stands alone; others need their question.
    const answers =
      before?.end === 'question' && sentence.startsTurn && before.speaker !== sentence.speaker
    if (answers && debt.owes < DANGLES)
      return { owes: Math.min(0.39, debt.owes + 0.1), because: debt.because }
    return debt
  })
}

/** What a sentence owes by its own words. */
export function debtOf(text: string): Debt {
  const said = text
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/^["'“‘([\s-]+/, '')
  let debt: Debt = { owes: 0, because: null }
  const owe = (owes: number, because: string) => {
    if (owes > debt.owes) debt = { owes, because }
  }
  const forwards = POINTS_FORWARDS.test(said)
  for (const { pattern, owes, because } of rules) {
    if (because === REFERS && forwards) continue
    if (pattern.test(said)) owe(owes, because)
  }
  // "So which one do you keep?" asks anew.
  if (/^so,? (?:what|which|why|how|who|when|where|here|imagine|if|today|let)\b/.test(said))
    debt = { owes: Math.min(debt.owes, 0.35), because: LEANS }
  const count = said.split(/\s+/).length
  if (count <= 2) owe(0.5, LEANS)
  else if (count <= 4 && !/\?/.test(said)) owe(0.3, LEANS)
  if (BACK_TO_THINGS.test(said)) owe(0.42, REFERS)
  if (
    count <= 6 &&
    /\b(?:it|that|this|they|them|he|she)\b[^\s]*$/.test(said.replace(/[?.!]+$/, ''))
  )
    owe(0.42, REFERS)
  if (
    count <= 6 &&
    /^(?:how|what|why|when|where|who)\S* (?:\S+ )?(?:it|that|this|they|he|she|those|these)\b/.test(
      said,
    )
  )
    owe(0.45, REFERS)
  if (forwards) owe(0.2, REFERS)
  if (!forwards && POINTS_BACK.test(said) && !NAMES_SOMETHING.test(said) && !/^there\b/.test(said))
    owe(0.35, REFERS)
  return debt
}
