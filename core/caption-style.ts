import { z } from 'zod'

export const StyleName = z.enum(['punch', 'steps', 'clear'])
export type StyleName = z.infer<typeof StyleName>

const Colour = z.string().regex(/^#[0-9a-f]{6}([0-9a-f]{2})?$/i)

/** A caption style as a clip holds it: which one, and what this clip changes about it. */
export const CaptionStyle = z.object({
  name: StyleName,
  enabled: z.boolean(),
  /** Factor on the style's own size. */
  size: z.number().min(0.7).max(1.4),
  /** Bottom of the block above the picture's lower edge, as a share of its height; null: the style's own place. */
  y: z.number().min(0.14).max(0.65).nullable(),
  /** Words a page; null: the style's own. */
  maxWords: z.number().int().min(1).max(12).nullable(),
  base: Colour.nullable(),
  active: Colour.nullable(),
  emphasis: Colour.nullable(),
})
export type CaptionStyle = z.infer<typeof CaptionStyle>

export const plainStyle = (name: StyleName): CaptionStyle => ({
  name,
  enabled: true,
  size: 1,
  y: null,
  maxWords: null,
  base: null,
  active: null,
  emphasis: null,
})
