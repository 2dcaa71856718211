import { expect, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { ms } from '#core/time.ts'
import type { Word } from '#core/transcript.ts'
import { planPutBack } from './put-back.ts'
import { edgeAfter, edgeBefore, outsideWords } from './word-edges.ts'

/** A transcript of which the clip plays `[…]`. */
function part(line: string, from: number, to: number) {
  const clip = clipOf(line)
  const transcript: Word[] = clip.words.map(({ id, text, from, to, speaker }) => ({
    id,
    text,
    from,
    to,
    speaker,
    confidence: null,
    timing: 'native',
  }))
  const piece = { id: 'p', take: 't1', from: ms(from), to: ms(to) }
  const words = clip.words.filter((word) => word.from < to && word.to > from)
  return { transcript, pieces: [piece], words }
}

test('struck words are unstruck, those beside them left alone', () => {
  const { transcript, pieces, words } = part('a -b -c d', 0, 1600)
  expect(planPutBack({ pieces, words }, [], transcript, { first: 0, last: 1 })).toEqual({
    words: ['w1'],
    pieces: [],
    trims: [],
  })
})

test('words of a deleted piece bring the piece back', () => {
  const { transcript, pieces, words } = part('a b c d', 0, 800)
  const deleted = [{ id: 'q', take: 't1', from: ms(800), to: ms(1600) }]
  expect(planPutBack({ pieces, words }, deleted, transcript, { first: 2, last: 2 })).toEqual({
    words: [],
    pieces: ['q'],
    trims: [],
  })
})

test('words beyond an edge move the nearest one to just past them', () => {
  const { transcript, pieces, words } = part('a b c d e f', 800, 1580)
  const plan = (first: number, last: number) =>
    planPutBack({ pieces, words }, [], transcript, { first, last }).trims
  expect(plan(4, 4)).toEqual([{ piece: 'p', to: 1980 }])
  expect(plan(0, 1)).toEqual([{ piece: 'p', from: 0 }])
})

test('an edge keeps a breath around its word, and stays out of the neighbours', () => {
  const { transcript } = part('a b c', 0, 1200)
  expect(edgeBefore(transcript, 1)).toBe(340)
  expect(edgeAfter(transcript, 1)).toBe(780)
  expect(edgeBefore(transcript, 0)).toBe(0)
})

test('an edge inside a word goes to the word’s nearer end', () => {
  const { transcript } = part('a b c', 0, 1200)
  expect(outsideWords(transcript, 450, 'from')).toBe(340)
  expect(outsideWords(transcript, 650, 'from')).toBe(740)
  expect(outsideWords(transcript, 650, 'to')).toBe(780)
  expect(outsideWords(transcript, 450, 'to')).toBe(380)
  expect(outsideWords(transcript, 750, 'to')).toBe(750)
})
