import { z } from 'zod'
import { CaptionStyle } from './caption-style.ts'
import { WordId } from './ids.ts'
import { Shape } from './shape.ts'
import { Ms } from './time.ts'

/** A stretch of the source, in playing order. Cut words inside it are not played. */
export const Piece = z.object({
  id: z.string(),
  take: z.string(),
  from: Ms,
  to: Ms,
})
export type Piece = z.infer<typeof Piece>

/** A transcript word as this clip sees it; times stay source times. */
export const ClipWord = z.object({
  id: WordId,
  /** The corrected text where somebody corrected it. */
  text: z.string(),
  from: Ms,
  to: Ms,
  speaker: z.number().int().nonnegative().nullable(),
  cut: z.boolean(),
  corrected: z.boolean(),
  emphasised: z.boolean(),
})
export type ClipWord = z.infer<typeof ClipWord>

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
  shape: Shape,
  pieces: z.array(Piece),
  /** All words of the source that a piece touches, in spoken order, cut ones too. */
  words: z.array(ClipWord),
  style: CaptionStyle,
  issues: z.array(ClipIssue),
})
export type ClipProject = z.infer<typeof ClipProject>
