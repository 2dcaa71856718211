import { expect, test } from 'vitest'
import { type Transcript, transcriptWords } from '../transcript.ts'
import { findMoments } from './find-moments.ts'
import { MomentOptions } from './moments.ts'
import { scoreOf } from './score.ts'
import { clipScorer } from './score-of-clip.ts'
import { madeUpTalk, talk } from './talk.fixtures.ts'

const dull = madeUpTalk(17, 160).segments.map(
  ({ words }) => `Ana: ${words.map(({ text }) => text).join(' ')}`,
)
const moment =
  'What if I told you that ninety percent of our budget was wasted? Nobody believed it. I was terrified of the meeting where I had to say it out loud. Then the oldest engineer stood up and laughed. He had known for ten years, and it all came down to volume.'
const withMoment = (text: string) => talk([...dull.slice(0, 20), `Ben: ${text}`, ...dull.slice(20)])

/** The words of a talk from the first to the last of a phrase. */
function spanOf(transcript: Transcript, from: string, to: string) {
  const texts = transcriptWords(transcript).map(({ text }) => text)
  const find = (phrase: string) => {
    const words = phrase.split(' ')
    return texts.findIndex((_, i) => words.every((word, k) => texts[i + k] === word))
  }
  return { first: find(from), last: find(to) + to.split(' ').length - 1 }
}

test('a strong moment scores above a dull stretch of the same talk, by its parts', () => {
  const transcript = withMoment(moment)
  const score = clipScorer(transcript)
  const strong = score([spanOf(transcript, 'What if I told', 'down to volume.')])
  const dullest = score([{ first: 40, last: 110 }])
  expect(strong?.score).toBeGreaterThan((dullest?.score ?? 100) + 20)
  expect(strong?.score).toBe(scoreOf(strong?.parts ?? ({} as never)))
})

test.each([3, 8, 21])('a suggestion nobody has cut scores as it was suggested, seed %i', (seed) => {
  const transcript = madeUpTalk(seed, 300)
  const words = transcriptWords(transcript)
  const end = words.at(-1)?.to ?? 0
  const signals = {
    // Louder now and then, and a picture that changes more often in the second half.
    energy: Float32Array.from({ length: Math.ceil(end / 100) }, (_, i) => -30 + (i % 97) / 8),
    scenes: Array.from({ length: 200 }, (_, i) => Math.round(Math.sqrt(i / 200) * end)),
  }
  const score = clipScorer(transcript, signals)
  const { suggestions } = findMoments(transcript, { ...MomentOptions.parse({}), ...signals })
  expect(suggestions.length).toBeGreaterThan(2)
  for (const { from, to, parts, score: suggested } of suggestions) {
    const first = words.findIndex((word) => word.from === from)
    const last = words.findLastIndex((word) => word.to === to)
    const now = score([{ first, last }])
    expect(now?.parts).toEqual(parts)
    expect(now?.score).toBe(suggested)
  }
})

test('a clip that opens with its last sentence is about what it was about', () => {
  const transcript = withMoment(moment)
  const whole = spanOf(transcript, 'What if I told', 'down to volume.')
  const payoff = spanOf(transcript, 'He had known', 'down to volume.')
  const score = clipScorer(transcript)
  const told = score([whole])?.parts.topic ?? 0
  const turned = score([payoff, { first: whole.first, last: payoff.first - 1 }])
  expect(turned?.parts.topic).toBeCloseTo(told, 6)
})

test('what is cut out takes its changes of picture along', () => {
  const transcript = withMoment(moment)
  const words = transcriptWords(transcript)
  const whole = spanOf(transcript, 'What if I told', 'down to volume.')
  const hole = spanOf(transcript, 'I was terrified', 'it out loud.')
  const inHole = words[hole.first + 3]?.from ?? 0
  const elsewhere = [words[3]?.from ?? 0, words.at(-9)?.from ?? 0]
  const score = clipScorer(transcript, { scenes: [...elsewhere, inHole] })
  const cut = score([
    { first: whole.first, last: hole.first - 1 },
    { first: hole.last + 1, last: whole.last },
  ])
  expect(score([whole])?.parts.visual).toBeGreaterThan(cut?.parts.visual ?? 100)
})

test('says which half sentence at the end to cut, and what it ends on then', () => {
  const transcript = withMoment(`${moment} It's just,`)
  const raise = clipScorer(transcript)([spanOf(transcript, 'What if I told', "It's just,")])?.raise
  expect(raise?.say).toBe("Cut “It's just,” to end on “volume”")
  expect(raise?.gain).toBeGreaterThan(1.5)
})

test('says to cut the throat-clearing before a moment begins', () => {
  const transcript = withMoment(
    `So, um, I mean, ${moment.charAt(0).toLowerCase()}${moment.slice(1)}`,
  )
  const raise = clipScorer(transcript)([spanOf(transcript, 'So, um, I', 'down to volume.')])?.raise
  expect(raise?.say).toBe('Cut “So, um, I mean,” to start on “what”')
})

test('cut words in the middle do not count, and the same words score the same', () => {
  const transcript = withMoment(moment)
  const score = clipScorer(transcript)
  const whole = spanOf(transcript, 'What if I told', 'down to volume.')
  const hole = spanOf(transcript, 'I was terrified', 'it out loud.')
  const cut = score([
    { first: whole.first, last: hole.first - 1 },
    { first: hole.last + 1, last: whole.last },
  ])
  expect(cut?.parts.emotion).toBeLessThan(score([whole])?.parts.emotion ?? 0)
  expect(score([whole])?.score).toBe(score([{ ...whole }])?.score)
})

test('applying what it says raises the score by what it says', () => {
  const transcript = withMoment(`${moment} It's just,`)
  const score = clipScorer(transcript)
  const whole = spanOf(transcript, 'What if I told', "It's just,")
  const before = score([whole])
  const cut = before?.raise?.cut
  const after = score([{ first: whole.first, last: (cut?.first ?? 0) - 1 }])
  expect((after?.score ?? 0) - (before?.score ?? 0)).toBeCloseTo(before?.raise?.gain ?? 0, 6)
})

test('nothing kept has no score', () => {
  expect(clipScorer(withMoment(moment))([])).toBeNull()
})
