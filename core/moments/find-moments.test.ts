import { expect, test } from 'vitest'
import { Suggestion } from '../suggestion.ts'
import { makeTranscript, type Transcript, transcriptWords } from '../transcript.ts'
import { findMoments } from './find-moments.ts'
import { scoreOf } from './score.ts'
import { madeUpTalk, randomOf, talk } from './talk.fixtures.ts'

const usual = { count: 10, min: 30_000, max: 90_000 }
const durationOf = (transcript: Transcript) => transcriptWords(transcript).at(-1)?.to ?? 0
const MARK = /[.!?…]["”]?$/

test.each(Array.from({ length: 12 }, (_, i) => i + 1))(
  'keeps its promises for any talk (seed %i)',
  (seed) => {
    const random = randomOf(seed * 7919)
    const transcript = madeUpTalk(seed, 60 + Math.floor(random() * 400))
    const min = 8000 + Math.floor(random() * 30_000)
    const options = {
      count: 1 + Math.floor(random() * 12),
      min,
      max: min * (2 + Math.floor(random() * 3)),
    }
    const words = transcriptWords(transcript)
    const { suggestions, topics } = findMoments(transcript, options)

    if (options.count * options.max <= durationOf(transcript))
      expect(suggestions).toHaveLength(options.count)
    expect(suggestions.length).toBeGreaterThan(0)
    for (const [i, one] of suggestions.entries()) {
      Suggestion.parse(one)
      const first = words.findIndex(({ from }) => from === one.from)
      const last = words.findLastIndex(({ to }) => to === one.to)
      const before = words[first - 1]
      expect(!before || MARK.test(before.text) || before.speaker !== words[first]?.speaker).toBe(
        true,
      )
      expect(words[last]?.text).toMatch(MARK)
      expect(one.transcript).toBe(
        words
          .slice(first, last + 1)
          .map(({ text }) => text)
          .join(' '),
      )
      expect(one.to - one.from).toBeGreaterThanOrEqual(options.min)
      expect(one.to - one.from).toBeLessThanOrEqual(options.max)
      expect(one.rank).toBe(i + 1)
      expect(one.score).toBeLessThanOrEqual(suggestions[i - 1]?.score ?? 100)
      expect(one.score).toBe(scoreOf(one.parts))
      for (const quote of [
        ...one.highlights,
        ...one.reasons.flatMap((reason) => reason.quote ?? []),
      ])
        expect(one.transcript).toContain(quote)
      expect(one.transcript.toLowerCase()).toContain(one.title.toLowerCase())
      expect(one.title.length).toBeLessThanOrEqual(60)
      expect(one.title).not.toMatch(/[.,;:!?…]$/)
      expect(one.reasons.length).toBeGreaterThan(0)
      for (const other of suggestions)
        if (other !== one) expect(one.to <= other.from || other.to <= one.from).toBe(true)
    }
    expect(topics.length).toBeGreaterThan(0)
    expect(findMoments(transcript, options).suggestions).toEqual(suggestions)
  },
)

const planted = [
  'Most people get this completely wrong, and it costs them years. The pump is never the problem. The problem is the one pipe that nobody looks at. We lost a whole harbour to a pipe as thin as a thumb. I still hate that pipe. Check it first, and you will never lose a night again.',
  'What if I told you that ninety percent of our budget was wasted? Nobody believed it. I was terrified of the meeting where I had to say it out loud. Then the oldest engineer stood up and laughed. He had known for ten years. The lesson is to ask the person who never speaks.',
  'I was nineteen when the river took our house. My father stood in the rain and cried. A neighbour came with a boat and asked for nothing. We had never spoken to that man in our lives. I build bridges because of one stranger. That is the whole story.',
  'Have you ever watched a team fall apart in one afternoon? Ours did, and it was my fault. I lied about a date because I was afraid. Trust dies in a second and takes years to grow back. Tell the truth on the first day. Everything else is easy.',
  'Here is the secret that no school teaches you. Failure is not the opposite of success. Failure is the price of it. Every great engineer I know has killed at least one beautiful idea. Love the work, and never love the drawing. You will be free.',
]

test('finds the moments planted in dull talks among its first five', () => {
  let [found, all] = [0, 0]
  for (const seed of [11, 12, 13, 14]) {
    const { lines, plantedAt } = withPlants(seed)
    const transcript = talk(lines)
    const { suggestions } = findMoments(transcript, { count: 5, min: 15_000, max: 45_000 })
    for (const text of plantedAt) {
      all++
      const start = text.split('. ', 1)[0] ?? ''
      if (suggestions.some((one) => one.transcript.includes(start))) found++
    }
  }
  expect(all).toBe(20)
  expect(found).toBeGreaterThanOrEqual(15)
})

function withPlants(seed: number) {
  const dull = madeUpTalk(seed, 400)
  const lines = dull.segments.map(({ words }) => `Ana: ${words.map(({ text }) => text).join(' ')}`)
  const step = Math.floor(lines.length / (planted.length + 1))
  for (const [i, text] of planted.entries()) lines.splice((i + 1) * step + i, 0, `Ben: ${text}`)
  return { lines, plantedAt: planted }
}

test('leaves advertisements and courtesies out where there is something else', () => {
  const filler = madeUpTalk(21, 120).segments.map(
    ({ words }) => `Ana: ${words.map(({ text }) => text).join(' ')}`,
  )
  const promo =
    'Ben: This amazing show is brought to you by Acme. Did you know that ninety percent of you still buy bad pumps? Use code RIVER for half the price. You will love it, and your garden will love it. Go to acme.com/river today.'
  const hello =
    'Ana: Welcome to the show. My name is Ana. Thank you so much for having me. It is amazing to be here with you all. I love this show more than any other show on earth.'
  const lines = [hello, ...filler.slice(0, 30), promo, ...filler.slice(30)]
  const { suggestions } = findMoments(talk(lines), { count: 6, min: 12_000, max: 40_000 })
  expect(suggestions).toHaveLength(6)
  for (const { transcript } of suggestions) expect(transcript).not.toMatch(/Acme|RIVER|Welcome/)
})

test('a talk shorter than a clip is suggested whole', () => {
  const transcript = talk(
    'The pump broke on the first day. We fixed it with a spoon. It held for twenty years.',
  )
  const { suggestions, notes } = findMoments(transcript, usual)
  expect(suggestions.map(({ transcript }) => transcript)).toEqual([
    'The pump broke on the first day. We fixed it with a spoon. It held for twenty years.',
  ])
  expect(notes).toEqual(['Shorter than 30 s in all, so this is all of it.'])
})

test.each([
  ['no words', makeTranscript('en', []), 'There are no words to look in.'],
  ['a few words', talk('Hello there.'), 'Too little is said for a clip.'],
])('%s give no suggestion, and a note says why', (_, transcript, note) => {
  expect(findMoments(transcript, usual)).toMatchObject({ suggestions: [], notes: [note] })
})

test('signals that are absent give their weight to the others', () => {
  const [one] = findMoments(madeUpTalk(3, 200), usual).suggestions
  expect(one?.parts.visual).toBeNull()
  expect(one?.score).toBe(
    scoreOf(one?.parts ?? { hook: null, emotion: null, topic: null, thought: null, visual: null }),
  )
})

test('changes of picture and a raised voice count where they are known', () => {
  const transcript = madeUpTalk(3, 200)
  const length = durationOf(transcript)
  const energy = Float32Array.from(
    { length: Math.ceil(length / 100) },
    (_, i) => -30 + 6 * Math.sin(i / 90),
  )
  const scenes = Array.from({ length: 60 }, (_, i) => Math.round((length * i * i) / 3600))
  const plain = findMoments(transcript, usual).suggestions
  const heard = findMoments(transcript, { ...usual, energy, scenes }).suggestions
  expect(heard.every(({ parts }) => parts.visual !== null && parts.emotion !== null)).toBe(true)
  expect(heard.map(({ parts }) => parts.emotion)).not.toEqual(
    plain.map(({ parts }) => parts.emotion),
  )
})

test('words without punctuation are cut at pauses', () => {
  const line = 'we went up the hill and looked at the valley below us while the rain came down'
  const transcript = talk(Array.from({ length: 40 }, () => `${line} |`))
  const { suggestions } = findMoments(transcript, { ...usual, count: 3 })
  expect(suggestions).toHaveLength(3)
  for (const { transcript } of suggestions) {
    expect(transcript.startsWith('we went up')).toBe(true)
    expect(transcript.endsWith('came down')).toBe(true)
  }
})

test('a language whose words are unknown is searched by what all languages share', () => {
  const { suggestions, notes } = findMoments(
    { ...madeUpTalk(9, 200), language: 'xx' },
    { ...usual, count: 3 },
  )
  expect(suggestions).toHaveLength(3)
  expect(notes.join()).toContain('known for English only')
})

test('thirty thousand words take less than two seconds of the processor', () => {
  const transcript = madeUpTalk(99, 3200)
  const words = transcriptWords(transcript).length
  expect(words).toBeGreaterThan(28_000)
  const before = process.threadCpuUsage()
  findMoments(transcript, usual)
  const { user } = process.threadCpuUsage(before)
  expect(user / 1000).toBeLessThan(2000)
})
