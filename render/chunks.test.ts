import { expect, test } from 'vitest'
import { type Chunk, chunksOf, groupsOf } from './chunks.ts'
import { framesOf, type Take } from './takes.ts'

const take = (source: number, frames: number): Take => ({ source, frames })
const spans = (chunks: Chunk[]) =>
  chunks.map((chunk) => chunk.takes.map((t) => [t.source, t.frames] as const))

test.each([
  [
    'a stretch is divided on a grid of the source',
    [take(100, 190)],
    [[[100, 80]], [[180, 60]], [[240, 50]]],
  ],
  ['but not close to its ends', [take(100, 70)], [[[100, 70]]]],
  ['cuts divide too', [take(0, 60), take(100, 60)], [[[0, 60]], [[100, 60]]]],
  [
    'short stretches go together',
    [take(0, 60), take(100, 8), take(120, 10), take(900, 80)],
    [
      [
        [0, 60],
        [100, 8],
        [120, 10],
      ],
      [[900, 80]],
    ],
  ],
  ['up to four seconds', [take(31, 118), take(400, 8)], [[[31, 118]], [[400, 8]]]],
])('%s', (_, takes, expected) => {
  expect(spans(chunksOf(takes, 30))).toEqual(expected)
})

test('at another rate the grid is the same in seconds', () => {
  expect(spans(chunksOf([take(200, 400)], 60))).toEqual([[[200, 160]], [[360, 120]], [[480, 120]]])
})

test('a transition is never divided, wherever the grid falls', () => {
  const over = { source: 500, kind: 'dissolve' as const }
  const chunks = chunksOf([take(0, 100), { ...take(150, 60), over }, take(210, 200)], 30)
  const holding = chunks.filter(({ takes }) => takes.some((one) => one.over))
  expect(holding).toHaveLength(1)
  expect(holding[0]?.takes.find((one) => one.over)).toEqual({ source: 150, frames: 60, over })
  expect(framesOf(chunks.flatMap(({ takes }) => takes))).toBe(360)
})

/** What the chunks are, wherever they play. */
const contents = (takes: Take[]) =>
  new Set(spans(chunksOf(takes, 30)).map((s) => JSON.stringify(s)))
const fresh = (before: Take[], after: Take[]) =>
  [...contents(after)].filter((content) => !contents(before).has(content)).length

test.each([
  ['trimming a second at the start', [take(500, 900)], [take(530, 870)], 1],
  ['trimming the end', [take(500, 900)], [take(500, 830)], 1],
  ['taking a second from the middle', [take(500, 900)], [take(500, 300), take(830, 570)], 2],
  ['turning two pieces round', [take(500, 90), take(900, 90)], [take(900, 90), take(500, 90)], 0],
])('%s leaves all chunks but %#', (_, before, after, changed) => {
  expect(fresh(before, after)).toBe(changed)
})

test('a hundred random clips are divided without loss, in order, none too long', () => {
  let seed = 11
  const random = (n: number) => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31
    return seed % n
  }
  for (let i = 0; i < 100; i++) {
    const takes = Array.from({ length: 1 + random(30) }, () => take(random(9000), 1 + random(400)))
    const chunks = chunksOf(takes, 30)
    expect(framesOf(chunks.flatMap((chunk) => chunk.takes))).toBe(framesOf(takes))
    let at = 0
    for (const chunk of chunks) {
      expect(chunk.at).toBe(at)
      expect(chunk.frames).toBe(framesOf(chunk.takes))
      expect(chunk.frames).toBeLessThanOrEqual(150)
      at += chunk.frames
    }
  }
})

test('groups hold sixteen seconds, in order', () => {
  const members = chunksOf([take(0, 1000)], 30).map((chunk) => ({ chunk }))
  const groups = groupsOf(members, 30)
  expect(groups.flat()).toEqual(members)
  expect(groups.map((group) => framesOf(group.flatMap(({ chunk }) => chunk.takes)))).toEqual([
    480, 480, 40,
  ])
})
