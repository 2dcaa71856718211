import { expect, test } from 'vitest'
import { makeTranscript } from './transcript.ts'
import { transcriptSrt, transcriptText, transcriptVtt } from './transcript-subtitles.ts'

const words = (line: string, from: number) =>
  line.split(' ').map((text, i) => ({
    text,
    from: from + i * 400,
    to: from + i * 400 + 300,
    confidence: null,
    timing: 'native' as const,
  }))

const talk = makeTranscript('en', [
  {
    from: 0,
    to: 2000,
    speaker: 'Ona',
    words: [...words('So here it is.', 0), ...words('The trick --> this.', 4000)],
  },
  { from: 8000, to: 9000, speaker: 'Eli', words: words('Right.', 8000) },
])

test('cues turn at a breath and at a turn, on source time', () => {
  expect(transcriptSrt(talk)).toBe(
    [
      '1\n00:00:00,000 --> 00:00:01,500\nSo here it is.\n',
      '2\n00:00:04,000 --> 00:00:05,500\nThe trick → this.\n',
      '3\n00:00:08,000 --> 00:00:08,300\nRight.\n',
    ].join('\n'),
  )
  expect(transcriptVtt(talk)).toContain('WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nSo here it is.')
})

test('no cue is longer than two lines', () => {
  const long = makeTranscript('en', [
    { from: 0, to: 60_000, speaker: null, words: words('word '.repeat(60).trim(), 0) },
  ])
  const lines = transcriptSrt(long)
    .split('\n')
    .filter((line) => line.startsWith('word'))
  expect(lines.length).toBeGreaterThan(3)
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(84)
})

test('as text, each turn has its speaker', () => {
  expect(transcriptText(talk)).toBe('Ona: So here it is. The trick --> this.\nEli: Right.\n')
})
