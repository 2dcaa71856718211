import type { ApiStyleChange, ApiStyleFields } from './api-style.ts'
import { type OverlayOf, overlayDefaults } from './overlay.ts'

type Logo = OverlayOf<'logo'>
type Music = OverlayOf<'music'>

const corners = {
  'top-left': 'top-left',
  'top-right': 'top-right',
  'bottom-left': 'bottom-left',
  'bottom-right': 'bottom-right',
  center: 'centre',
} as const satisfies Record<NonNullable<ApiStyleFields['brand_logo_position']>, Logo['place']>

const within = (value: number, least: number, most: number) =>
  Math.min(most, Math.max(least, value))
const rounded = (value: number) => Math.round(value * 1000) / 1000

/** A scale of 1 is the width a logo has where nobody said otherwise. */
const shareOf = (scale: number) => rounded(within(scale * overlayDefaults.logo.scale, 0.04, 0.5))

/** A volume, 1 as it is, in the decibels that music may have. */
const gainOf = (volume: number) =>
  volume > 0 ? Math.round(within(20 * Math.log10(volume), -40, 6) * 10) / 10 : -40

/** What of a look the logo draws. */
export function toLogo(fields: ApiStyleChange): Partial<Omit<Logo, 'id' | 'kind' | 'asset'>> {
  const { brand_logo_position: corner, brand_logo_scale: scale } = fields
  return {
    ...(corner && { place: corners[corner] }),
    ...(scale !== undefined && { scale: shareOf(scale) }),
    ...(fields.brand_watermark_opacity !== undefined && {
      opacity: fields.brand_watermark_opacity,
    }),
  }
}

/** The other way; as it was written where that is the same, or has no other name. */
export function fromLogo(logo: Logo, written: ApiStyleFields) {
  const { brand_logo_position: corner, brand_logo_scale: scale } = written
  const [named] = Object.entries(corners).find(([, place]) => place === logo.place) ?? [corner]
  return {
    brand_logo_position: named as ApiStyleFields['brand_logo_position'],
    brand_logo_scale:
      shareOf(scale) === logo.scale ? scale : rounded(logo.scale / overlayDefaults.logo.scale),
    brand_watermark_opacity: logo.opacity,
  }
}

/** What of a look the music is played by. */
export const toMusic = ({
  background_music_volume: volume,
}: ApiStyleChange): Partial<Pick<Music, 'gain'>> =>
  volume === undefined ? {} : { gain: gainOf(volume) }

/** The other way; as it was written where that is the same. */
export const fromMusic = (
  { gain }: Music,
  { background_music_volume: volume }: ApiStyleFields,
) => ({
  background_music_volume:
    gainOf(volume) === gain ? volume : within(rounded(10 ** (gain / 20)), 0, 1),
})
