import { expect, test } from 'vitest'
import { packWords, unpackWords } from './pack-words.ts'
import { text } from './transcript-text.fixtures.ts'

test('words come out of the wire as they went in', () => {
  const { words } = text('It broke. … Twice. | Really? Yes. | So it did.')
  const mixed = words.map((word, i) => ({
    ...word,
    confidence: i % 2 ? 0.4 : null,
    speaker: i === 3 ? null : word.speaker,
  }))
  expect(unpackWords(packWords(words))).toEqual(words)
  expect(unpackWords(JSON.parse(JSON.stringify(packWords(mixed))))).toEqual(mixed)
  expect(unpackWords(packWords([]))).toEqual([])
})
