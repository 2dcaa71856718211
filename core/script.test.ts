import { expect, test } from 'vitest'
import { joinWords, scriptOf } from './script.ts'

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
