import { expect, test } from 'vitest'
import { ms } from '#core/time.ts'
import { text } from '../editor/transcript-text.fixtures.ts'
import { chunksOf, type Moment, momentSpans } from './moment-spans.ts'

const talk = text('a b c. d e f. | g h i.')
const moment = (id: string, from: number, to: number, kind: Moment['kind'] = 'suggestion') => ({
  id,
  kind,
  label: id,
  from: ms(from * 400),
  to: ms(to * 400 + 300),
})
const chunks = (...moments: Moment[]) =>
  talk.paragraphs.map((paragraph) =>
    chunksOf(paragraph, momentSpans(talk, moments)).map(
      ({ first, last, moment, starts }) =>
        `${first}-${last}${moment ? ` ${moment.id}${starts ? ' starts' : ''}` : ''}`,
    ),
  )

test('a paragraph without moments is one chunk', () => {
  expect(chunks()).toEqual([['0-5'], ['6-8']])
})

test('a paragraph is cut where a moment begins and ends', () => {
  expect(chunks(moment('A', 1, 3))).toEqual([['0-0', '1-3 A starts', '4-5'], ['6-8']])
})

test('a moment over two speakers is named once', () => {
  expect(chunks(moment('A', 3, 7))).toEqual([
    ['0-2', '3-5 A starts'],
    ['6-7 A', '8-8'],
  ])
})

test('a clip covers the suggestion it was made from', () => {
  expect(chunks(moment('A', 1, 3), moment('B', 2, 4, 'clip'))).toEqual([
    ['0-0', '1-1 A starts', '2-4 B starts', '5-5'],
    ['6-8'],
  ])
})

test('of two suggestions the first in the list is shown', () => {
  expect(chunks(moment('A', 0, 5), moment('B', 2, 3))).toEqual([['0-5 A starts'], ['6-8']])
})

test('a moment in which nobody speaks marks nothing', () => {
  expect(chunks(moment('A', 100, 120))).toEqual([['0-5'], ['6-8']])
})
