import { expect, test } from 'vitest'
import { text } from './transcript-text.fixtures.ts'
import type { Span } from './transcript-text.ts'

const spoken = (read: ReturnType<typeof text>, { first, last }: Span) =>
  read.words
    .slice(first, last + 1)
    .map((word) => word.text)
    .join(' ')

test.each([
  [
    'sentences end at their full stop',
    'It broke. Twice, in fact.',
    ['It broke.', 'Twice, in fact.'],
  ],
  ['a title ends none', 'I met Dr. Osei there.', ['I met Dr. Osei there.']],
  ['a closing quote belongs to its sentence', '“Go on.” He went.', ['“Go on.”', 'He went.']],
  ['a long breath ends one without punctuation', 'so here … the trick', ['so here', 'the trick']],
  ['another speaker starts one', 'so what | well nothing', ['so what', 'well nothing']],
])('%s', (_, line, sentences) => {
  const read = text(line)
  expect(read.sentences.map((span) => spoken(read, span))).toEqual(sentences)
})

test('a turn lasts until somebody else speaks', () => {
  const read = text('It broke. Twice. | Really? Yes.')
  expect(spoken(read, read.turnAt(1))).toBe('It broke. Twice.')
  expect(spoken(read, read.turnAt(3))).toBe('Really? Yes.')
})

test('a long turn is drawn as paragraphs of whole sentences, the name on the first alone', () => {
  const read = text(Array.from({ length: 40 }, () => 'one two three.').join(' '))
  expect(read.paragraphs.length).toBeGreaterThan(1)
  expect(read.paragraphs.map((one) => one.startsTurn)).toEqual([
    true,
    ...read.paragraphs.slice(1).map(() => false),
  ])
  for (const paragraph of read.paragraphs) {
    expect(paragraph.last - paragraph.first).toBeLessThan(72)
    expect(read.words[paragraph.last]?.text).toBe('three.')
    expect(read.paragraphAt(paragraph.first)).toBe(read.paragraphs.indexOf(paragraph))
    expect(read.paragraphAt(paragraph.last)).toBe(read.paragraphs.indexOf(paragraph))
  }
})

test('the word at a time is the one being spoken, in a pause the one before', () => {
  const read = text('a b c')
  expect([-1, 0, 350, 400, 5000].map((at) => read.wordAt(at))).toEqual([-1, 0, 0, 1, 2])
})
