import { CaptionFont, captionFonts } from '#core/caption-font.ts'
import { type CaptionLook, usualLook } from '#core/caption-look.ts'
import { captionLooks } from '#core/caption-looks.ts'
import {
  ChosenMotion,
  EntryName,
  type ExitName,
  entries,
  type WordMotion,
  wordMotions,
} from '#core/caption-motion.ts'
import { type CaptionStyle, OwnOptions, type StyleName } from '#core/caption-style.ts'
import { contrast, READABLE, readableOn } from '#core/colour.ts'
import { safeZones } from '#core/safe-zone.ts'
import { type Shape, shapeSize } from '#core/shape.ts'

export type CaptionColours = {
  base: string
  guard: string
  future: string
  active: string
  emphasis: string
}

/** A look with the clip's own choices in it, in px of one shape's picture. */
export type ResolvedLook = Omit<
  CaptionLook,
  'title' | 'use' | 'colours' | 'size' | 'width' | 'start' | 'align' | 'own' | 'word'
> & {
  name: StyleName
  picture: { width: number; height: number }
  capHeight: number
  /** Font size before script and long words have their say, px. */
  size: number
  /** Lower edge of the block, px from the top; for a style of single big words their middle. */
  bottom: number
  align: 'start' | 'centre' | 'end'
  /** Middle of the lines, or the edge they lie at, px from where reading starts. */
  anchor: number
  /** The widest a line may be, px. */
  width: number
  evenLines: boolean
  entry: EntryName
  exit: ExitName
  word: WordMotion
  /** Frames each cell of the entry is held. */
  pace: number
  /** What moves: a viewer may ask for less. */
  motion: 'full' | 'calm' | 'none'
  dropPunctuation: boolean
  colours: CaptionColours
  own: OwnOptions
  emphasised: boolean
  autoEmoji: boolean
  /** Whether words are in the colour of whoever says them, and which those are. */
  bySpeaker: boolean
  speakers: Record<string, string>
}

/** Where the block's lower edge sits in shapes that have no buttons, as a share of the height. */
const restingPlace: Record<Exclude<Shape, '9:16'>, number> = {
  '4:5': 0.88,
  '1:1': 0.88,
  '16:9': 0.9,
}

export const chosenMotions = ChosenMotion.options

/** Options a style does not have, as if it had them. */
const noOwn: OwnOptions = {
  radius: 0,
  tilt: 0,
  tag: '',
  quoted: '',
  quoteMark: false,
  secondSize: 0.72,
  secondPlace: 'below',
  palette: '#ffffff',
  fillSteps: 4,
  caret: false,
  paper: 'light',
  glow: 0,
  showNames: 'never',
  emojiPlace: 'inline',
  emojiAuto: false,
}

/** Boxes for styles that get one from the clip alone. */
const addedBox = {
  line: { around: 'line', padX: 0.36, padY: 0, height: null, radius: 0.1 },
  page: { around: 'page', padX: 0.6, padY: 0.35, height: null, radius: 0.25 },
} as const

export function resolveLook(style: CaptionStyle, shape: Shape): ResolvedLook {
  const look = captionLooks[style.name]
  const picture = shapeSize[shape]
  const box =
    style.background === null
      ? look.box
      : style.background === 'none'
        ? null
        : look.box?.around === style.background
          ? look.box
          : addedBox[style.background]
  const outline = style.outline ?? look.outline
  // A name that is not known here is the style's own.
  const font = CaptionFont.safeParse(style.font).data ?? look.font
  const word = ChosenMotion.safeParse(style.word).data ?? look.word
  const entry = EntryName.safeParse(style.entry).data ?? look.entry
  const own = ownOptions(style, look)
  return {
    ...look,
    ...{ name: style.name, picture, box, font, entry, word, own },
    capHeight: captionFonts[font].capHeight,
    caps: style.caps ?? look.caps,
    maxWords: style.maxWords ?? look.maxWords,
    maxLines: style.maxLines ?? look.maxLines,
    emphasisSize: style.emphasisScale ?? look.emphasisSize,
    exit: style.exit ?? look.exit,
    pace: Math.max(1, Math.round(1 / (style.speed ?? 1))),
    motion: style.motion ?? 'full',
    evenLines: style.lines !== 'full',
    dropPunctuation: style.punctuation === 'drop',
    // Without a box something else has to keep the words readable.
    outline: look.box !== null && box === null ? Math.max(outline, 0.06) : outline,
    size: picture.width * look.size * (shape === '16:9' ? 0.62 : 1) * style.size,
    ...place(style, look, shape),
    colours: colours(style, look, own),
    emphasised: style.emphasised,
    autoEmoji: style.autoEmoji || own.emojiAuto,
    bySpeaker: style.bySpeaker,
    speakers: style.speakers,
  }
}

