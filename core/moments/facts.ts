import type { Word } from '../transcript.ts'
import { type Aside, asidesOf } from './asides.ts'
import { coldOpenOf } from './cold-open.ts'
import { type Debt, startDebts } from './debts.ts'
import { type Feeling, feelingOf } from './feelings.ts'
import { type Floor, floorOfSentence, floorsOf } from './floors.ts'
import { type Hook, hesitation, hookPoints, hooksOf, rarityOf } from './hooks.ts'
import { type Landing, landings } from './landings.ts'
import type { MomentSignals } from './moments.ts'
import { noveltyOf } from './novelty.ts'
import { peopleIn } from './people.ts'
import type { Sentence } from './sentences.ts'
import { soundOf } from './sound.ts'
import { isEnglish } from './stop-words.ts'
import { plainWord, type Terms } from './terms.ts'
import { type Topic, topicOfSentence } from './topics.ts'

/** What is known of one sentence before any clip is thought of. */
export type Fact = {
  sentence: Sentence
  topic: number
  floor: Floor
  /** log₂ of the seconds for which its speaker has the floor. */
  floorLog: number
  debt: Debt
  landing: Landing
  hooks: Hook[]
  hook: number
  feeling: Feeling
  /** How much it tells of people, 0 to about 2; 0 where the language's words are unknown. */
  people: number
  aside: Aside
  hesitation: number
  /** Loudness against its speaker's usual, in standard deviations; null: not known. */
  sound: number | null
  /** Words that say something, and how much each says about the talk and about its topic. */
  terms: number
  ofTalk: number
  ofTopic: number
  /** The same was said before, word for word. */
  repeats: boolean
  /** An opening's taste of what comes. */
  borrowed: boolean
  /** The programme opens with this. */
  quoted: boolean
}

type Talk = {
  words: readonly Word[]
  language: string
  sentences: readonly Sentence[]
  terms: Terms
  topics: readonly Topic[]
}

export function factsOf(
  { words, language, sentences, terms, topics }: Talk,
  { energy }: MomentSignals,
): Fact[] {
  const debts = startDebts(sentences, language)
  const lands = landings(sentences, debts)
  const asides = asidesOf(sentences, language)
  const sounds = soundOf(sentences, energy)
  const floors = floorsOf(sentences)
  const floorAt = floorOfSentence(floors, sentences.length)
  const topicAt = topicOfSentence(topics, sentences.length)
  const here = topics.map(({ first, last }) => {
    const counts = new Map<number, number>()
    const [from, to] = [sentences[first]?.first ?? 0, sentences[last]?.last ?? -1]
    for (let i = from; i <= to; i++) {
      const id = terms.ids[i] ?? -1
      if (id >= 0) counts.set(id, (counts.get(id) ?? 0) + 1)
    }
    return { counts, share: Math.max(1, to - from + 1) / words.length }
  })
  const said = new Set<string>()
  const opening = coldOpenOf(sentences, words)
  const novelty = noveltyOf(sentences, words)
  const hooked = sentences.map((sentence) => hooksOf(sentence, language))
  const rarity = rarityOf(hooked)
  const english = isEnglish(language)
  return sentences.map((sentence, i): Fact => {
    const hooks = (hooked[i] ?? []).map((hook) => ({
      ...hook,
      points: hook.points * (rarity.get(hook.kind) ?? 1) * (novelty[i] ?? 1) ** 2,
    }))
    const topic = topicAt[i] ?? 0
    const about = here[topic]
    let [count, ofTalk, ofTopic] = [0, 0, 0]
    for (let w = sentence.first; w <= sentence.last; w++) {
      const id = terms.ids[w] ?? -1
      if (id < 0) continue
      const all = terms.counts[id] ?? 1
      const inTopic = about?.counts.get(id) ?? 1
      count++
      // Said often and all over the talk: what it is about.
      ofTalk += Math.log(all) * (0.5 + (terms.spread[id] ?? 1) / 10)
      ofTopic +=
        Math.max(0, Math.log((inTopic + 0.5) / (all * (about?.share ?? 1) + 0.5))) *
        Math.log(1 + inTopic)
    }
    const floor = floors[floorAt[i] ?? 0] ?? { first: i, last: i, speaker: sentence.speaker }
    const floorMs = (sentences[floor.last]?.to ?? 0) - (sentences[floor.first]?.from ?? 0)
    return {
      sentence,
      topic,
      floor,
      floorLog: Math.log2(1 + floorMs / 1000),
      debt: debts[i] ?? { owes: 0, because: null },
      landing: lands[i] ?? { lands: 0, because: null },
      hooks,
      hook: hookPoints(hooks),
      feeling: feelingOf(sentence.text),
      people: english ? peopleIn(sentence.text) : 0,
      aside: asides[i] ?? null,
      hesitation: hesitation(sentence.text),
      sound: sounds?.[i] ?? null,
      terms: count,
      ofTalk,
      ofTopic,
      repeats: !opening.quoted[i] && isRepeat(sentence.text),
      borrowed: opening.borrowed[i] === 1,
      quoted: opening.quoted[i] === 1 && !asides[i],
    }
  })

  function isRepeat(text: string): boolean {
    const plain = text.split(/\s+/).map(plainWord)
    if (plain.length < 7) return false
    const key = plain.join(' ')
    if (said.has(key)) return true
    said.add(key)
    return false
  }
}
