import { expect, test } from 'vitest'
import {
  animationNames,
  fromCaptionStyle,
  sayTransitions,
  styleNamed,
  toCaptionStyle,
  transitionNamed,
  voiceOfVolume,
  volumeOfVoice,
} from './api-style.ts'
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

test('an effect is a transition of ours, another tool’s word for one, or a plain cut', () => {
  expect(['fade', 'Crossfade', 'wipe', 'none', null].map(transitionNamed)).toEqual([
    ...['fade', 'dissolve', 'slide', null, null],
  ])
  expect(transitionNamed('explode')).toBeUndefined()
})

test('what lies over the seams is told as it was asked for while that still holds', () => {
  const over = (...kinds: ('dissolve' | 'slide')[]) =>
    kinds.map((kind, i) => ({ piece: `p${i}`, kind }))
  const seams = ['p0', 'p1']
  expect(sayTransitions('crossfade', seams, over('dissolve', 'dissolve'))).toBe('crossfade')
  expect(sayTransitions('crossfade', seams, over('slide', 'slide'))).toBe('slide')
  expect(sayTransitions('crossfade', seams, [])).toBeNull()
  expect(sayTransitions('crossfade', seams, over('dissolve'))).toBe('crossfade')
  expect(sayTransitions('crossfade', [], [])).toBe('crossfade')
  expect(sayTransitions('explode', seams, [])).toBe('explode')
})

test('a volume of the voice comes back as it went in, within what a voice may be changed by', () => {
  for (const volume of [0.05, 0.5, 1, 1.37, 2])
    expect(volumeOfVoice(voiceOfVolume(volume), volume)).toBe(volume)
  expect(voiceOfVolume(1)).toBe(0)
  expect(voiceOfVolume(0.5)).toBe(-6)
  expect(voiceOfVolume(0)).toBe(-30)
  expect(volumeOfVoice(-6, 1)).toBe(0.5)
})
