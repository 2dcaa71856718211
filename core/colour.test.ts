import { expect, test } from 'vitest'
import {
  alphaOf,
  contrast,
  READABLE,
  readableOn,
  readableShade,
  recoloured,
  seenOn,
  withAlpha,
} from './colour.ts'

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

test('a colour keeps what it lets through when another takes its place', () => {
  expect(recoloured('#0d111ccc', '#ff0000')).toBe('#ff0000cc')
  expect(recoloured('#0d111c', '#ff0000')).toBe('#ff0000')
})

test('a colour covers as much as it is told to, and is a plain one where that is all', () => {
  expect(alphaOf(withAlpha('#0d111c', 0.8))).toBeCloseTo(0.8, 2)
  expect(withAlpha('#0d111ccc', 0.02)).toBe('#0d111c05')
  expect(withAlpha('#0d111ccc', 1)).toBe('#0d111c')
})

test('of a colour that lets half through, half the ground is seen', () => {
  expect(seenOn('#000000', '#ffffff80')).toBe('#808080')
  expect(seenOn('#000000', '#ffe11a')).toBe('#ffe11a')
})