function ownOptions(style: CaptionStyle, look: CaptionLook): OwnOptions {
  const chosen = Object.entries(style).filter(
    ([key, value]) => key in OwnOptions.shape && value !== null,
  )
  return { ...noOwn, ...look.own, ...Object.fromEntries(chosen) }
}

function place(style: CaptionStyle, look: CaptionLook, shape: Shape) {
  const picture = shapeSize[shape]
  const upright = shape === '9:16'
  const zone = safeZones[style.safeZone]
  const align = style.align ?? look.align
  // What sits higher in an upright picture, because something hangs below it, does so everywhere.
  const rest = upright
    ? look.bottom
    : restingPlace[shape] - Math.max(0, usualLook.bottom - look.bottom)
  let anchor =
    style.x !== null
      ? style.x * picture.width
      : align === 'centre'
        ? picture.width / 2
        : look.start * picture.width
  const free = upright ? zone : { left: picture.width * 0.056, right: picture.width * 0.944 }
  let width = picture.width * (style.width ?? look.width)
  if (align === 'centre') {
    // As wide as the nearer side allows.
    width = Math.min(width, 2 * (free.right - anchor), 2 * (anchor - free.left))
  } else {
    const [near, far] =
      align === 'start'
        ? [free.left, free.right]
        : [picture.width - free.right, picture.width - free.left]
    // Where somebody put it, it stays.
    anchor = Math.min(style.x === null ? Math.max(anchor, near) : anchor, picture.width * 0.6)
    width = Math.min(width, far - anchor)
  }
  return {
    ...{ align, anchor, width: Math.max(width, picture.width * 0.2) },
    // A height that somebody chose is theirs, buttons or not: the editor says so.
    bottom:
      style.y !== null
        ? picture.height * (1 - style.y)
        : Math.min(picture.height * rest, upright ? zone.bottom : picture.height),
  }
}

function colours(style: CaptionStyle, look: CaptionLook, own: OwnOptions): CaptionColours {
  const inverted = style.name === 'typewriter' && own.paper === 'dark'
  const plain = inverted
    ? { ...look.colours, base: '#f5f1e6', active: '#f5f1e6', guard: '#1c1a17', emphasis: '#ff8a80' }
    : look.colours
  const base = style.base ?? plain.base
  const guard = style.guard ?? plain.guard
  return {
    base,
    // A colour nobody could read keeps its place and changes its guard: black gives way to white.
    guard:
      (style.base || style.guard) && contrast(base, guard) < READABLE
        ? readableOn(base, guard)
        : guard,
    future: style.base ?? plain.future ?? base,
    active: style.active ?? (plain.active === plain.base ? base : plain.active),
    emphasis: style.emphasis ?? (plain.emphasis === plain.base ? base : plain.emphasis),
  }
}

/** The widest anything gets while it moves: text is laid out that much narrower. */
export function overshootOf(look: Pick<ResolvedLook, 'entry' | 'word' | 'leans' | 'name'>): number {
  // Big words are fitted to less than the picture; their slam may reach past it.
  if (look.name === 'bigword') return 1
  const widest = Math.max(
    1.06,
    ...entries[look.entry].map(({ scale }) => scale),
    ...wordMotions[look.word].map(({ scale }) => scale),
  )
  return look.leans === 'words' || look.leans === 'block' ? Math.max(widest, 1.12) : widest
}

/** Speakers in the order of the transcript, where nobody chose their colours. */
const speakerColours = ['#ffb454', '#5cd3ff', '#8ce99a', '#f7a8d8', '#d0bfff', '#ffe066'] as const

export const speakerColour = (speaker: number, chosen: Record<string, string>): string =>
  chosen[speaker] ?? speakerColours[speaker % speakerColours.length] ?? speakerColours[0]
