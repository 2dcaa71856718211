import { expect, test } from 'vitest'
import { typedNumber } from './typed-number.ts'

test.each([
  ['a number within is taken', '48', { number: 48, fits: true }],
  ['both ends are within', '140', { number: 140, fits: true }],
  ['what is too much stands for the most', '500', { number: 140, fits: false }],
  ['what is too little stands for the least', '-3', { number: 24, fits: false }],
  ['a cleared field stands for nothing', '', { number: null, fits: false }],
  ['what is no number stands for nothing', '-', { number: null, fits: false }],
])('%s', (_, typed, expected) => {
  expect(typedNumber(typed, { min: 24, max: 140 })).toEqual(expected)
})
