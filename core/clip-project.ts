import { z } from 'zod'
import { CaptionStyle, plainStyle, TemplateRef } from './caption-style.ts'
import { Framing, plainFraming } from './framing.ts'
import { WordId } from './ids.ts'
import { Overlay } from './overlay.ts'
import { Shape } from './shape.ts'
import { plainSound, Sound } from './sound.ts'
import { Ms } from './time.ts'
import { Transition } from './transition.ts'

/**
 * A stretch of the source. Pieces are listed in playing order, which need not be that of the source.
 * Cut words and pauses inside it are not played.
 */
export const Piece = z.object({
  id: z.string(),
  take: z.string(),
  from: Ms,
  to: Ms,
})
export type Piece = z.infer<typeof Piece>

/** A transcript word as this clip sees it. */
export const ClipWord = z.object({
  id: WordId,
  /** The corrected text where somebody corrected it. */
  text: z.string(),
  /** Source time; the re-timed one where somebody re-timed it. */
  from: Ms,
  to: Ms,
  speaker: z.number().int().nonnegative().nullable(),
  cut: z.boolean(),
  corrected: z.boolean(),
  emphasised: z.boolean(),
  retimed: z.boolean().default(false),
  /** Shown with the word. */
  emoji: z.string().nullable().default(null),
  /** Somebody turned the page before this word. */
  breakBefore: z.boolean().default(false),
})
export type ClipWord = z.infer<typeof ClipWord>

/** A stretch of silence that is not played, source ms, `to` exclusive. */
export const PauseCut = z.object({ from: Ms, to: Ms })
export type PauseCut = z.infer<typeof PauseCut>

/** Something two good edits left unplayable. Shown where it lies; blocks the export, not editing. */
export const ClipIssue = z.object({
  code: z.enum(['clip.empty', 'piece.empty', 'piece.too-short', 'take.crossed']),
  piece: z.string().nullable(),
  say: z.string(),
})
export type ClipIssue = z.infer<typeof ClipIssue>

/** Everything needed to draw a clip: plain JSON, the only form that leaves collab/. */
export const ClipProject = z.object({
  title: z.string(),
  /** The shape it is edited in. */
  shape: Shape,
  /** The shapes it is meant for, `shape` among them. */
  shapes: z.array(Shape).default([]),
  /** The template it was given last, at the version it was given. A newer one never applies itself. */
  given: TemplateRef.nullable().default(null),
  pieces: z.array(Piece),
  /** All words of the source that a piece touches, in spoken order, cut ones too. */
  words: z.array(ClipWord),
  /** In source order, without overlaps. */
  pauses: z.array(PauseCut).default([]),
  /** Over the seam before a piece, in playing order. A seam that is not named is a cut. */
  transitions: z.array(Transition).default([]),
  // A stored clip may be older than the newest property of a style.
  style: z.preprocess(
    (style) => (style && typeof style === 'object' ? { ...plainStyle('punch'), ...style } : style),
    CaptionStyle,
  ),
  /** Names of the speakers, in the order words count them. */
  speakers: z.array(z.string()).optional(),
  /** What is said, in the second language, on source time. */
  second: z.array(z.object({ from: Ms, to: Ms, text: z.string() })).optional(),
  /** Which language that is. */
  secondLanguage: z.string().optional(),
  /** What is written instead of the words that are heard, where captions are in another language. */
  captioned: z.array(ClipWord).optional(),
  /** Which language that is. */
  captionLanguage: z.string().optional(),
  /** Where somebody raises their voice, in source order; empty where nobody has listened for it. */
  loud: z.array(z.object({ from: Ms, to: Ms })).default([]),
  framing: Framing.default(plainFraming),
  /** From the lowest to the topmost. */
  overlays: z.array(Overlay).default([]),
  sound: Sound.default(plainSound),
  issues: z.array(ClipIssue),
})
export type ClipProject = z.infer<typeof ClipProject>

/** What a clip has besides its words and pieces before anybody has added to it. */
export const plainParts = (shape: Shape = '9:16') => ({
  shapes: [shape],
  given: null,
  pauses: [],
  transitions: [],
  loud: [],
  framing: plainFraming(),
  overlays: [],
  sound: plainSound(),
})
