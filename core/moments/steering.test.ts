import { expect, test } from 'vitest'
import { findMoments } from './find-moments.ts'
import { readWish } from './steering.ts'
import { madeUpTalk, talk } from './talk.fixtures.ts'

const interview = talk([
  'Ana: Why did the pump fail?',
  'Ben: It froze. The river was ice for a month, and nobody had drained it.',
  'Ana: And what did you do?',
  'Ben: We carried water by hand. It took nine weeks. I never laughed so much in my life.',
])
const wish = (prompt: string) => readWish({ prompt }, interview)

test.each([
  ['20-40 s', 20_000, 40_000, '20 to 40 s'],
  ['20–40 seconds', 20_000, 40_000, '20 to 40 s'],
  ['30 s to 1 min', 30_000, 60_000, '30 to 60 s'],
  ['under 45 seconds', null, 45_000, 'up to 45 s'],
  ['at least 1 minute', 60_000, null, '60 s or more'],
  ['about 40 s', 30_000, 50_000, '30 to 50 s'],
])('reads a length: %s', (prompt, min, max, read) => {
  expect(wish(prompt)).toMatchObject({ min, max, read: [read], about: [] })
})

test.each([
  ['only the guest', [1], 'only Ben'],
  ['only the host, please', [0], 'only Ana'],
  ["just Ben's parts", [1], 'only Ben'],
])('reads who should speak: %s', (prompt, speakers, read) => {
  expect(wish(prompt)).toMatchObject({ speakers, read: [read], about: [] })
})

test('reads several wishes at once, and what is left is what it should be about', () => {
  expect(wish('only the guest, funny, 20 to 40 s, frozen pumps')).toMatchObject({
    min: 20_000,
    max: 40_000,
    speakers: [1],
    moods: ['funny'],
    about: ['frozen', 'pump'],
    read: ['20 to 40 s', 'only Ben', 'funny', 'about frozen, pumps'],
  })
})

test('reads where to look', () => {
  const { range } = wish('between 1:00 and 2:30')
  expect(range).toEqual({ from: 60_000, to: 150_000 })
  expect(wish('in the first half').range?.from).toBe(0)
  expect(wish('the last 10 minutes').read).toEqual(['in the last 10 minutes'])
})

const dull = madeUpTalk(5, 400).segments.map(
  ({ words }, i) => `${i % 2 ? 'Ana' : 'Ben'}: ${words.map(({ text }) => text).join(' ')}`,
)
const asked = { count: 4, min: 15_000, max: 60_000 }

test('a wish changes what is found: length, speaker and place are kept to', () => {
  const transcript = talk(dull)
  const end = transcript.segments.at(-1)?.to ?? 0
  const { suggestions, notes } = findMoments(transcript, {
    ...asked,
    steering: { prompt: 'only Ana, 10-20 s, in the second half' },
  })
  expect(suggestions).toHaveLength(4)
  for (const { from, to } of suggestions) {
    expect(to - from).toBeGreaterThanOrEqual(10_000)
    expect(to - from).toBeLessThanOrEqual(20_000)
    expect(from).toBeGreaterThanOrEqual(end / 2 - 1000)
    const heard = { ana: 0, all: 0 }
    for (const segment of transcript.segments)
      for (const word of segment.words) {
        if (word.from < from || word.to > to) continue
        heard.all++
        if (transcript.speakers[segment.speaker ?? -1] === 'Ana') heard.ana++
      }
    expect(heard.ana / heard.all).toBeGreaterThanOrEqual(0.7)
  }
  expect(notes[0]).toBe('Looked for: in the second half, 10 to 20 s, only Ana.')
})

test('a wish for a subject brings it up', () => {
  const transcript = talk([
    ...dull.slice(0, 60),
    'Ana: The lighthouse keeper wrote the tide into a small book each night. The lighthouse stood there for ninety years, and his lighthouse book is all that is left of it. We keep it in a box.',
    ...dull.slice(60),
  ])
  const { suggestions } = findMoments(transcript, {
    ...asked,
    count: 1,
    steering: { prompt: 'lighthouses' },
  })
  expect(suggestions[0]?.transcript).toContain('lighthouse')
})

test('a wish that nothing meets says so', () => {
  const { suggestions, notes } = findMoments(talk(dull), {
    ...asked,
    steering: { range: { from: 9_000_000, to: 9_100_000 } },
  })
  expect(suggestions).toEqual([])
  expect(notes.at(-1)).toBe('Nothing meets that. Ask for less, or for something else.')
})
