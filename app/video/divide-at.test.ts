import { expect, test } from 'vitest'
import { divideAt } from './divide-at.ts'

test.each([
  ['between two words', 'We tried. It broke.', 10, ['We tried.', 'It broke.']],
  ['behind a word', 'We tried. It broke.', 9, ['We tried.', 'It broke.']],
  [
    'in a word, which stays whole',
    'And before anybody wonders',
    13,
    ['And before', 'anybody wonders'],
  ],
  [
    'in the first word, which leaves nothing before it',
    'Anybody wonders',
    3,
    ['', 'Anybody wonders'],
  ],
  ['at the end', 'We tried.', 9, ['We tried.', '']],
  ['between letters that have no spaces', '我们试过了', 2, ['我们', '试过了']],
])('divides %s', (_, text, caret, parts) => {
  expect(divideAt(text, caret)).toEqual(parts)
})
