import type { Sentence } from './sentences.ts'
import { isEnglish } from './stop-words.ts'

/** Something in a sentence that makes one want the next. */
export type Hook = { kind: HookKind; points: number; because: string }
export type HookKind =
  | 'question'
  | 'invitation'
  | 'claim'
  | 'number'
  | 'against'
  | 'viewer'
  | 'story'
  | 'stakes'
  | 'superlative'
  | 'plain'

type Rule = Hook & { pattern: RegExp }

const rules: Rule[] = [
  {
    kind: 'invitation',
    points: 30,
    because: 'Opens with a question that draws one in',
    pattern:
      /\b(?:what if|did you know|have you ever|imagine (?:if|that|you|a|being|having)|ever wondered?|do you (?:know|remember|ever|think)|guess what|you know what's|would you (?:rather|ever|believe)|can you (?:imagine|believe)|picture this)\b/,
  },
  {
    kind: 'claim',
    points: 26,
    because: 'Opens with a bold claim',
    pattern:
      /\b(?:the truth is|truth is|here's the (?:thing|truth|problem|deal|secret|catch|crazy|funny|interesting|part)|here is (?:the|a|what)|let me tell you|the (?:real |biggest |main |whole |only |big |hard |first |worst |best )?(?:problem|reason|secret|trick|mistake|lesson|difference|danger|key|irony|question|answer|point) (?:is|was|with|here|that|of)|nobody (?:tells|talks|told|knows|owes|cares|wants|ever)|no one (?:tells|talks|told|knows|cares|wants|ever)|i (?:firmly |strongly |really |truly )?(?:believe|promise|guarantee|bet|argue|swear|admit|confess|regret)|make no mistake|trust me|mark my words|stop (?:\w+ing|doing)|you (?:should|must|need to|have to|can't|cannot|will) (?:never|always|stop|not)|there(?:'s| is) no (?:such|way|one|point|reason|secret|need)|what (?:most people|nobody|people|no one|everyone)|changed (?:my|the|our|every)|the thing (?:nobody|that|about|is)|is the (?:one|only|most|best|worst|biggest|whole))\b/,
  },
  {
    kind: 'against',
    points: 24,
    because: 'Opens against what people expect',
    pattern:
      /\b(?:wrong|mistakes?|myths?|secrets?|lies?|lied|liar|scam|nonsense|bullshit|ridiculous|controversial|unpopular|overrated|underrated|contrary|paradox(?:ical)?|counter-?intuitive|surprising(?:ly)?|surprised?|shock(?:ed|ing)|ironic(?:ally)?|strange|weird|crazy|turns out|nobody expected|impossible|fail(?:s|ed|ure|ures)?|never (?:work|works|worked|happen|happened)|doesn't (?:work|matter|exist)|don't (?:work|need|want|care)|is dead|is not the same as|isn't about|is not about|not because|(?:is|are|was|were|do|does|did)(?:n't| not) [^.?!,]{2,60}, (?:it|he|she|they|you|we|this|that)\b|(?:is|are) never the|do(?:es)? not (?:work|matter|exist|need|want|care)|everyone thinks|everybody thinks|people think|most people (?:get|think|believe|don't)|we were told|disagree|the opposite|on purpose)\b/,
  },
  {
    kind: 'number',
    points: 18,
    because: 'Opens with a number',
    pattern:
      /(?:\d+(?:[.,]\d+)?\s?(?:%|percent|times|x\b|years?|days?|hours?|minutes?|seconds?|people|million|billion|thousand|dollars|bucks|k\b)|[$€£]\s?\d|\b(?:half|most|two thirds|a third|a quarter|ninety|eighty|fifty|hundreds?|thousands?|millions?|billions?|trillions?) (?:the |of )|\b(?:million|billion|trillion)s?\b|\bpercent\b|\b\w+ (?:times )?out of (?:\w+)\b|\d{2,})/,
  },
  {
    kind: 'story',
    points: 18,
    because: 'Opens with a story',
    pattern:
      /\b(?:when i (?:was|first|started|got|quit|left|met|went|came)|i (?:remember|never forget|was (?!like|just|gonna|going|saying|thinking|wondering)\w+|grew up|got (?:fired|a call)|quit|lost|failed|almost|cried|realized|realised|woke up|learned|discovered|decided)|i'll never forget|one (?:day|night|morning|time)|the (?:first|last) time|(?:\w+) (?:years|months|weeks|days) ago|back in (?:the|\d)|there was (?:a|this|one)|once upon|years later|true story|the day (?:i|we|that)|my (?:father|mother|dad|mom|wife|husband|son|daughter|brother|sister|boss|friend|grandfather|grandmother))\b/,
  },
  {
    kind: 'stakes',
    points: 12,
    because: 'Opens with something at stake',
    pattern:
      /\b(?:die[sd]?|dying|death|dead|kill(?:s|ed|ing)?|lose|lost|losing|war|fight(?:ing)?|risk(?:s|y)?|danger(?:ous)?|attack(?:s|ed|ing)?|steal|stole|stolen|hack(?:ed|er|ers)?|destroy(?:s|ed)?|broke|bankrupt|money|million|billion|fear|afraid|scared?|scary|terrified|prison|arrest(?:ed)?|jail|illegal|crime|fired|quit|survive[sd]?|never again|worst|hate[sd]?|love[sd]?|power(?:ful)?|freedom|future|crisis|collapse[sd]?|threat|panic|trauma|addict(?:ed|ion)?|shut down|explod(?:e|es|ed)|explosion|burn(?:s|ed|t|ing)?|crash(?:es|ed)?|stolen|betray(?:s|ed)?|surviv(?:al|or|ors))\b/,
  },
  {
    kind: 'superlative',
    points: 10,
    because: 'Opens with a strong word',
    pattern:
      /\b(?:the (?:most|best|worst|biggest|greatest|hardest|easiest|only|first|single)|always|never|ever|every single|everybody|everyone|nobody|no one|nothing|everything|absolutely|completely|forever)\b/,
  },
  {
    kind: 'viewer',
    points: 9,
    because: 'Speaks to the viewer',
    pattern: /\b(?:you|your|you're|you've|you'll|yourself)\b/,
  },
]

/** Questions asked of the other person to move a conversation along. */
const HOUSEKEEPING =
  /\b(?:tell (?:us|me|our)|talk (?:about|to us|a little|a bit)|can you (?:explain|talk|tell|share|walk|give|describe|hear)|could you|do you want to|you want to|shall we|should we|what do you think|what about you|how about you|how are you|what's next|is that (?:right|correct|fair)|am i|any (?:thoughts|questions)|anything else|let's (?:talk|get|go|start|move|dive|jump)|we(?:'re| are) going to (?:talk|discuss|cover)|i(?:'m| am) (?:going to|gonna) (?:talk|ask)|i (?:want|wanted) to (?:ask|talk|touch|mention)|(?:first|next|last|final|another|quick) question|my question|we'll (?:talk|get|come)|where (?:do|should) we start|sum up|moving on)\b/
const TAG_QUESTION =
  /(?:,\s*(?:right|okay|ok|you know|no|yeah|huh|correct|isn't it|doesn't it|don't you)|\b(?:right|you know|know what i mean|make sense))\?["'”’]?$/i
const FILLERS =
  /\b(?:um+|uh+|you know|i mean|sort of|kind of|i guess|like,|i think|basically|actually|whatever|or something)\b/g

const HEARD_WORDS = 26

/** What draws one in, per sentence. Words are known for English; a question mark in any language. */
export function hooksOf(sentence: Sentence, language: string): Hook[] {
  const words = sentence.text.toLowerCase().replace(/’/g, "'").split(/\s+/)
  const count = words.length
  // Whoever has not been caught by now has gone.
  const said = words.slice(0, HEARD_WORDS).join(' ')
  const hooks: Hook[] = []
  const housekeeping = HOUSEKEEPING.test(said)
  if (sentence.end === 'question' && !TAG_QUESTION.test(said) && count >= 3)
    hooks.push({
      kind: 'question',
      points: housekeeping ? 3 : /^(?:so,? )?(?:why|how|what|who|which)\b/.test(said) ? 20 : 13,
      because: 'Opens with a question',
    })
  if (!isEnglish(language)) {
    if (/\d/.test(said)) hooks.push({ kind: 'number', points: 14, because: 'Opens with a number' })
    return hooks
  }
  const shortness = count <= 22 ? 1 : Math.max(0.45, 22 / count)
  for (const { pattern, ...hook } of rules)
    if (pattern.test(said))
      hooks.push({ ...hook, points: hook.points * shortness * (housekeeping ? 0.4 : 1) })
  if (
    count >= 4 &&
    count <= 14 &&
    sentence.end === 'stop' &&
    !housekeeping &&
    said.search(FILLERS) < 0
  )
    hooks.push({ kind: 'plain', points: 8, because: 'Opens with a short, plain line' })
  return hooks
}

/** The strongest counts whole, the others ever less: five weak signs are not a hook. */
export function hookPoints(hooks: readonly Hook[]): number {
  const sorted = hooks.map(({ points }) => points).sort((a, b) => b - a)
  return sorted.reduce((sum, points, i) => sum + points * 0.55 ** i, 0)
}

/** How much of a sentence is hesitation, 0–1. */
export function hesitation(text: string): number {
  const count = text.split(/\s+/).length
  return Math.min(1, ((text.toLowerCase().match(FILLERS)?.length ?? 0) * 1.6) / Math.max(4, count))
}

/** A sign in more sentences than this share of a talk begins to be its manner. */
const USUAL_SHARE = 0.08

/** What each kind of hook is worth in a talk, 0–1: a sign that is everywhere tells nothing. */
export function rarityOf(hooked: readonly (readonly Hook[])[]): Map<HookKind, number> {
  const counts = new Map<HookKind, number>()
  for (const hooks of hooked)
    for (const { kind } of hooks) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return new Map(
    [...counts].map(([kind, count]) => {
      const share = count / Math.max(40, hooked.length)
      return [kind, Math.min(1, Math.sqrt(USUAL_SHARE / share))]
    }),
  )
}
