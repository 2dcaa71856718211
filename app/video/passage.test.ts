import { expect, test } from 'vitest'
import { ms } from '#core/time.ts'
import { text } from '../editor/transcript-text.fixtures.ts'
import { passageAt, passageOf, titleOf, wordsIn } from './passage.ts'

const long = text(Array.from({ length: 60 }, (_, i) => `a${i} is the end.`).join(' '))
const seconds = (of: { from: number; to: number } | null) =>
  of && Math.round((of.to - of.from) / 1000)

test('a passage begins with the sentence at the playhead and lasts about half a minute', () => {
  const passage = passageAt(long, 20_500, 96_000)
  expect(passage?.from).toBe(19_200)
  expect(seconds(passage)).toBe(30)
  expect(passage?.words).toEqual({ first: 48, last: 123 })
})

test('at the end of the video a passage reaches back instead', () => {
  const passage = passageAt(long, 95_000, 96_000)
  expect(passage?.to).toBe(95_900)
  expect(seconds(passage)).toBe(30)
})

test('one long sentence is a passage by itself', () => {
  const one = text(Array.from({ length: 200 }, () => 'on').join(' '))
  expect(passageAt(one, 0, 80_000)).toMatchObject({ from: 0, to: 79_900 })
})

test('without words a passage is a stretch of time inside the video', () => {
  expect(passageAt(null, 10_000, 100_000)).toMatchObject({ from: 10_000, to: 40_000 })
  expect(passageAt(null, 99_000, 100_000)).toMatchObject({ from: 70_000, to: 100_000 })
  expect(passageAt(null, 0, 12_000)).toMatchObject({ from: 0, to: 12_000 })
  expect(passageAt(null, 0, 0)).toBeNull()
})

test('selected words are a passage from the first to the last, inside the video', () => {
  const talk = text('one two three')
  expect(passageOf(talk, { first: 1, last: 2 }, 5000)).toMatchObject({ from: 400, to: 1100 })
  expect(passageOf(talk, { first: 1, last: 2 }, 1000)).toMatchObject({ from: 400, to: 1000 })
  expect(passageOf(talk, { first: 2, last: 2 }, 800)).toBeNull()
})

test('the words of a stretch are those heard in it', () => {
  const talk = text('one two three')
  expect(wordsIn(talk, { from: ms(400), to: ms(700) })).toEqual({ first: 1, last: 1 })
  expect(wordsIn(talk, { from: ms(5000), to: ms(6000) })).toBeNull()
})

test('a clip is called by its first words', () => {
  const named = (line: string) => {
    const read = text(line)
    return titleOf(read, { first: 0, last: read.words.length - 1 })
  }
  expect(named('The worst decision. It took four seconds.')).toBe('The worst decision')
  expect(named('So one two three four five six seven, eight nine')).toBe(
    'So one two three four five six seven',
  )
  expect(named('…ah')).toBe('…ah')
})
