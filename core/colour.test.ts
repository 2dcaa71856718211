import { expect, test } from 'vitest'
import { contrast, READABLE, readableOn, readableShade } from './colour.ts'

test('contrast runs from 1 to 21', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21)
  expect(contrast('#777777', '#777777')).toBe(1)
})

test('a colour nobody could read gives way to one they can', () => {
  expect(readableOn('#000000', '#ffe11a')).toBe('#ffe11a')
  expect(readableOn('#000000', '#0a0a0a')).toBe('#ffffff')
  expect(readableOn('#ffeb3b', '#ffffff')).toBe('#06121f')
})

test.each([
  ['lighter on a dark ground', '#0f121c', '#5b2a86', '#ffffff'],
  ['darker on a light ground', '#ffffff', '#ffd400', '#000000'],
])('a colour nobody could read has a shade that is %s', (_, ground, colour, end) => {
  const shade = readableShade(ground, colour)
  expect(contrast(ground, shade)).toBeGreaterThanOrEqual(READABLE)
  expect(contrast(shade, end)).toBeLessThan(contrast(colour, end))
  expect(contrast(ground, shade)).toBeLessThan(6)
})

test('a colour that can be read is its own shade', () => {
  expect(readableShade('#000000', '#ffe11a')).toBe('#ffe11a')
})
