import { expect, test } from 'vitest'
import { fromLogo, fromMusic, toLogo, toMusic } from './api-overlays.ts'
import type { ApiStyleFields } from './api-style.ts'
import { AssetId } from './ids.ts'
import { LogoOverlay, MusicOverlay, overlayDefaults } from './overlay.ts'

const asset = AssetId.parse('00000000-0000-4000-8000-000000000000')
const logo = LogoOverlay.parse({ kind: 'logo', id: 'logo', asset, ...overlayDefaults.logo })
const music = MusicOverlay.parse({ kind: 'music', id: 'music', asset, ...overlayDefaults.music })
const fields = {
  brand_logo_position: 'top-right',
  brand_logo_scale: 0.8,
  brand_watermark_opacity: 0.5,
  background_music_volume: 0.25,
} as ApiStyleFields

test('a logo of a look says the same look again', () => {
  expect(toLogo(fields)).toEqual({ place: 'top-right', scale: 0.144, opacity: 0.5 })
  expect(fromLogo({ ...logo, ...toLogo(fields) }, fields)).toEqual({
    brand_logo_position: 'top-right',
    brand_logo_scale: 0.8,
    brand_watermark_opacity: 0.5,
  })
})

test('a logo that people moved says where it is now', () => {
  expect(fromLogo({ ...logo, place: 'centre', scale: 0.36 }, fields)).toMatchObject({
    brand_logo_position: 'center',
    brand_logo_scale: 2,
  })
  // There is no word for it there.
  expect(fromLogo({ ...logo, place: 'left' }, fields).brand_logo_position).toBe('top-right')
})

test('sizes that no logo has become the nearest that one can have', () => {
  expect(toLogo({ brand_logo_scale: 4 }).scale).toBe(0.5)
  expect(toLogo({ brand_logo_scale: 0.05 }).scale).toBe(0.04)
})

test('a volume is a gain, and silence as quiet as music gets', () => {
  expect(toMusic(fields)).toEqual({ gain: -12 })
  expect(toMusic({ background_music_volume: 0 })).toEqual({ gain: -40 })
  expect(toMusic({})).toEqual({})
  expect(fromMusic({ ...music, gain: -12 }, fields).background_music_volume).toBe(0.25)
  expect(fromMusic({ ...music, gain: -20 }, fields).background_music_volume).toBe(0.1)
})
