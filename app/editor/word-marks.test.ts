import { expect, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import type { Word } from '#core/transcript.ts'
import { MARK, markOf, markWords } from './word-marks.ts'

const clip = clipOf('a -b *c d e f')
const words: Word[] = clip.words.map((word) => ({ ...word, confidence: null, timing: 'native' }))

test('each word carries what the clip decides about it', () => {
  const { marks, ends, texts } = markWords(words, {
    words: clip.words
      .slice(1, 3)
      .map((word) => (word.id === 'w2' ? { ...word, text: 'see', corrected: true } : word)),
  })
  expect([0, 1, 2, 3].map((i) => markOf(marks, i))).toEqual([
    0,
    MARK.inside + MARK.cut,
    MARK.inside + MARK.corrected + MARK.emphasised,
    0,
  ])
  expect(ends).toEqual({ first: 1, last: 2 })
  expect(texts).toEqual(new Map([[2, 'see']]))
})

test('words between two pieces are left out; words before and after the clip are outside', () => {
  const { marks } = markWords(words, { words: [1, 4].flatMap((i) => clip.words[i] ?? []) })
  expect([0, 1, 2, 3, 4, 5].map((i) => markOf(marks, i) & MARK.leftOut)).toEqual([
    0,
    0,
    MARK.leftOut,
    MARK.leftOut,
    0,
    0,
  ])
})

test('a clip without words has no ends', () => {
  expect(markWords(words, { words: [] }).ends).toBeNull()
})
