import { expect, test } from 'vitest'
import { contrast } from './colour.ts'
import { accentOf } from './place-label.ts'

test.each([
  ['black', '#000000'],
  ['white', '#ffffff'],
  ['grey', '#777777'],
  ['a yellow', '#ffe600'],
  ['a deep blue', '#0a1f8f'],
  ['a red', '#d0021b'],
])('%s can be read as a ground, as words and as a line, in both themes', (_, colour) => {
  for (const [theme, ground] of [
    ['dark', '#1b1f2a'],
    ['light', '#ffffff'],
  ] as const) {
    const { accent, ink, text, mark } = accentOf(colour, theme)
    expect(contrast(accent, ink)).toBeGreaterThanOrEqual(4)
    expect(contrast(ground, text)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(ground, mark)).toBeGreaterThanOrEqual(3)
  }
})
