import { expect, test } from 'vitest'
import { findWords, placeFrom, plain } from './find-words.ts'

const words = (text: string) => text.split(' ').map(plain)
const places = (text: string, typed: string) =>
  findWords(words(text), typed).places.map(({ first, last }) => `${first}-${last}`)

test.each([
  ['finds a word whatever its capitals and marks', 'So, the “Café” was shut.', 'cafe', ['2-2']],
  ['finds part of a word', 'Deciding to decide', 'deci', ['0-0', '2-2']],
  ['finds a phrase across punctuation', 'I was wrong. I was late.', 'was wrong', ['1-2']],
  ['finds a phrase while its last word is typed', 'I was wrong and wrote it', 'was w', ['1-2']],
  ['wants whole words before the last', 'his was wrong', 'is was', []],
  ['passes over a dash between words', 'never – ever ask', 'never ever', ['0-2']],
  ['finds no place twice', 'no no no no', 'no no', ['0-1', '2-3']],
  ['finds nothing for nothing', 'a b', '  ', []],
  ['finds nothing for punctuation alone', 'a ? b', '?', []],
  ['finds scripts without capitals', '東京 です', '東京', ['0-0']],
])('%s', (_, text, typed, found) => {
  expect(places(text, typed)).toEqual(found)
})

test('every word of a place is a hit', () => {
  expect([...findWords(words('say it again say it'), 'say it').words]).toEqual([0, 1, 3, 4])
})

test('the next place is the first at or after a word, and after the last comes the first', () => {
  const { places } = findWords(words('yes no yes no yes'), 'yes')
  expect([0, 1, 2, 5].map((word) => placeFrom(places, word))).toEqual([0, 1, 1, 0])
})
