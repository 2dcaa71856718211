import { expect, test } from 'vitest'
import { capitals, joinWords, scriptOf } from './script.ts'

test.each([
  ['hello', 'latin'],
  ['Привет', 'latin'],
  ['هذا أهم شيء', 'arabic'],
  ['שלום', 'hebrew'],
  ['これが一番', 'cjk'],
  ['यह सबसे', 'devanagari'],
  ['iPhone को', 'latin'],
  ['100 %', 'latin'],
  ['', 'latin'],
])('%s is set as %s', (text, script) => {
  expect(scriptOf(text)).toBe(script)
})

test('a Japanese word keeps its distance from a Latin one only', () => {
  expect(joinWords(['これが', '一番', 'OK', 'です'])).toBe('これが一番 OK です')
})

test.each([
  ['a language’s own', 'iyi', 'tr', 'İYİ'],
  ['of a region’s language', 'iyi', 'az-Latn-AZ', 'İYİ'],
  ['most languages’ where none is known', 'iyi', null, 'IYI'],
  ['of one that is known by half', 'iyi', 'tr-ab12', 'İYİ'],
])('capitals are %s', (_, text, language, written) => {
  expect(capitals(text, language)).toBe(written)
})
