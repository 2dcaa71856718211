import { expect, test } from 'vitest'
import type { HeardSegment } from '#core/transcript.ts'
import { OVERLAP_MS, stitch } from './stitch.ts'

/** Numbers from 0 to 1 that a seed decides. */
function randomOf(seed: number) {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

type Spoken = { text: string; from: number; to: number }

/** A minute of talk with stammers, refrains and pauses: what makes a join go wrong. */
function talkOf(seed: number): Spoken[] {
  const random = randomOf(seed)
  const known = ['so', 'the', 'the', 'very', 'very', 'it', 'goes', 'on', 'and', 'on', 'again', 'no']
  let clock = 200
  return Array.from({ length: 140 }, (_, i) => {
    const text = random() < 0.6 ? (known[Math.floor(random() * known.length)] ?? 'so') : `word${i}`
    const from = clock
    const to = from + 90 + Math.floor(random() * 400)
    clock = to + (random() < 0.08 ? 400 + Math.floor(random() * 3500) : Math.floor(random() * 60))
    return { text, from, to }
  })
}

/**
 * What an engine makes of one window: words wholly inside are heard, a little early or late; a word
 * the edge cuts through is heard wrongly, or not at all. Sentences end where they like.
 */
function hear(talk: Spoken[], from: number, to: number, random: () => number): HeardSegment[] {
  const segments: HeardSegment[] = []
  let words: HeardSegment['words'] = []
  const close = () => {
    const [first, last] = [words[0], words.at(-1)]
    if (first && last) segments.push({ from: first.from, to: last.to, speaker: null, words })
    words = []
  }
  for (const word of talk) {
    if (word.to <= from || word.from >= to) continue
    const isWhole = word.from >= from && word.to <= to
    if (!isWhole && random() < 0.5) continue
    const drift = Math.round((random() - 0.5) * 120)
    words.push({
      text: isWhole ? (random() < 0.3 ? `${word.text},` : word.text) : 'uh',
      from: Math.max(from, word.from + drift),
      to: Math.min(to, word.to + drift),
      confidence: null,
      timing: 'native',
    })
    if (random() < 0.15) close()
  }
  close()
  return segments
}

const textOf = (segments: HeardSegment[]) =>
  segments.flatMap(({ words }) => words.map(({ text }) => text.replace(',', ''))).join(' ')

test.each([1, 2, 3, 4, 5, 6])('loses and doubles no word, wherever it is cut (talk %i)', (seed) => {
  const talk = talkOf(seed)
  const end = (talk.at(-1)?.to ?? 0) + 300
  const truth = talk.map(({ text }) => text).join(' ')
  const random = randomOf(seed * 77)
  const wrong: number[] = []
  for (let cut = OVERLAP_MS; cut < end - OVERLAP_MS; cut += 37) {
    const joined = stitch([
      { from: 0, to: cut, segments: hear(talk, 0, cut + OVERLAP_MS, random) },
      { from: cut, to: end, segments: hear(talk, cut - OVERLAP_MS, end, random) },
    ])
    if (textOf(joined) !== truth) wrong.push(cut)
  }
  expect(wrong).toEqual([])
})

test('pieces as short as three overlaps are joined one after the other', () => {
  const talk = talkOf(9)
  const end = (talk.at(-1)?.to ?? 0) + 300
  const random = randomOf(5)
  const pieces = Array.from({ length: Math.ceil(end / 7500) }, (_, i) => {
    const [from, to] = [i * 7500, Math.min(end, (i + 1) * 7500)]
    const segments = hear(talk, Math.max(0, from - OVERLAP_MS), to + OVERLAP_MS, random)
    return { from, to, segments }
  })
  expect(textOf(stitch(pieces))).toBe(talk.map(({ text }) => text).join(' '))
})

const said = (text: string, from: number): HeardSegment => {
  const words = text.split(' ').map((word, i) => ({
    text: word,
    from: from + i * 300,
    to: from + i * 300 + 250,
    confidence: null,
    timing: 'native' as const,
  }))
  return { from, to: words.at(-1)?.to ?? from, speaker: null, words }
}

test('a sentence that both sides heard a part of stays one sentence', () => {
  const joined = stitch([
    { from: 0, to: 10_000, segments: [said('we never saw it coming at', 9000)] },
    { from: 10_000, to: 20_000, segments: [said('saw it coming at all.', 9600)] },
  ])
  expect(joined.map(({ words }) => words.map(({ text }) => text).join(' '))).toEqual([
    'we never saw it coming at all.',
  ])
})

test('where nothing agrees, each side keeps its own side of the cut', () => {
  const joined = stitch([
    { from: 0, to: 10_000, segments: [said('one two three four', 9400)] },
    { from: 10_000, to: 20_000, segments: [said('eins zwei drei vier', 9400)] },
  ])
  expect(textOf(joined)).toBe('one two drei vier')
})

test('nothing on one side, or on both, leaves the other as it is', () => {
  const only = [said('still here', 1000)]
  expect(stitch([])).toEqual([])
  expect(
    stitch([
      { from: 0, to: 10_000, segments: only },
      { from: 10_000, to: 20_000, segments: [] },
    ]),
  ).toEqual(only)
  expect(
    textOf(
      stitch([
        { from: 0, to: 500, segments: [] },
        { from: 500, to: 20_000, segments: only },
      ]),
    ),
  ).toBe('still here')
})
