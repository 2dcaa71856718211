import type { Sentence } from './sentences.ts'
import { isEnglish } from './stop-words.ts'

/** What a sentence is that no clip should carry: an advertisement, or courtesies. */
export type Aside = 'promo' | 'courtesy' | null

const SURE_PROMO =
  /\b(?:sponsors?|sponsored|brought to you by|promo code|coupon code|discount code|use (?:the )?code|use our code|% off|percent off|free trial|sign up (?:today|now|at|for free)|our (?:friends|partners) at|this (?:episode|show|podcast|video) is (?:supported|made possible|powered)|support (?:us|the show|this show|the podcast|our show) |patreon|in the show notes|link(?:s)? in the (?:description|bio|show notes)|(?:link|details) (?:is |are )?(?:below|in the description)|hit (?:the )?(?:subscribe|like|bell)|smash (?:that|the)|like and subscribe|subscribe to (?:our|the|my|this)|don't forget to subscribe|leave (?:us )?a (?:review|rating|comment)|five[- ]star review|follow (?:us|me) on|sign up for (?:our|my|the) newsletter|(?:order|buy|get|grab) (?:your|a|my|the) (?:copy|ticket|tickets)|pre-?order|slash \w+ to|head (?:over )?to \w+(?:\.|\s+dot\s+)com|dot com slash|\w+\.(?:com|io|fm|dev|org|co)\/\w+|merch\b|limited time|plus plus|money[- ]back)\b/i
const MAYBE_PROMO =
  /\b(?:\w{3,}\.(?:com|io|fm|dev|org|net|co|ai)\b|\w+ dot (?:com|io|org|co|fm)\b|check (?:it|them|us|that) out|check out|plans? start|per month|a month|for teams|learn more|get started|try it|customers|available (?:now|at|on)|go to|visit|book a demo|early access|community)\b/i
const COURTESY =
  /(?:\bwelcome (?:to|back|aboard|everyone|everybody)|\b(?:thank you|thanks) (?:so much |very much |a lot |again )?(?:for (?:having|joining|being|coming|listening|watching|tuning|taking|your time|the invit|doing)|everyone|everybody|guys|all|to)|\b(?:great|good|nice|happy|glad|excited|pleasure|honou?r|delighted|super[- ]excited|thrilled) to (?:be here|have you|see you|meet you|be back|be on|be with)|\bpleasure (?:to|having|talking)|\bmy name(?:'s| is)\b|\bi(?:'m| am) your host|\bjoined (?:as always |today |again )?by\b|\b(?:how are you|how're you|how is it going|how's it going|how have you been)\b|\b(?:in|on) (?:this|today's) (?:episode|show|video|podcast)\b|\btoday(?:'s|, we| we|, i| i)(?:'re| are|'ll| will|'m| am)? (?:going|gonna|talking?|joined|episode|guest)|\bthis is (?:the )?\w+(?: \w+)? podcast\b|\bhello (?:everyone|everybody|and|again|there|world)|^hello\b|^hi\b|^hey\b|\bgood (?:morning|evening|afternoon)\b|\bsee you (?:next|in|soon|later|all|guys)|\b(?:good)?bye\b|\btake care\b|\bthat's (?:it|all) for (?:today|this|now)|\bthanks for (?:the|that) (?:intro|introduction|question)|\b(?:great|good|excellent|fantastic|interesting|awesome) question\b|\bintroduce (?:yourself|yourselves|our)|\bwithout further ado|\bour (?:guest|guests) (?:today|is|are)|\b(?:is|are) the audio\b|\bcan you hear me\b|\btune in\b|\buntil next time\b|\bnext (?:week|time|episode) (?:we|on)|\bour (?:dear )?listeners\b|\bwe(?:'re| are) (?:back|live)\b|\blive from\b|\bso thank you\b|\bthank you (?:so|very) much\b|^thank you[.!]?$|^thanks[.!,]?$)/i

/** Whether a sentence by itself, whatever stands around it, is none for a clip. */
export const saysAside = (text: string): boolean =>
  SURE_PROMO.test(text) || MAYBE_PROMO.test(text) || COURTESY.test(text)

/** How far an advertisement reaches around the sentence that gives it away. */
const REACH = 3

export function asidesOf(sentences: readonly Sentence[], language: string): Aside[] {
  const asides: Aside[] = sentences.map(() => null)
  if (!isEnglish(language)) return asides
  const sure = sentences.map(({ text }) => SURE_PROMO.test(text))
  const maybe = sentences.map(({ text }) => MAYBE_PROMO.test(text))
  for (const [i, sentence] of sentences.entries()) {
    if (COURTESY.test(sentence.text)) asides[i] = 'courtesy'
    const near = (marks: boolean[], reach: number) => {
      let count = 0
      for (let j = Math.max(0, i - reach); j <= Math.min(sentences.length - 1, i + reach); j++)
        if (marks[j]) count++
      return count
    }
    const certain = near(sure, REACH)
    if (
      sure[i] ||
      certain >= 2 ||
      (certain === 1 && (maybe[i] || near(sure, 1) === 1)) ||
      (maybe[i] && near(maybe, REACH) >= 3)
    )
      asides[i] = 'promo'
  }
  return asides
}
