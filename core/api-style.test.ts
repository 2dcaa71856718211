import { expect, test } from 'vitest'
import {
  ApiStyleChange,
  animationNames,
  fromCaptionStyle,
  sayTransitions,
  styleNamed,
  toCaptionStyle,
  transitionNamed,
  voiceOfVolume,
  volumeOfVoice,
} from './api-style.ts'
import { captionLooks } from './caption-looks.ts'
import { type CaptionStyle, changedStyle, plainStyle, StyleName } from './caption-style.ts'

const after = (name: StyleName, fields: ApiStyleChange) =>
  changedStyle(plainStyle(name), toCaptionStyle(fields, plainStyle(name)))

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
  expect(fromCaptionStyle(after('punch', asked))).toEqual(asked)
})

test.each(StyleName.options)('a background is a box in %s, and null is none', (name) => {
  const boxed = after(name, { caption_bg_color: '#112233' })
  expect(boxed.guard).toBe('#112233')
  expect(boxed.background === null ? captionLooks[name].box : boxed.background).not.toBeNull()
  expect(fromCaptionStyle(boxed).caption_bg_color).toBe('#112233')
  const bare = changedStyle(boxed, toCaptionStyle({ caption_bg_color: null }, boxed))
  expect(bare).toMatchObject({ background: 'none', guard: null })
  expect(fromCaptionStyle(bare).caption_bg_color).toBeNull()
  const again = changedStyle(bare, toCaptionStyle({ caption_bg_color: '#112233' }, bare))
  expect(again).toEqual(boxed)
})

test('a background is told as it is drawn: the style’s own, a chosen one, none where there is no box', () => {
  const told = (style: CaptionStyle) => fromCaptionStyle(style).caption_bg_color
  expect(told(plainStyle('steps'))).toBe('#0d111ce6')
  expect(told(plainStyle('punch'))).toBeNull()
  expect(told({ ...plainStyle('punch'), guard: '#112233' })).toBeNull()
  expect(told({ ...plainStyle('punch'), background: 'page' })).toBe('#000000')
})

test('a background and another style in one go: the box is the new style’s', () => {
  const asked = { caption_bg_color: '#112233' }
  expect(after('punch', { ...asked, caption_animation: 'steps' }).background).toBeNull()
  expect(after('steps', { ...asked, captions: { name: 'punch' } }).background).toBe('line')
})

test('captions say it last, and an animation that is named draws instead of what people wrote', () => {
  expect(after('punch', { caption_size: 60, captions: { size: 0.75 } }).size).toBe(0.75)
  const template = { id: 'a', version: 1 }
  const written = { ...plainStyle('punch'), template, overrides: { ink: '#ff0000' } }
  const fields = { caption_animation: 'steps' }
  expect(changedStyle(written, toCaptionStyle(fields, written))).toEqual(plainStyle('steps'))
  const kept = { ...fields, captions: { caption_style: template } }
  expect(changedStyle(written, toCaptionStyle(kept, written))).toEqual({
    ...written,
    name: 'steps',
  })
})

test('a name that is none is refused', () => {
  expect(ApiStyleChange.safeParse({ caption_glow: 1 }).error?.issues).toMatchObject([
    { code: 'unrecognized_keys', keys: ['caption_glow'] },
  ])
})

test('an animation is a style of ours, or another tool’s word for one', () => {
  expect(StyleName.options.map(styleNamed)).toEqual(StyleName.options)
  expect(styleNamed('Slide-Up')).toBe('steps')
  expect(styleNamed('explode')).toBeNull()
  for (const name of animationNames()) expect(styleNamed(name), name).not.toBeNull()
})

test('what is not named is left to whoever changes it meanwhile', () => {
  const now = plainStyle('punch')
  expect(toCaptionStyle({ caption_max_words: 2 }, now)).toEqual({ maxWords: 2 })
  expect(toCaptionStyle({ brand_logo_scale: 1 }, now)).toEqual({})
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
