import { expect, test } from 'vitest'
import { transcriptWords } from '../transcript.ts'
import { splitSentences } from './sentences.ts'
import { madeUpTalk, talk } from './talk.fixtures.ts'
import { findTerms } from './terms.ts'
import { findTopics, topicOfSentence, topicSpans } from './topics.ts'

function topicsOf(transcript: ReturnType<typeof talk>) {
  const words = transcriptWords(transcript)
  const sentences = splitSentences(transcript)
  const terms = findTerms(words, 'en')
  const topics = findTopics(sentences, terms)
  return { topics, sentences, spans: topicSpans(topics, sentences, words, terms) }
}

/** How often a window of half a subject's length is judged wrongly to lie in one topic or two. */
function pk(found: ArrayLike<number>, truth: number[]): number {
  const width = Math.round(truth.length / new Set(truth).size / 2)
  let wrong = 0
  for (let i = 0; i + width < truth.length; i++)
    if ((found[i] === found[i + width]) !== (truth[i] === truth[i + width])) wrong++
  return wrong / (truth.length - width)
}

test.each([1, 2, 3, 4])('cuts where the subject changes (seed %i)', (seed) => {
  const { topics, sentences } = topicsOf(madeUpTalk(seed, 240))
  const truth = sentences.map((_, i) => Math.floor((i / sentences.length) * 6))
  expect(pk(topicOfSentence(topics, sentences.length), truth)).toBeLessThan(0.25)
})

test('a short talk about one thing is one topic', () => {
  const { topics, sentences } = topicsOf(talk('The pump broke. We fixed the pump. The pump held.'))
  expect(topics).toEqual([{ first: 0, last: sentences.length - 1 }])
})

test('topics cover every sentence once', () => {
  const { topics, sentences } = topicsOf(madeUpTalk(7, 300))
  expect(topics[0]?.first).toBe(0)
  expect(topics.at(-1)?.last).toBe(sentences.length - 1)
  for (const [i, topic] of topics.entries())
    if (i > 0) expect(topic.first).toBe((topics[i - 1]?.last ?? 0) + 1)
})

test('a title is said in its topic', () => {
  const transcript = madeUpTalk(5, 240)
  const words = transcriptWords(transcript)
  for (const { from, to, title } of topicsOf(transcript).spans) {
    const said = words.filter((word) => word.from >= from && word.to <= to).map(({ text }) => text)
    expect(said.join(' ').toLowerCase()).toContain(title.toLowerCase())
  }
})
