import { expect, test } from 'vitest'
import {
  ApiCaptions,
  ApiCaptionsChange,
  fromApiCaptions,
  toApiCaptions,
  undrawnCaptions,
} from './api-captions.ts'
import { CaptionStyle, changedStyle, plainStyle, StyleName } from './caption-style.ts'

const busy: CaptionStyle = {
  ...plainStyle('playtime'),
  ...{
    template: { id: 'a', version: 2 },
    overrides: { ink: '#ff0000' },
    speakers: { 0: '#00ff00' },
  },
  ...{ emphasisBy: 'both', emphasised: false, safeZone: 'reels', bySpeaker: true, size: 1.2 },
  ...{ base: '#111111', active: '#222222', emphasis: '#333333', guard: '#444444cc', caps: true },
  ...{ font: 'anton', entry: 'rise', word: 'hop', exit: 'fade', motion: 'calm', lines: 'full' },
  ...{ width: 0.6, x: 0.4, y: 0.2, align: 'end', outline: 0.1, background: 'page' },
  ...{ maxWords: 3, maxLines: 1, emphasisScale: 1.3, speed: 0.5, punctuation: 'drop' },
  ...{ palette: '#ff0000 #00ff00', tilt: -2 },
}

test('every option of a caption style is told, and may be written back as it is', () => {
  const told = ApiCaptions.parse(toApiCaptions(busy))
  expect(Object.keys(told)).toHaveLength(Object.keys(CaptionStyle.shape).length)
  expect(told).toMatchObject({
    ...{ name: 'playtime', caption_style: { id: 'a', version: 2 }, safe_zone: 'reels' },
    ...{ emphasis_by: 'both', by_speaker: true, max_lines: 1, emphasis_scale: 1.3 },
  })
  const back = fromApiCaptions(ApiCaptionsChange.parse(told))
  expect(changedStyle(plainStyle('punch'), back)).toEqual(busy)
})

test.each(StyleName.options)('%s as it comes is told without anything of a clip’s own', (name) => {
  const told = ApiCaptions.parse(toApiCaptions(plainStyle(name)))
  expect(changedStyle(busy, fromApiCaptions(told))).toMatchObject({
    name,
    base: null,
    maxWords: null,
  })
})

test('what is not named stays, and null takes a single colour or property away', () => {
  expect(fromApiCaptions(ApiCaptionsChange.parse({ safe_zone: 'all' }))).toEqual({
    safeZone: 'all',
  })
  const change = fromApiCaptions(
    ApiCaptionsChange.parse({ speakers: { 0: null, 1: '#0000ff' }, overrides: { ink: null } }),
  )
  expect(changedStyle(busy, change)).toMatchObject({ speakers: { 1: '#0000ff' }, base: '#111111' })
  expect(changedStyle(busy, change).overrides).toEqual({})
})

test.each([
  [{ glitter: true }, ['glitter']],
  [{ safeZone: 'all' }, ['safeZone']],
])('%o has a name that is none', (wish, keys) => {
  expect(ApiCaptionsChange.safeParse(wish).error?.issues).toMatchObject([
    { code: 'unrecognized_keys', keys },
  ])
})

test.each([
  { font: 'comic-sans' },
  { entry: 'explode' },
  { word: 'fill' },
  { emphasis_by: 'nobody' },
  { width: 2 },
  { speed: 2 },
  { palette: 'red' },
])('%o is refused, not passed over', (wish) => {
  expect(ApiCaptionsChange.safeParse(wish).success).toBe(false)
})

test('a name that no style knows any more is told as the style’s own', () => {
  expect(toApiCaptions({ ...busy, entry: 'explode' }).entry).toBeNull()
})

test('options that the style does not draw are said', () => {
  const set = { palette: '#ff0000', tilt: 2, emojiAuto: true }
  expect(undrawnCaptions({ ...plainStyle('playtime'), ...set })).toEqual(['captions.tilt'])
  expect(undrawnCaptions({ ...plainStyle('slapstick'), ...set })).toEqual(['captions.palette'])
  const template = { id: 'a', version: 1 }
  expect(undrawnCaptions({ ...plainStyle('playtime'), ...set, template })).toEqual([
    ...['captions.tilt', 'captions.palette'],
  ])
})
