import { expect, test } from 'vitest'
import { safeRedirect } from './safe-redirect.ts'

test.each([
  ['/clips/1?t=3#words', '/clips/1?t=3#words'],
  ['/', '/'],
  ['/a/../b', '/b'],
])('goes on to %s', (to, expected) => {
  expect(safeRedirect(to)).toBe(expected)
})

test.each([
  [null],
  [''],
  ['library'],
  ['https://evil.example/'],
  ['//evil.example/'],
  ['/\\evil.example/'],
  ['/\t/evil.example/'],
  ['/\n//evil.example'],
  ['javascript:alert(1)'],
  // What is a path until its dots are taken out.
  ['/.//evil.example'],
  ['/a/..//evil.example'],
  ['/%2e//evil.example'],
  ['/..//evil.example?a#b'],
])('does not follow %j', (to) => {
  expect(safeRedirect(to)).toBe('/library')
})
