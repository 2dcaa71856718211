import { expect, test } from 'vitest'
import { clipOf } from './clip-project.fixtures.ts'
import { clipFrames, cutList, heardWords, toClipTime, toSourceTime } from './cut-list.ts'
import { ms } from './time.ts'

const spans = (line: string) => cutList(clipOf(line)).map(({ from, to }) => [from, to])

test.each([
  ['plays the whole piece when nothing is cut', 'a b c', [[0, 1200]]],
  [
    'leaves out a word and the pauses around it, but not its neighbours’ edges',
    'a -b c',
    [
      [0, 380],
      [740, 1200],
    ],
  ],
  [
    'takes a run of cut words as one',
    'a -b -c d',
    [
      [0, 380],
      [1140, 1600],
    ],
  ],
  ['starts at the first kept word', '-a b', [[340, 800]]],
  ['ends after the last kept word', 'a -b', [[0, 380]]],
  ['plays nothing when every word is cut', '-a -b', []],
])('%s', (_, line, expected) => {
  expect(spans(line)).toEqual(expected)
})

test('a word that is still said while later ones are cut plays once', () => {
  const project = clipOf('a -b c -d e f')
  const long = project.words[0]
  if (!long) throw new Error('no word')
  // Re-timed, "a" is said until the middle of "f".
  project.words[0] = { ...long, to: ms(2150), retimed: true }
  const cuts = cutList(project)
  for (const [i, cut] of cuts.entries()) {
    expect(cut.from).toBeGreaterThanOrEqual(cuts[i - 1]?.to ?? 0)
  }
})

test('a hundred cuts drift less than a frame', () => {
  const project = clipOf(Array.from({ length: 101 }, (_, i) => `w${i} -x`).join(' '))
  const cuts = cutList(project)
  const played = cuts.reduce((sum, cut) => sum + cut.to - cut.from, 0)
  expect(cuts).toHaveLength(101)
  expect(Math.abs(clipFrames(cuts) - (played * 30) / 1000)).toBeLessThanOrEqual(0.5)
})

test('cuts lie end to end in the clip', () => {
  const cuts = cutList(clipOf('a -b c -d e'))
  for (const [i, cut] of cuts.entries()) {
    const before = cuts[i - 1]
    expect(cut.start).toBe(before ? before.start + before.frames : 0)
  }
})

test('source time and clip time lead to each other, and cut time leads nowhere', () => {
  const cuts = cutList(clipOf('a -b c'))
  expect(toClipTime(cuts, 100)).toBe(100)
  expect(toClipTime(cuts, 500)).toBeNull()
  expect(toSourceTime(cuts, toClipTime(cuts, ms(900)) ?? 0)).toBe(900)
})

test('kept words are heard in order, on clip time', () => {
  const heard = heardWords(clipOf('a -b *c'))
  expect(heard.map((word) => [word.text, word.emphasised])).toEqual([
    ['a', false],
    ['c', true],
  ])
  expect(heard[1]?.from).toBeGreaterThan(380)
  expect(heard[1]?.from).toBeLessThan(450)
})
