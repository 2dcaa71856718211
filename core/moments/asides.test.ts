import { expect, test } from 'vitest'
import { asidesOf } from './asides.ts'
import { splitSentences } from './sentences.ts'
import { talk } from './talk.fixtures.ts'

const asides = (...lines: string[]) => asidesOf(splitSentences(talk(lines)), 'en')

test.each([
  'This episode is brought to you by Acme.',
  'Use code RIVER for ten percent off.',
  'Subscribe to our channel for more.',
  'The link is in the description below.',
])('hears an advertisement: %s', (text) => {
  expect(asides(text)).toEqual(['promo'])
})

test.each([
  'Welcome to the show.',
  'Thank you so much for having me.',
  'My name is Ana and this is Ben.',
  'Great to be here.',
  'See you next week.',
])('hears a courtesy: %s', (text) => {
  expect(asides(text)).toEqual(['courtesy'])
})

test('an advertisement reaches to the sentence between two that give it away', () => {
  expect(asides('Our sponsor is Acme. They make very good pumps. Use code RIVER today.')).toEqual([
    'promo',
    'promo',
    'promo',
  ])
})

test.each(['The river took the bridge.', 'I have a name for that.', 'We sold the house.'])(
  'takes plain speech for what it is: %s',
  (text) => {
    expect(asides(text)).toEqual([null])
  },
)
