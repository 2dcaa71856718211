import { z } from 'zod'
import { ApiCaptionsChange, fromApiCaptions } from './api-captions.ts'
import { captionLooks } from './caption-looks.ts'
import {
  type CaptionStyle,
  StyleName as Names,
  type StyleChange,
  type StyleName,
} from './caption-style.ts'
import { Sound } from './sound.ts'
import { type Transition, TransitionKind } from './transition.ts'

const Colour = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?$/, 'Write a colour as #FFFFFF or #FFFFFFCC.')
const Link = z
  .string()
  .max(2000)
  .refine(
    (value) => /^https?:\/\//.test(value) && URL.canParse(value),
    'Write an http or https address.',
  )
const Share = z.number().min(0).max(1)

/** Letters of size 48 are the style's own size. */
export const BASE_SIZE = 48

/** A clip's look in the words of the API. */
export const ApiStyleFields = z.object({
  caption_enabled: z.boolean(),
  caption_font: z.string().trim().min(1).max(100),
  caption_size: z.number().int().min(24).max(72),
  caption_color: Colour,
  caption_bg_color: Colour.nullable(),
  caption_position: z.enum(['top', 'middle', 'bottom']),
  caption_animation: z.string().trim().min(1).max(50).nullable(),
  caption_max_words: z.number().int().min(1).max(12),
  brand_logo_url: Link.nullable(),
  brand_logo_position: z
    .enum(['top-left', 'top-right', 'bottom-left', 'bottom-right', 'center'])
    .nullable(),
  brand_logo_scale: z.number().min(0.05).max(4),
  brand_watermark_opacity: Share,
  overlay_template: z.string().trim().max(100).nullable(),
  transition_effect: z.string().trim().max(50).nullable(),
  background_music_url: Link.nullable(),
  background_music_volume: Share,
  original_audio_volume: z.number().min(0).max(2),
})
export type ApiStyleFields = z.infer<typeof ApiStyleFields>

/** Some of them: what is to change. A name nobody knows is refused, not passed over. */
export const ApiStyleChange = z.strictObject({
  ...ApiStyleFields.partial().shape,
  captions: ApiCaptionsChange.optional(),
})
export type ApiStyleChange = z.infer<typeof ApiStyleChange>

/** Bottom of the captions above the lower edge, as a share of the height; null: the style's own place. */
const places = { top: 0.65, middle: 0.42, bottom: null } as const

/** Words other tools use for what a style of ours does. */
const alike: Record<string, StyleName> = {
  pop: 'punch',
  bounce: 'punch',
  highlight: 'punch',
  'slide-up': 'steps',
  slide: 'steps',
  typewriter: 'steps',
  fade: 'clear',
  none: 'clear',
}

/** The style an animation's name stands for; null where it is unknown. */
export function styleNamed(animation: string): StyleName | null {
  const named = Names.safeParse(animation)
  return named.success ? named.data : (alike[animation.toLowerCase()] ?? null)
}

/** Words other tools use for what lies over our seams. */
const overSeams: Record<string, TransitionKind> = {
  crossfade: 'dissolve',
  'cross-dissolve': 'dissolve',
  dip: 'fade',
  'dip-to-black': 'fade',
  wipe: 'slide',
  push: 'slide',
}

/** The transition an effect's name stands for; null for a plain cut, undefined where it is unknown. */
export function transitionNamed(effect: string | null): TransitionKind | null | undefined {
  const name = effect?.toLowerCase() ?? 'none'
  if (name === 'none' || name === 'cut') return null
  const known = TransitionKind.safeParse(name)
  return known.success ? known.data : overSeams[name]
}

/**
 * What lies over a clip's seams in one word: as it was written where that still holds, null where none
 * of them has anything. Without seams, and where they differ, it stays as written.
 */
export function sayTransitions(
  written: string | null,
  seams: readonly string[],
  transitions: readonly Pick<Transition, 'piece' | 'kind'>[],
): string | null {
  const kinds = new Set(
    seams.map((seam) => transitions.find(({ piece }) => piece === seam)?.kind ?? null),
  )
  const [kind] = kinds
  if (kinds.size !== 1 || kind === undefined) return written
  const named = transitionNamed(written)
  return named === kind || (named === undefined && kind === null) ? written : kind
}

