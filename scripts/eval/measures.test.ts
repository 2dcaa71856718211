import { expect, test } from 'vitest'
import { randomOf } from '#core/moments/talk.fixtures.ts'
import { foundOf, liftOf, pairedDifference, pkOf } from './measures.ts'

const span = (from: number, to: number) => ({ from, to })
const body = span(0, 1000)

test('a span is hit where at least half of it lies inside the clips', () => {
  const clips = [span(100, 200), span(300, 400)]
  const found = foundOf(
    clips,
    [span(150, 250), span(160, 260), span(390, 710), span(190, 310)],
    body,
  )
  expect(found).toEqual({ spans: 4, hits: 1, byChance: 0.8, coverage: 0.2 })
})

test('lift is hits over what as much time chosen blindly would have hit', () => {
  const found = [
    { spans: 2, hits: 1, byChance: 0.5, coverage: 0.25 },
    { spans: 1, hits: 0, byChance: 0.25, coverage: 0.25 },
  ]
  expect(liftOf(found)).toBeCloseTo(1 / 0.75, 10)
  expect(liftOf([])).toBeNull()
})

test.each([
  ['the same boundaries', [0, 0, 0, 0, 1, 1, 1, 1], 0],
  ['no boundary', [0, 0, 0, 0, 0, 0, 0, 0], 2 / 6],
  ['a boundary that is out by one', [0, 0, 0, 1, 1, 1, 1, 1], 2 / 6],
  ['a boundary everywhere', [0, 1, 2, 3, 4, 5, 6, 7], 4 / 6],
])('Pk of %s', (_, guess, wrong) => {
  expect(pkOf([0, 0, 0, 0, 1, 1, 1, 1], guess)).toBeCloseTo(wrong, 10)
})

test('a difference over the same talks comes with its spread', () => {
  const talks = Array.from({ length: 20 }, (_, i) => (i % 4 === 0 ? -1 : 2))
  const mean = (drawn: readonly number[]) => drawn.reduce((a, b) => a + b, 0) / drawn.length
  const { mean: middle, low, high, positive } = pairedDifference(talks, mean, randomOf(3))
  expect(middle).toBe(1.25)
  expect(low).toBeGreaterThan(0.3)
  expect(high).toBeLessThan(2.01)
  expect(positive).toBeGreaterThan(0.99)
})
