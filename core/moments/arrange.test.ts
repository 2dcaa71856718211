import { expect, test } from 'vitest'
import { piecesOf } from '../arrangement.ts'
import { type Transcript, transcriptWords } from '../transcript.ts'
import { arranger } from './arrange.ts'
import { findCandidates } from './candidates.ts'
import { factsOf } from './facts.ts'
import { splitSentences } from './sentences.ts'
import { madeUpTalk, talk } from './talk.fixtures.ts'
import { findTerms } from './terms.ts'
import { findTopics } from './topics.ts'

const start =
  'The harbour had a pump that everybody looked after. The pump ran day and night beside the quay. Engineers from the town measured the pump every week.'
const end =
  'The engineers opened the wall of the harbour that night. A pipe as thin as a thumb had been broken for a year. Nobody ever looks at the pipe that kills the harbour. The pump had been fine all along.'
const promo =
  'This show is brought to you by Acme. Use code RIVER at acme.com for half the price. Go to acme.com today and use the code RIVER.'

/** The story in the middle of another talk, so that there is something to compare it with. */
function told(story: string, msPerWord = 330) {
  const around = madeUpTalk(5, 120).segments.map(
    ({ words }) => `Ana: ${words.map(({ text }) => text).join(' ')}`,
  )
  return talk([...around.slice(0, 20), `Ben: ${story}`, ...around.slice(20)], { msPerWord })
}
/** How the story would be told, whatever else of the talk would have been chosen. */
function arranged(transcript: Transcript, hook = 40) {
  const words = transcriptWords(transcript)
  const sentences = splitSentences(transcript)
  const terms = findTerms(words, 'en')
  const topics = findTopics(sentences, terms)
  const facts = factsOf({ words, language: 'en', sentences, terms, topics }, {})
  const bounds = { min: 12_000, max: 60_000 }
  const arrange = arranger(facts, findCandidates(facts, bounds), { ...bounds, isEnglish: true })
  const first = sentences.findIndex(({ text }) => start.startsWith(text))
  const last = sentences.findIndex(({ text }) => end.endsWith(text))
  const parts = { hook, emotion: 50, topic: 50, thought: 50, visual: null }
  const arrangement = arrange({ first, last, parts })
  const from = sentences[first]?.from ?? 0
  return {
    arrangement,
    words,
    pieces: piecesOf({ from, to: sentences[last]?.to ?? 0 }, arrangement),
  }
}

test('an advertisement inside of a story is left out, in the silence around it', () => {
  const transcript = told(`${start} ${promo} ${end}`)
  const { arrangement, words, pieces } = arranged(transcript, 95)
  const [gap] = arrangement.skips
  expect(gap).toMatchObject({ why: 'promo', quote: 'This show is brought to you by Acme.' })
  const heard = words.filter(({ from, to }) => {
    const middle = (from + to) / 2
    return pieces.some((piece) => middle >= piece.from && middle < piece.to)
  })
  expect(heard.map(({ text }) => text).join(' ')).toBe(`${start} ${end}`)
  for (const edge of [gap?.from ?? 0, gap?.to ?? 0])
    expect(words.every(({ from, to }) => edge <= from || edge >= to)).toBe(true)
})

test('a story that starts slowly may open with the line it is told for', () => {
  const { arrangement, pieces } = arranged(told(`${start} ${end}`))
  expect(arrangement.opensWith?.quote).toBe('Nobody ever looks at the pipe that kills the harbour.')
  expect(arrangement.skips).toEqual([])
  expect(pieces).toHaveLength(2)
  expect(arranged(told(`${start} ${end}`), 95).arrangement.opensWith).toBeNull()
})

test('where no silence is between the words, nothing is taken apart', () => {
  const transcript = told(`${start} ${promo} ${end}`)
  const tight = {
    ...transcript,
    segments: transcript.segments.map((segment) => ({
      ...segment,
      words: segment.words.map((word, i) => ({
        ...word,
        to: segment.words[i + 1]?.from ?? word.to,
      })),
    })),
  }
  expect(arranged(tight).arrangement).toEqual({ opensWith: null, skips: [] })
})

test('the same words are always told in the same pieces', () => {
  const transcript = told(`${start} ${promo} ${end}`)
  expect(arranged(transcript)).toEqual(arranged(transcript))
})
