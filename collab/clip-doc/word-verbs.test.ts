import { expect, test } from 'vitest'
import type { WordId } from '#core/ids.ts'
import { ana, ben, meet, peerOf, seeded, spoken, w } from './clip-doc.fixtures.ts'
import { type ClipDoc, loadClip } from './clip-doc.ts'
import { readClip } from './read-clip.ts'
import { breakBefore, retimeWord, setEmoji, wordsBetween } from './word-verbs.ts'

const source = spoken(30)
const word = (doc: ClipDoc, n: number) =>
  readClip(doc, source).words.find(({ id }) => id === `w${n}`)
const id = (n: number) => w(n)[0] as WordId

test('a word is said when somebody says so, and again as spoken', () => {
  const doc = loadClip([seeded()])
  const before = word(doc, 3)
  retimeWord(doc, source, id(3), { from: 1150, to: 1450 }, ana)
  expect(word(doc, 3)).toEqual({ ...before, from: 1150, to: 1450, retimed: true })
  retimeWord(doc, source, id(3), null, ana)
  expect(word(doc, 3)).toEqual(before)
})

test('words go on beginning in spoken order, whoever moves them', () => {
  const anas = loadClip([seeded()])
  const bens = peerOf(anas)
  retimeWord(anas, source, id(3), { from: 99_000, to: 99_100 }, ana)
  retimeWord(bens, source, id(4), { from: 0, to: 50 }, ben)
  meet(anas, bens)
  const starts = readClip(anas, source).words.map(({ from }) => from)
  expect(starts).toEqual([...starts].sort((a, b) => a - b))
  expect(word(anas, 3)?.from).toBe(1600)
  expect(readClip(bens, source)).toEqual(readClip(anas, source))
  expect(retimeWord(anas, source, id(3), { from: Number.NaN, to: 1 }, ana)).toBe(false)
  expect(retimeWord(anas, source, id(99), { from: 0, to: 1 }, ana)).toBe(false)
})

test('a word that is re-timed into a clip is in it, and one re-timed out is not', () => {
  const doc = loadClip([seeded(1000, 2000)])
  expect(readClip(doc, source).words.map(({ id }) => id)).toEqual(w(2, 3, 4))
  retimeWord(doc, source, id(5), { from: 1900, to: 2200 }, ana)
  retimeWord(doc, source, id(2), { from: 600, to: 900 }, ana)
  expect(readClip(doc, source).words.map(({ id }) => id)).toEqual(w(3, 4, 5))
})

test('an emoji stands with a word; what is none is refused', () => {
  const doc = loadClip([seeded()])
  expect(setEmoji(doc, id(2), '🔥', ana)).toBe(true)
  expect(word(doc, 2)?.emoji).toBe('🔥')
  for (const none of ['fire', '', '<b>', '1', '🔥 fire']) {
    expect(setEmoji(doc, id(2), none, ana)).toBe(false)
  }
  for (const some of ['👩🏽‍💻', '🇺🇦', '1️⃣', '🔥🔥']) {
    setEmoji(doc, id(2), some, ana)
    expect(word(doc, 2)?.emoji).toBe(some)
  }
  setEmoji(doc, id(2), null, ana)
  expect(word(doc, 2)?.emoji).toBeNull()
})

test('the page turns before a word where somebody says so', () => {
  const doc = loadClip([seeded()])
  breakBefore(doc, id(2), true, ana)
  expect(word(doc, 2)?.breakBefore).toBe(true)
  breakBefore(doc, id(2), false, ana)
  expect(word(doc, 2)?.breakBefore).toBe(false)
})

test('words from one to another are all of them, either way round', () => {
  expect(wordsBetween(id(3), id(5))).toEqual(w(3, 4, 5))
  expect(wordsBetween(id(5), id(3))).toEqual(w(3, 4, 5))
})
