import { expect, test } from 'vitest'
import { writableInXml } from './xml-text.ts'

test.each([
  ['control characters', 'a\u0000b\u001fc', 'abc'],
  ['what is no character', 'a\ufffeb\uffff', 'ab'],
  ['half a character', 'a\ud83d b\ude00', 'a b'],
])('%s goes', (_, text, written) => {
  expect(writableInXml(text)).toBe(written)
})

test('whole characters of every script, line ends and tabs stay', () => {
  const text = 'Ünï\t<b>한국어</b>\r\n😀👩‍👩‍👧'
  expect(writableInXml(text)).toBe(text)
})
