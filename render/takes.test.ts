import { expect, test } from 'vitest'
import { cutList } from '#core/cut-list.ts'
import { ms } from '#core/time.ts'
import { framesOf, takesOf } from './takes.ts'

const cuts = (...spans: [from: number, to: number][]) =>
  cutList({
    words: [],
    pieces: spans.map(([from, to], i) => ({ id: `p${i}`, take: 't', from: ms(from), to: ms(to) })),
  })

test.each([
  [30, [{ source: 30, frames: 30 }]],
  [60, [{ source: 60, frames: 60 }]],
  [25, [{ source: 25, frames: 25 }]],
  [15, [{ source: 15, frames: 15 }]],
])('a second is a second at %i a second', (rate, takes) => {
  expect(takesOf(cuts([1000, 2000]), rate)).toEqual(takes)
})

test.each([10, 15, 24, 25, 50, 60])('a thousand cuts at %i a second drift by no frame', (rate) => {
  const many = cuts(
    ...Array.from({ length: 1000 }, (_, i): [number, number] => [i * 500, i * 500 + 100]),
  )
  expect(framesOf(takesOf(many, rate))).toBe(100 * rate)
})

test('a transition that would fall on a single frame is left out', () => {
  const two = cuts([0, 1000], [5000, 6000])
  const seams = [{ cut: 1, kind: 'fade' as const, from: 29, frames: 2 }]
  expect(takesOf(two, 15, seams)).toEqual([
    { source: 0, frames: 15 },
    { source: 75, frames: 15 },
  ])
  expect(takesOf(two, 30, seams)).toHaveLength(3)
})

test('a cut shorter than a frame of the film is left out', () => {
  expect(takesOf(cuts([0, 34], [5000, 6000]), 10)).toEqual([{ source: 50, frames: 10 }])
})
