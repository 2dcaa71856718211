import { expect, test } from 'vitest'
import { contrast, readableOn } from './colour.ts'

test('contrast runs from 1 to 21', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21)
  expect(contrast('#777777', '#777777')).toBe(1)
})

test('a colour nobody could read gives way to one they can', () => {
  expect(readableOn('#000000', '#ffe11a')).toBe('#ffe11a')
  expect(readableOn('#000000', '#0a0a0a')).toBe('#ffffff')
  expect(readableOn('#ffeb3b', '#ffffff')).toBe('#06121f')
})
