import { expect, test } from 'vitest'
import { transcriptWords } from '../transcript.ts'
import { coldOpenOf } from './cold-open.ts'
import { findMoments } from './find-moments.ts'
import { splitSentences } from './sentences.ts'
import { madeUpTalk, talk } from './talk.fixtures.ts'

const line =
  'The whole thing works, but it worries me every night before I sleep. People think they send one cent and nothing ever breaks on the way.'
const dull = madeUpTalk(31, 260).segments.map(
  ({ words }) => `Ana: ${words.map(({ text }) => text).join(' ')}`,
)
const withOpening = talk([
  `Ben: ${line.replace('The whole', 'This')}`,
  ...dull.slice(0, 50),
  `Ben: ${line}`,
  ...dull.slice(50),
])

const marked = (transcript: typeof withOpening) => {
  const sentences = splitSentences(transcript)
  const { quoted, borrowed } = coldOpenOf(sentences, transcriptWords(transcript))
  const texts = (list: Uint8Array) => sentences.filter((_, i) => list[i]).map(({ text }) => text)
  return { quoted: texts(quoted), borrowed: texts(borrowed) }
}

test('finds where the line that opens a programme was taken from', () => {
  const { quoted, borrowed } = marked(withOpening)
  expect(quoted.join(' ')).toBe(line)
  expect(borrowed.join(' ')).toBe(line.replace('The whole', 'This'))
})

test('takes a phrase that comes again for no quotation', () => {
  expect(marked(talk(dull))).toEqual({ quoted: [], borrowed: [] })
})

test('the moment a programme opens with is among the first, where it was said in full', () => {
  const { suggestions } = findMoments(withOpening, { count: 3, min: 15_000, max: 45_000 })
  const found = suggestions.filter(({ transcript }) => transcript.includes('worries me'))
  expect(found.map(({ from }) => from > 60_000)).toEqual([true])
  expect(found[0]?.reasons.map(({ say }) => say)).toContain('The programme itself opens with this')
})