/** A volume, 1 as it is, in decibels that a voice may be changed by; silence is as quiet as it gets. */
export function voiceOfVolume(volume: number): number {
  const { minValue, maxValue } = Sound.shape.voice
  const db = volume > 0 ? 20 * Math.log10(volume) : Number.NEGATIVE_INFINITY
  return Math.round(Math.min(maxValue ?? 0, Math.max(minValue ?? 0, db)) * 10) / 10
}

/** The other way; as it was written where that is the same. */
export const volumeOfVoice = (voice: number, written: number): number =>
  voiceOfVolume(written) === voice ? written : Math.round(10 ** (voice / 20) * 100) / 100

/** Names an animation may go by. */
export const animationNames = (): string[] => [...Names.options, ...Object.keys(alike)]

/** What of a look the caption style draws, where it is `now` something else. `captions` says it last. */
export function toCaptionStyle(fields: ApiStyleChange, now: CaptionStyle): StyleChange {
  const name = fields.caption_animation ? styleNamed(fields.caption_animation) : null
  const captions = fromApiCaptions(fields.captions ?? {})
  // Named is one of ours: what people wrote would go on drawing instead.
  const chosen = { ...(name && { name, template: null }), ...captions }
  return {
    ...(fields.caption_enabled !== undefined && { enabled: fields.caption_enabled }),
    ...(fields.caption_size !== undefined && { size: fields.caption_size / BASE_SIZE }),
    ...(fields.caption_color !== undefined && { base: fields.caption_color }),
    ...(fields.caption_position !== undefined && { y: places[fields.caption_position] }),
    ...(fields.caption_bg_color !== undefined &&
      boxed(fields.caption_bg_color, { ...now, ...chosen })),
    ...(fields.caption_font !== undefined && { font: fontSlug(fields.caption_font) }),
    ...(fields.caption_max_words !== undefined && { maxWords: fields.caption_max_words }),
    ...chosen,
  }
}

type Box = Pick<CaptionStyle, 'name' | 'template' | 'background'>

/** What people wrote has no box of ours, but for one the clip asks for. */
const boxOfLook = ({ name, template }: Box) => (template ? null : captionLooks[name].box)
const hasBox = (style: Box) =>
  style.background === null ? boxOfLook(style) !== null : style.background !== 'none'

/** A box in a colour, where the look has none too; null: no box. */
function boxed(
  colour: string | null,
  style: Box,
): Partial<Pick<CaptionStyle, 'guard' | 'background'>> {
  if (colour === null) return { guard: null, background: 'none' }
  if (hasBox(style)) return { guard: colour }
  return { guard: colour, background: boxOfLook(style) ? null : 'line' }
}

/** The other way: a caption style in the words of the API. */
export function fromCaptionStyle(style: CaptionStyle) {
  return {
    caption_enabled: style.enabled,
    caption_size: Math.round(style.size * BASE_SIZE),
    caption_position: placeOf(style.y),
    caption_bg_color: hasBox(style)
      ? (style.guard ?? captionLooks[style.name].colours.guard)
      : null,
    ...(style.base !== null && { caption_color: style.base }),
    ...(style.font !== null && { caption_font: fontName(style.font) }),
    ...(style.maxWords !== null && { caption_max_words: style.maxWords }),
  }
}

/** `open-sans` → `Open Sans`, which is read as the same font again. */
const fontName = (slug: string): string =>
  slug.replace(/(^|-)([a-z])/g, (_, dash, letter) => (dash && ' ') + letter.toUpperCase())

/** `Open Sans` → `open-sans`; null where nothing of it could be a name. */
export function fontSlug(font: string): string | null {
  const slug = font
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40)
  return slug || null
}

const placeOf = (y: number | null): ApiStyleFields['caption_position'] =>
  y === null || y < 0.3 ? 'bottom' : y < 0.55 ? 'middle' : 'top'

/** Fields that are kept as written where nothing can be drawn or heard of them. */
export const MAYBE_UNDRAWN = [
  'caption_bg_color',
  'brand_logo_url',
  'transition_effect',
  'background_music_url',
] as const satisfies readonly (keyof ApiStyleFields)[]
