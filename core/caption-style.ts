import { z } from 'zod'
import { Colour } from './colour.ts'

export const StyleName = z.enum(['punch', 'steps', 'clear'])
export type StyleName = z.infer<typeof StyleName>

/** The name of a font, an entry or a motion. One that is not known is the style's own. */
const Slug = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)

/** A template somebody published, at the version it was chosen. A newer one never applies itself. */
export const TemplateRef = z.object({
  id: z.string().regex(/^[\w-]{1,64}$/),
  version: z.number().int().positive(),
})
export type TemplateRef = z.infer<typeof TemplateRef>

/** The name of a template's own property, and what it may be set to. */
export const PropName = z.string().regex(/^[A-Za-z][\w-]{0,39}$/)
export const PropValue = z.union([z.string().max(200), z.number().finite(), z.boolean()])
export type PropValue = z.infer<typeof PropValue>

/** The index of a speaker, as a key. */
export const SpeakerKey = z.string().regex(/^\d{1,3}$/)

/** A caption style as a clip holds it: which one, and what this clip changes about it. */
export const CaptionStyle = z.object({
  name: StyleName,
  /** Draws instead of `name`, where it can be had. */
  template: TemplateRef.nullable(),
  /** What this clip sets of the template's own properties. */
  overrides: z.record(PropName, PropValue),
  enabled: z.boolean(),
  /** Factor on the style's own size: 24–72 px where that is 48. */
  size: z.number().min(0.5).max(1.5),
  /** Middle of the block, as a share of the picture's width; null: the style's own place. */
  x: z.number().min(0.1).max(0.9).nullable(),
  /** Bottom of the block above the picture's lower edge, as a share of its height; null: the style's own place. */
  y: z.number().min(0.14).max(0.65).nullable(),
  /** Words a page; null: the style's own. */
  maxWords: z.number().int().min(1).max(12).nullable(),
  font: Slug.nullable(),
  /** How a page comes in, how fast (a factor), and what the word being said does. */
  entry: Slug.nullable(),
  speed: z.number().min(0.25).max(4).nullable(),
  word: Slug.nullable(),
  base: Colour.nullable(),
  /** What keeps the base readable: the outline, or the box. */
  guard: Colour.nullable(),
  active: Colour.nullable(),
  emphasis: Colour.nullable(),
  /** Whether emphasised words look it, who emphasises, and how much larger they are (a factor). */
  emphasised: z.boolean(),
  emphasisBy: z.enum(['loudness', 'hand', 'both']),
  emphasisScale: z.number().min(1).max(1.5).nullable(),
  /** Whether emoji may be added without anybody choosing them. */
  autoEmoji: z.boolean(),
  /** Each speaker in a colour, and which. */
  bySpeaker: z.boolean(),
  speakers: z.record(SpeakerKey, Colour),
  /** Whose buttons captions keep clear of. */
  safeZone: z.enum(['tiktok', 'reels', 'shorts', 'all']),
})
export type CaptionStyle = z.infer<typeof CaptionStyle>

export const plainStyle = (name: StyleName): CaptionStyle => ({
  name,
  template: null,
  overrides: {},
  enabled: true,
  size: 1,
  x: null,
  y: null,
  maxWords: null,
  font: null,
  entry: null,
  speed: null,
  word: null,
  base: null,
  guard: null,
  active: null,
  emphasis: null,
  emphasised: true,
  emphasisBy: 'hand',
  emphasisScale: null,
  autoEmoji: false,
  bySpeaker: false,
  speakers: {},
  safeZone: 'tiktok',
})
