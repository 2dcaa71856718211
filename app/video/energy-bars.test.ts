import { expect, test } from 'vitest'
import { energyBars } from './energy-bars.ts'

const bars = (peaks: number[], bars: number, values = peaks.length) =>
  energyBars(Uint8Array.from(peaks), { bars, values })

test('a bar is the mean of its stretch, against the loudest bar', () => {
  expect(bars([0, 100, 200, 200], 2)).toEqual([0.25, 1])
})

test('where there are more bars than values, neighbours share one', () => {
  expect(bars([50, 100], 4)).toEqual([0.5, 0.5, 1, 1])
})

test('sound that ends before the video leaves the rest quiet', () => {
  expect(bars([80, 80], 4, 4)).toEqual([1, 1, 0, 0])
})

test('silence is flat', () => {
  expect(bars([0, 0, 0], 3)).toEqual([0, 0, 0])
})
