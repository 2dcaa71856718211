import { expect, test } from 'vitest'
import { animationNames, fromCaptionStyle, styleNamed, toCaptionStyle } from './api-style.ts'
import { plainStyle, StyleName } from './caption-style.ts'

test('what the API says of captions comes back as it went in', () => {
  const asked = {
    caption_enabled: false,
    caption_size: 52,
    caption_color: '#FF0000',
    caption_position: 'middle' as const,
    caption_bg_color: '#000000CC',
    caption_font: 'Open Sans',
    caption_max_words: 3,
  }
  const style = { ...plainStyle('punch'), ...toCaptionStyle(asked) }
  expect(fromCaptionStyle(style)).toEqual(asked)
})

test('an animation is a style of ours, or another tool’s word for one', () => {
  expect(StyleName.options.map(styleNamed)).toEqual(StyleName.options)
  expect(styleNamed('Slide-Up')).toBe('steps')
  expect(styleNamed('explode')).toBeNull()
  for (const name of animationNames()) expect(styleNamed(name), name).not.toBeNull()
})

test('what is not named is left to whoever changes it meanwhile', () => {
  expect(toCaptionStyle({ caption_max_words: 2 })).toEqual({ maxWords: 2 })
  expect(toCaptionStyle({ brand_logo_scale: 1 })).toEqual({})
})
