import { expect, test } from 'vitest'
import { histogram, shareInterval, toCsv, weekOf, weeksBetween } from './numbers.ts'

test.each([
  ['a Monday', '2026-11-23T00:00:00Z', '2026-11-23'],
  ['a Sunday, late', '2026-11-29T23:59:59Z', '2026-11-23'],
  ['across a year', '2027-01-01T12:00:00Z', '2026-12-28'],
])('%s belongs to the week its Monday began', (_, at, monday) => {
  expect(weekOf(new Date(at)).toISOString().slice(0, 10)).toBe(monday)
})

test('weeks in which nothing happened are weeks too, and there are not too many', () => {
  const weeks = weeksBetween(new Date('2026-11-01T00:00:00Z'), new Date('2026-11-26T00:00:00Z'))
  expect(weeks.map((week) => week.toISOString().slice(5, 10))).toEqual([
    '10-26',
    '11-02',
    '11-09',
    '11-16',
    '11-23',
  ])
  expect(weeksBetween(new Date(0), new Date('2026-11-26T00:00:00Z'), 10)).toHaveLength(10)
})

test('a share of few is less sure than the same share of many, and stays within 0 and 1', () => {
  const few = shareInterval(1, 2)
  const many = shareInterval(500, 1000)
  expect(few.low).toBeCloseTo(0.0945, 3)
  expect(few.high).toBeCloseTo(0.9055, 3)
  expect(many.high - many.low).toBeLessThan(0.07)
  expect(shareInterval(0, 5).low).toBeCloseTo(0, 10)
  expect(shareInterval(5, 5).high).toBeCloseTo(1, 10)
})

test('the last step takes all beyond', () => {
  expect(histogram([0, 2.9, 3, 100], 3, 3)).toEqual([
    { from: 0, count: 2 },
    { from: 3, count: 1 },
    { from: 6, count: 1 },
  ])
})

test('commas, quotes and line breaks stay in their cell, and no cell is a formula', () => {
  expect(
    toCsv(
      ['a', 'b'],
      [
        ['x, "y"', 'two\nlines'],
        ['=1+1', -2],
      ],
    ),
  ).toBe('a,b\r\n"x, ""y""","two\nlines"\r\n\'=1+1,-2\r\n')
})
