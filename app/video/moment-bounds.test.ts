import { expect, test } from 'vitest'
import { ms } from '#core/time.ts'
import { type Bounds, type BoundsStep, boundsSteps, sentencesMore } from './moment-bounds.ts'

const span = (from: number, to: number): Bounds => ({ from: ms(from), to: ms(to) })
const sentences = [span(0, 3000), span(4000, 7000), span(8000, 11_000)]
const middle = span(4000, 7000)
const walk = (bounds: Bounds, ...steps: BoundsStep[]) =>
  steps.reduce<Bounds | null>(
    (now, step) => now && boundsSteps(sentences, now, 20_000)[step],
    bounds,
  )

test('a stretch takes in the sentence before or after it, and lets go of it again', () => {
  expect(walk(middle, 'longerBefore')).toEqual(span(0, 7000))
  expect(walk(middle, 'longerAfter')).toEqual(span(4000, 11_000))
  expect(walk(middle, 'longerBefore', 'shorterBefore')).toEqual(middle)
  expect(walk(middle, 'longerAfter', 'shorterAfter')).toEqual(middle)
})

test('there is nothing before the first sentence, after the last, or left of the only one', () => {
  expect(walk(middle, 'longerBefore', 'longerBefore')).toBeNull()
  expect(walk(middle, 'longerAfter', 'longerAfter')).toBeNull()
  expect(walk(middle, 'shorterBefore')).toBeNull()
  expect(walk(middle, 'shorterAfter')).toBeNull()
})

test('a stretch never goes past the end of the video', () => {
  expect(boundsSteps(sentences, middle, 9000).longerAfter).toEqual(span(4000, 9000))
  expect(boundsSteps(sentences, span(4000, 9000), 9000).longerAfter).toBeNull()
})

test('sentences are counted against where it began', () => {
  expect(sentencesMore(sentences, span(0, 11_000), middle)).toBe(2)
  expect(sentencesMore(sentences, middle, span(0, 11_000))).toBe(-2)
  expect(sentencesMore(sentences, span(0, 3000), middle)).toBe(0)
})
