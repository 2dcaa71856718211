import { expect, test } from 'vitest'
import { breakLines } from './break-lines.ts'

const lines = (text: string, width: number) => {
  const words = text.split(' ')
  const ends = breakLines(
    words.map((word) => ({
      text: word,
      width: word.length,
      gap: 1,
      breakAfter: false,
    })),
    width,
  )
  return ends?.map((end, i) => words.slice(ends[i - 1] ?? 0, end).join(' ')) ?? null
}

test.each([
  ['keeps what fits on one line', 'so here it is', 13, ['so here it is']],
  ['evens out two lines', 'nobody tells you', 12, ['nobody', 'tells you']],
  ['takes no more lines than needed', 'aa bb cc dd', 8, ['aa bb', 'cc dd']],
  ['does not end a line on an article', 'we built the house', 13, ['we built', 'the house']],
  ['keeps a number with its unit', 'it grew by 24 percent', 16, ['it grew', 'by 24 percent']],
  ['likes to turn after a comma', 'oh well, this is it', 13, ['oh well,', 'this is it']],
  ['says so when a word is too wide', 'impossible', 9, null],
])('%s', (_, text, width, expected) => {
  expect(lines(text, width)).toEqual(expected)
})

test('a divided word ends its line', () => {
  const token = { text: 'part', width: 4, gap: 1 }
  expect(
    breakLines(
      [
        { ...token, breakAfter: true },
        { ...token, breakAfter: false },
      ],
      100,
    ),
  ).toEqual([1, 2])
})
