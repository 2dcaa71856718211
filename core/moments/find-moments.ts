import type { Suggestion } from '../suggestion.ts'
import { ms } from '../time.ts'
import { type Transcript, transcriptWords, type Word } from '../transcript.ts'
import { arranger } from './arrange.ts'
import { type Candidate, findCandidates } from './candidates.ts'
import { choose } from './choose.ts'
import { type Fact, factsOf } from './facts.ts'
import { headline } from './headline.ts'
import type { MomentOptions, MomentSignals, TopicSpan } from './moments.ts'
import { highlightsOf, reasonsFor } from './reasons.ts'
import { type Scored, scoreCandidates } from './score.ts'
import { splitSentences, textOf } from './sentences.ts'
import { readWish } from './steering.ts'
import { isEnglish } from './stop-words.ts'
import { findTerms } from './terms.ts'
import { findTopics, topicSpans } from './topics.ts'
import { wishedFor } from './wished-for.ts'

export type FoundMoments = {
  /** By rank: the highest score first. None overlap. */
  suggestions: Suggestion[]
  topics: TopicSpan[]
  /** What there is less of than was asked, and why, for people. */
  notes: string[]
}

/** A talk with less than this to say gives no clip. */
const SHORTEST_TALK_MS = 5000

/** The moments of a talk most worth clipping. The same words give the same moments. */
export function findMoments(
  transcript: Transcript,
  { count, min: least, max: most, steering, energy, scenes }: MomentOptions & MomentSignals,
): FoundMoments {
  const wish = steering ? readWish(steering, transcript) : null
  const min = wish?.min ?? Math.min(least, wish?.max ?? least)
  const max = Math.max(min, wish?.max ?? most)
  const words = transcriptWords(transcript)
  const sentences = splitSentences(transcript)
  const [opening, closing] = [sentences[0], sentences.at(-1)]
  if (!opening || !closing)
    return { suggestions: [], topics: [], notes: ['There are no words to look in.'] }
  const terms = findTerms(words, transcript.language)
  const topics = findTopics(sentences, terms)
  const spans = topicSpans(topics, sentences, words, terms)
  const facts = factsOf(
    { words, language: transcript.language, sentences, terms, topics },
    { energy },
  )
  const notes = wish && wish.read.length > 0 ? [`Looked for: ${wish.read.join(', ')}.`] : []
  const length = closing.to - opening.from
  const talkOf = (candidates: readonly Candidate[]): Talk => ({
    ...{ facts, words, topics: spans, language: transcript.language },
    arrange: arranger(facts, candidates, { min, max, isEnglish: isEnglish(transcript.language) }),
  })

  if (length < min) {
    const whole = wholeTalk(facts, max)
    if (!whole) return { suggestions: [], topics: spans, notes: ['Too little is said for a clip.'] }
    return {
      suggestions: toSuggestions(scoreCandidates([whole]), talkOf([whole])),
      topics: spans,
      notes: [`Shorter than ${seconds(min)} in all, so this is all of it.`],
    }
  }
  const strict = findCandidates(facts, { min, max, scenes })
  const all = strict.length > 0 ? strict : findCandidates(facts, { min, max, scenes }, false)
  const wanted = wish ? wishedFor(wish, facts, all) : null
  const candidates = wanted?.candidates ?? all
  if (all.length > 0 && candidates.length === 0)
    return {
      suggestions: [],
      topics: spans,
      notes: [...notes, 'Nothing meets that. Ask for less, or for something else.'],
    }
  if (candidates.length === 0)
    return {
      suggestions: [],
      topics: spans,
      notes: [
        `No whole sentences last from ${seconds(min)} to ${seconds(max)}. Try other lengths.`,
      ],
    }
  // Scored among all moments of the talk: a wish does not make a moment better than it is.
  const scored = scoreCandidates(all)
  const pool = wanted ? wanted.indexes.map((i) => scored[i] as Scored) : scored
  const chosen = choose(pool, {
    count,
    bonus: wanted?.bonus,
    sentences: facts.length,
    topics: topics.length,
    hasRoom: count * max <= length && !wish,
  })
  if (chosen.length < count)
    notes.push(`${chosen.length} of ${count}: more would overlap, or start or end badly.`)
  if (!isEnglish(transcript.language))
    notes.push(
      'Words that draw one in are known for English only: the scores rest on questions, topics and sound.',
    )
  return { suggestions: toSuggestions(chosen, talkOf(all)), topics: spans, notes }
}

type Talk = {
  facts: readonly Fact[]
  words: readonly Word[]
  topics: TopicSpan[]
  language: string
  arrange: ReturnType<typeof arranger>
}

function toSuggestions(
  chosen: readonly Scored[],
  { facts, words, topics, language, arrange }: Talk,
): Suggestion[] {
  return chosen.map((clip, i) => {
    const inside = facts.slice(clip.first, clip.last + 1)
    const title = headline(inside, isEnglish(language))
    return {
      rank: i + 1,
      from: ms(clip.from),
      to: ms(clip.to),
      score: clip.score,
      parts: clip.parts,
      reasons: reasonsFor(clip, facts, topics.length > 1 ? (topics[clip.topic]?.title ?? '') : ''),
      highlights: highlightsOf(inside),
      title,
      transcript: textOf(words, inside[0]?.sentence.first ?? 0, inside.at(-1)?.sentence.last ?? 0),
      arrangement: arrange(clip),
    }
  })
}

/** All whole sentences of a talk shorter than a clip. */
function wholeTalk(facts: readonly Fact[], max: number): Candidate | null {
  const [longest] = findCandidates(facts, { min: SHORTEST_TALK_MS, max }).sort(
    (a, b) => b.to - b.from - (a.to - a.from),
  )
  return longest ?? null
}

const seconds = (n: number) => `${Math.round(n / 100) / 10} s`
