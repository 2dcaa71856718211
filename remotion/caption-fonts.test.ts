import { expect, test } from 'vitest'
import { type Lettering, tellingLetter } from './caption-fonts.ts'

const written = (...letters: string[]): Lettering[] =>
  letters.map((one) => ({ typeface: { font: 'inter', han: null }, letters: one }))
const face = (range: string, family = 'Cliproom inter') => ({
  ...{ family, range, weight: '1 1000', file: new ArrayBuffer(0) },
})

test('a font is told by a letter of its own that is written and seen', () => {
  const lettering = written(' …ا', 'é1', '大')
  expect(tellingLetter(face('U+0-FF, U+2026'), lettering)).toBe('…')
  expect(tellingLetter(face('U+0-FF'), lettering)).toBe('é')
  expect(tellingLetter(face('U+4E00-9FFF'), lettering)).toBe('大')
})

test('a font of which nothing is seen tells nothing', () => {
  // A space, a mark that stands on another letter, and a Hangul filler.
  expect(tellingLetter(face('U+0-FFFF'), written(' ', '\u0301', '\u3164'))).toBeNull()
  expect(tellingLetter(face('U+590-5FF'), written('abc'))).toBeNull()
})

test('emoji are told by one that every set has', () => {
  expect(tellingLetter(face('U+0-10FFFF', 'Cliproom Emoji'), written('fire 🔥'))).toBe('😀')
})
