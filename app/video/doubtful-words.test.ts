import { expect, test } from 'vitest'
import { makeTranscript } from '#core/transcript.ts'
import { doubtsOf } from './doubtful-words.ts'

const line = (from: number, words: [text: string, confidence: number | null][]) => ({
  from,
  to: from + words.length * 400,
  speaker: null,
  words: words.map(([text, confidence], i) => ({
    ...{ text, confidence, timing: 'native' as const },
    ...{ from: from + i * 400, to: from + i * 400 + 300 },
  })),
})

test('words below six tenths are doubtful; those without a confidence are not', () => {
  const transcript = makeTranscript('en', [
    line(0, [
      ['We', 0.9],
      ['fried', 0.41],
      ['it.', 0.6],
    ]),
    line(2000, [
      ['In', null],
      ['formation', 0.2],
    ]),
  ])
  expect(doubtsOf(transcript)).toEqual([
    {
      ...{ at: 0, index: 1, word: 1, text: 'fried', before: 'We', after: 'it.' },
      ...{ confidence: 0.41, from: 400, to: 700 },
    },
    {
      ...{ at: 1, index: 1, word: 4, text: 'formation', before: 'In', after: '' },
      ...{ confidence: 0.2, from: 2400, to: 2700 },
    },
  ])
})
