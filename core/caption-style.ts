import { z } from 'zod'
import { ExitName } from './caption-motion.ts'
import { Colour } from './colour.ts'
import { Platform } from './safe-zone.ts'

export const StyleName = z.enum([
  'punch',
  'steps',
  'slapstick',
  'boardroom',
  'atelier',
  'newsdesk',
  'arcade',
  'quote',
  'duo',
  'clear',
  'playtime',
  'plain',
  'singalong',
  'bigword',
  'typewriter',
  'marker',
  'neon',
  'sticker',
  'names',
  'reaction',
])
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

/** Colours in order, one value: two people changing a list get one of the two, never a mixture. */
export const ColourList = z.string().regex(/^#[0-9a-fA-F]{6}( #[0-9a-fA-F]{6}){0,7}$/)
export const coloursOf = (list: string): string[] => list.split(' ')

/** What only some styles have. `captionLooks` says which and what they are there. */
export const OwnOptions = z.object({
  /** Corners of the pill, em. */
  radius: z.number().min(0).max(0.6),
  /** Degrees: of the block, of the letters or of each word, as the style leans. */
  tilt: z.number().min(-8).max(8),
  /** A word or two over the block; empty: none. */
  tag: z.string().max(14),
  /** Who is quoted; empty: the speaker where known. */
  quoted: z.string().max(40),
  quoteMark: z.boolean(),
  /** Size of the second language against the first. */
  secondSize: z.number().min(0.6).max(0.9),
  secondPlace: z.enum(['below', 'above']),
  palette: ColourList,
  /** Steps in which a word fills. */
  fillSteps: z.number().int().min(2).max(8),
  caret: z.boolean(),
  paper: z.enum(['light', 'dark']),
  glow: z.number().min(0).max(1),
  showNames: z.enum(['always', 'first', 'never']),
  emojiPlace: z.enum(['above', 'inline']),
  /** An emoji by itself where a word has a well-known one. */
  emojiAuto: z.boolean(),
})
export type OwnOptions = z.infer<typeof OwnOptions>

/** What a clip may change about any style. */
const Shared = z.object({
  font: Slug,
  /** Bottom of the block above the picture's lower edge, as a share of its height. */
  y: z.number().min(0.04).max(0.9),
  /** Middle of the block (its edge where the style starts there), as a share of the width. */
  x: z.number().min(0.05).max(0.95),
  /** Of the picture's width. */
  width: z.number().min(0.5).max(0.84),
  align: z.enum(['start', 'centre', 'end']),
  caps: z.boolean(),
  base: Colour,
  active: Colour,
  emphasis: Colour,
  /** What keeps the words readable: their outline, or the box behind them. */
  guard: Colour,
  outline: z.number().min(0).max(0.14),
  /** The box behind the words. */
  background: z.enum(['none', 'line', 'page']),
  maxWords: z.number().int().min(1).max(12),
  maxLines: z.number().int().min(1).max(3),
  /** Lines of even length, or each as full as it gets. */
  lines: z.enum(['even', 'full']),
  /** Size of emphasised words against the others. */
  emphasisScale: z.number().min(1).max(1.5),
  /** How a page comes in, how fast (a factor), what the word being said does, and how a page goes. */
  entry: Slug,
  speed: z.number().min(0.25).max(4),
  word: Slug,
  exit: ExitName,
  /** `calm`: words change colour and nothing else; `none`: nothing moves at all. */
  motion: z.enum(['full', 'calm', 'none']),
  punctuation: z.enum(['keep', 'drop']),
})

type Nullable<S extends z.ZodRawShape> = { [K in keyof S]: z.ZodNullable<S[K]> }
const nullable = <S extends z.ZodRawShape>(shape: S) =>
  // Its keys and fields are the shape's, which `fromEntries` cannot say.
  Object.fromEntries(
    Object.entries(shape).map(([key, field]) => [key, z.nullable(field)]),
  ) as unknown as Nullable<S>

/**
 * A caption style as a clip holds it: which one, and what this clip changes about it. Null is always
 * "as the style has it". Every key is somebody's own edit.
 */
export const CaptionStyle = z.object({
  name: StyleName,
  /** Draws instead of `name`, where it can be had. */
  template: TemplateRef.nullable(),
  /** What this clip sets of the template's own properties. */
  overrides: z.record(PropName, PropValue),
  enabled: z.boolean(),
  /** Factor on the style's own size: 24–72 px where that is 48. */
  size: z.number().min(0.5).max(1.5),
  /** Whether emphasised words look it, and who emphasises. */
  emphasised: z.boolean(),
  emphasisBy: z.enum(['loudness', 'hand', 'both']),
  /** Whether emoji may be added without anybody choosing them. */
  autoEmoji: z.boolean(),
  /** Each speaker in a colour, and which. */
  bySpeaker: z.boolean(),
  speakers: z.record(SpeakerKey, Colour),
  /** Whose buttons captions keep clear of. */
  safeZone: Platform,
  ...nullable(Shared.shape),
  ...nullable(OwnOptions.shape),
})
export type CaptionStyle = z.infer<typeof CaptionStyle>

/** What a change may say: null for an override or a colour takes it away. */
export type StyleChange = Partial<Omit<CaptionStyle, 'overrides' | 'speakers'>> & {
  overrides?: Record<string, PropValue | null>
  speakers?: Record<string, Colour | null>
}

/** Whether a change brings another template. What was set of the last one's goes with it then. */
export const bringsAnother = ({ template }: StyleChange, now: CaptionStyle): boolean =>
  template !== undefined && template?.id !== now.template?.id

/** A style with a change made to it. */
export function changedStyle(style: CaptionStyle, change: StyleChange): CaptionStyle {
  const set = (record: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null))
  const overrides = bringsAnother(change, style) ? {} : style.overrides
  return CaptionStyle.parse({
    ...style,
    ...change,
    overrides: set({ ...overrides, ...change.overrides }),
    speakers: set({ ...style.speakers, ...change.speakers }),
  })
}

/** On screen a size is 24–72 points; a style's own size is 48. */
export const OWN_POINTS = 48

const untouched = Object.fromEntries(
  Object.keys({ ...Shared.shape, ...OwnOptions.shape }).map((key) => [key, null]),
)

/** A style as it comes. */
export const plainStyle = (name: StyleName): CaptionStyle =>
  CaptionStyle.parse({
    ...untouched,
    name,
    template: null,
    overrides: {},
    enabled: true,
    size: 1,
    emphasised: true,
    emphasisBy: 'hand',
    autoEmoji: false,
    bySpeaker: false,
    speakers: {},
    safeZone: 'tiktok',
  })

/** What `style` is as it comes, built in or written. Whether captions are on stays. */
export const ownLook = ({ name, template, enabled }: CaptionStyle): CaptionStyle => ({
  ...plainStyle(name),
  template,
  enabled,
})

/** Another style with its own look. What is about the clip stays: on or off, size, height, speakers, zone. */
export function freshStyle(name: StyleName): Partial<CaptionStyle> {
  const { enabled, size, y, bySpeaker, speakers, overrides, safeZone, ...look } = plainStyle(name)
  return look
}
