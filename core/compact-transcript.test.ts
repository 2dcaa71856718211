import { expect, test } from 'vitest'
import { compactTranscript, expandTranscript } from './compact-transcript.ts'
import { makeTranscript } from './transcript.ts'

const word = (text: string, from: number, to: number, confidence: number | null = null) => ({
  text,
  from,
  to,
  confidence,
  timing: 'native' as const,
})

test('what is packed comes out as it went in', () => {
  const transcript = makeTranscript('en', [
    { from: 0, to: 900, speaker: 'Ana', words: [word('So', 10, 300, 0.9), word('here', 320, 900)] },
    {
      from: 1000,
      to: 1900,
      speaker: null,
      words: [word('we', 1000, 1400), word('are.', 1400, 1900)],
    },
  ])
  expect(expandTranscript(compactTranscript(transcript))).toEqual(transcript)
})

test('where no word has a confidence, and every time is heard, neither is sent', () => {
  const transcript = makeTranscript('en', [
    { from: 0, to: 900, speaker: null, words: [word('So', 10, 300)] },
  ])
  const compact = compactTranscript(transcript)
  expect(compact).toMatchObject({ confidence: null, estimated: null })
  expect(expandTranscript(compact)).toEqual(transcript)
})

test('an hour and more of talk stays small', () => {
  const words = Array.from({ length: 30_000 }, (_, i) => word('talking', i * 170, i * 170 + 160))
  const transcript = makeTranscript('en', [{ from: 0, to: 5_100_000, speaker: null, words }])
  expect(JSON.stringify(compactTranscript(transcript)).length).toBeLessThan(600_000)
})
