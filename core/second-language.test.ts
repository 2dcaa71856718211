import { expect, test } from 'vitest'
import type { ClipWord } from './clip-project.ts'
import { WordId } from './ids.ts'
import { Language, spokenLines } from './second-language.ts'
import { ms } from './time.ts'

const words = (text: string, cut: readonly number[] = []): ClipWord[] =>
  text.split(' ').map((one, i) => ({
    ...{ id: WordId.parse(`w${i}`), text: one, from: ms(i * 400), to: ms(i * 400 + 300) },
    ...{ speaker: null, cut: cut.includes(i), corrected: false, emphasised: false },
    ...{ retimed: false, emoji: null, breakBefore: false },
  }))

test('sentences become lines with the times of their words', () => {
  expect(spokenLines(words('It broke. We fixed it.'), 'en')).toEqual([
    { from: 0, to: 700, text: 'It broke.' },
    { from: 800, to: 1900, text: 'We fixed it.' },
  ])
})

test('a long sentence is cut into lines of much the same length, at a comma where there is one', () => {
  const text =
    'The harbour had a pump that everybody looked after, and nobody in the whole town ever thought about the pipe.'
  const lines = spokenLines(words(text), 'en')
  expect(lines.map((line) => line.text)).toEqual([
    'The harbour had a pump that everybody looked after,',
    'and nobody in the whole town ever thought about the pipe.',
  ])
})

test('what is cut is not said', () => {
  expect(spokenLines(words('It um broke.', [1]), 'en').map(({ text }) => text)).toEqual([
    'It broke.',
  ])
  expect(spokenLines([], 'en')).toEqual([])
})

test.each(['es', 'pt-BR', 'zh-Hant-TW'])('%s is a language', (code) => {
  expect(Language.safeParse(code).success).toBe(true)
})
test.each(['', 'Spanish', 'es; drop', 'e'])('%j is none', (code) => {
  expect(Language.safeParse(code).success).toBe(false)
})
