import { z } from 'zod'
import { CaptionFont } from './caption-font.ts'
import { captionLooks } from './caption-looks.ts'
import { ChosenMotion, EntryName } from './caption-motion.ts'
import {
  CaptionStyle,
  OwnOptions,
  PropName,
  PropValue,
  SpeakerKey,
  type StyleChange,
} from './caption-style.ts'
import { Colour } from './colour.ts'

/*
 * The captions of a clip in the words of the API: every option of a caption style, by our name for it
 * in the API’s spelling. What is read may be written back as it is.
 */

type Option = keyof CaptionStyle
const { shape } = CaptionStyle

/** `safeZone` → `safe_zone`. What people write is a caption style there; its templates are others. */
const theirName = (option: string): string =>
  option === 'template'
    ? 'caption_style'
    : option.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const options = (Object.keys(shape) as Option[]).map((ours) => ({ ours, theirs: theirName(ours) }))

/** Where a style passes over what it does not know, the API says so. */
const known: Partial<Record<Option, z.ZodNullable>> = {
  font: CaptionFont.nullable(),
  entry: EntryName.nullable(),
  word: ChosenMotion.nullable(),
  // A page comes in no faster than its style has it.
  speed: shape.speed.unwrap().max(1).nullable(),
}

/** What a name alone does not say. */
const about: Partial<Record<Option, string>> = {
  template: 'A style that people of the workspace wrote; it draws instead of `name`',
  overrides: 'Of that style’s own properties; null in a change gives one back',
  size: 'Times the style’s own size',
  emphasised: 'Whether emphasised words look it',
  emphasisBy: 'Who emphasises: how loud a word is said, people, or both',
  autoEmoji: 'Emoji that nobody chose, where a word has a well-known one',
  bySpeaker: 'Each speaker in a colour',
  speakers: 'Colours by index of the speaker; null in a change gives one back',
  safeZone: 'Whose buttons captions keep clear of',
  y: 'Lower edge of the block above the picture’s, as a share of its height',
  x: 'Middle of the block, as a share of the width',
  width: 'Share of the picture’s width',
  base: 'Colour of the words',
  active: 'Colour of the word being said',
  emphasis: 'Colour of emphasised words',
  guard: 'Colour of the outline, or of the box where there is one',
  outline: 'Width of the outline, em',
  background: 'The box behind the words: none, of each line, or one of all',
  lines: 'Of even length, or each as full as it gets',
  emphasisScale: 'Emphasised words against the others',
  entry: 'How a page comes in',
  speed: 'How fast it comes in: 0.5 takes twice as long as the style',
  word: 'What the word being said does',
  exit: 'How a page goes',
  motion: '`calm`: words change colour and nothing else',
  radius: 'Corners of the pill, em',
  tilt: 'Degrees',
  tag: 'A word or two over the block; empty: none',
  quoted: 'Who is quoted; empty: the speaker',
  secondSize: 'The second language against the first',
  palette: 'Colours in order, with a space between',
  fillSteps: 'Steps in which a word fills',
  emojiAuto: 'As `auto_emoji`',
}

const whole = Object.fromEntries(
  options.map(({ ours, theirs }) => {
    const schema = known[ours] ?? shape[ours]
    const say = about[ours]
    return [theirs, say === undefined ? schema : schema.describe(say)]
  }),
)

/** As they are told: whole. Null is always "as the style has it". Which options, the style says. */
export const ApiCaptions: z.ZodType<Record<string, unknown>> = z.strictObject(whole)
/** Some of them: what is to change. */
export const ApiCaptionsChange: z.ZodType<Record<string, unknown>> = z
  .strictObject({
    ...whole,
    overrides: z.record(PropName, PropValue.nullable()).describe(about.overrides ?? ''),
    speakers: z.record(SpeakerKey, Colour.nullable()).describe(about.speakers ?? ''),
  })
  .partial()
export type ApiCaptions = z.infer<typeof ApiCaptions>

export const toApiCaptions = (style: CaptionStyle): ApiCaptions =>
  Object.fromEntries(
    options.map(({ ours, theirs }) => [
      theirs,
      known[ours] ? (known[ours].safeParse(style[ours]).data ?? null) : style[ours],
    ]),
  )

/** The other way, of what was parsed. */
export const fromApiCaptions = (wish: ApiCaptions): StyleChange =>
  Object.fromEntries(
    options.filter(({ theirs }) => theirs in wish).map(({ ours, theirs }) => [ours, wish[theirs]]),
  )

const own = Object.keys(OwnOptions.shape) as (keyof OwnOptions)[]
/** An emoji by itself is any style’s. */
const ofSomeStyles = own.filter((option) => option !== 'emojiAuto')
const sayOption = (option: Option) => `captions.${theirName(option)}` as const

/** Options that only some styles draw, as an answer calls them. */
export const MAYBE_UNDRAWN_CAPTIONS = ofSomeStyles.map(sayOption)

/** Those that a clip has set and that its style does not draw. */
export const undrawnCaptions = (style: CaptionStyle) =>
  ofSomeStyles
    .filter(
      (option) =>
        style[option] !== null &&
        (style.template !== null || !(option in captionLooks[style.name].own)),
    )
    .map(sayOption)
