import { expect, test } from 'vitest'
import { isLoud, loudIn, loudMoments } from './loudness.ts'

/** Levels in dBFS for so many tenths of a second each. */
const energy = (...parts: [level: number, tenths: number][]) =>
  Float32Array.from(parts.flatMap(([level, tenths]) => Array<number>(tenths).fill(level)))
/** Speech is never level: it goes up and down by 2 dB. */
const speech = (level: number, tenths: number): [number, number][] =>
  Array.from({ length: tenths }, (_, i) => [level + (i % 2 === 0 ? 1 : -1), 1])

test('a voice that is raised is found, however loud the recording is', () => {
  for (const level of [-40, -15]) {
    const levels = energy(...speech(level, 40), [level + 8, 4], ...speech(level, 40))
    expect(loudMoments(levels)).toEqual([{ from: 4000, to: 4400 }])
  }
})

test('silence is not what a voice is measured against', () => {
  const pauses = energy(...speech(-30, 30), [-90, 40], ...speech(-30, 30))
  expect(loudMoments(pauses)).toEqual([])
  // A word in a long silence has nothing beside it to be louder than.
  expect(loudMoments(energy([-90, 100], [-20, 5], [-90, 100]))).toEqual([])
  expect(loudMoments(new Float32Array(0))).toEqual([])
})

test('a word is loud where a third of it is', () => {
  const moments = [{ from: 1000, to: 1200 }]
  expect(isLoud(moments, { from: 800, to: 1100 })).toBe(true)
  expect(isLoud(moments, { from: 700, to: 1050 })).toBe(false)
  expect(isLoud(moments, { from: 1200, to: 1500 })).toBe(false)
  expect(isLoud([], { from: 0, to: 100 })).toBe(false)
})

test('a clip knows the moments it plays, and no others', () => {
  const moments = [
    { from: 0, to: 400 },
    { from: 5000, to: 5300 },
  ]
  expect(loudIn(moments, [{ from: 4000, to: 5100 }])).toEqual([{ from: 5000, to: 5300 }])
})
