import { expect, test } from 'vitest'
import { ms } from '#core/time.ts'
import { quoteWords } from './quote-words.ts'

const spoken = (text: string) =>
  text.split(' ').map((word, i) => ({ text: word, from: ms(i * 100) }))
const shown = (text: string, ...terms: string[]) => {
  const quote = quoteWords(spoken(text), terms)
  return (
    quote &&
    `${quote.cutBefore ? '… ' : ''}${quote.words
      .map(({ text, hit }) => (hit ? `[${text}]` : text))
      .join(' ')}${quote.cutAfter ? ' …' : ''}`
  )
}

test.each([
  ['the sentence it was said in', 'No. I picked one. So?', ['picked'], 'I [picked] one.'],
  ['a word by its beginning', 'Decisions, decisions.', ['deci'], '[Decisions,] [decisions.]'],
  ['case and accents as spoken', 'Élan vital.', ['ÉLAN'], '[Élan] vital.'],
  ['a part of a joined word', 'A well-known thing.', ['known'], 'A [well-known] thing.'],
  ['a piece with a sign in it', "I don't know.", ["don't"], "I [don't] know."],
  ['a sentence closed by a quote mark', 'He said “no.” Then yes.', ['yes'], 'Then [yes.]'],
])('quotes %s', (_, text, terms, expected) => {
  expect(shown(text, ...terms)).toBe(expected)
})

test('a sentence without end is quoted around the word', () => {
  const long = [...Array(40).keys()].map((n) => `w${n}x`).join(' ')
  expect(shown(long, 'w20x')).toMatch(/^… w6x .* \[w20x\] .* w34x …$/)
})

test('what is not there gives no quote', () => {
  expect(shown('Nothing here.', 'elephant')).toBeNull()
  expect(shown('Nothing here.', '&!')).toBeNull()
})
