import { expect, test } from 'vitest'
import { type Transcript, transcriptWords } from '../transcript.ts'
import { findMoments } from './find-moments.ts'
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

test('the words of a suggestion score as it did, where nothing but words was known', () => {
  const transcript = madeUpTalk(8, 300)
  const words = transcriptWords(transcript)
  const score = clipScorer(transcript)
  const [best] = findMoments(transcript, { count: 3, min: 15_000, max: 90_000 }).suggestions
  const first = words.findIndex(({ from }) => from === best?.from)
  const last = words.findLastIndex(({ to }) => to === best?.to)
  const now = score([{ first, last }])
  expect(Math.abs((now?.score ?? 0) - (best?.score ?? 0))).toBeLessThan(12)
  expect(score([{ first, last }])).toEqual(now)
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
