import { expect, test } from 'vitest'
import { ms } from './time.ts'

test('a time is rounded to whole milliseconds', () => {
  expect(ms(1999.6)).toBe(2000)
})

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('%s is no time', (n) => {
  expect(() => ms(n)).toThrow('a time is a number of milliseconds from 0')
})
