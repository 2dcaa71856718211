import { z } from 'zod'
import { CaptionFont } from './caption-font.ts'
import { captionLooks } from './caption-looks.ts'
import { type CaptionStyle, PropName, PropValue, type StyleName } from './caption-style.ts'
import type { ClipProject } from './clip-project.ts'

/** A caption style that somebody wrote: one file with a zod schema of its properties and a component. */

/** Letters of one file. The longest of our own has 5,000. */
export const MAX_SOURCE = 40_000

/** What a style may import, besides nothing. */
export const STYLE_MODULES = ['react', 'remotion', 'zod', '@cliproom/style'] as const

/** What went wrong in a style, in words for whoever wrote it, and in which of its lines (from 1). */
export const StyleFault = z.object({
  say: z.string().max(500),
  line: z.number().int().positive().nullable(),
})
export type StyleFault = z.infer<typeof StyleFault>

/** In one sentence, with its line. */
export const sayFault = ({ say, line }: StyleFault): string =>
  line === null ? say : `Line ${line}: ${say}`

/** What runs: made from a source by the server, never by a page. */
export const CompiledStyle = z.object({
  code: z.string().max(MAX_SOURCE * 8),
  /** For each line of the code the line of the source it comes from; 0: none. */
  lines: z.array(z.number().int().nonnegative()),
})
export type CompiledStyle = z.infer<typeof CompiledStyle>

const About = { name: PropName, title: z.string().max(60) }

/** A property as a form shows it. */
export const StyleField = z.discriminatedUnion('kind', [
  z.object({ ...About, kind: z.literal('color'), own: z.string().max(9) }),
  z.object({ ...About, kind: z.literal('font'), own: CaptionFont }),
  z.object({
    ...About,
    kind: z.literal('number'),
    own: z.number(),
    min: z.number(),
    max: z.number(),
    step: z.number().positive(),
  }),
  z.object({ ...About, kind: z.literal('toggle'), own: z.boolean() }),
  z.object({
    ...About,
    kind: z.literal('choice'),
    own: z.string().max(40),
    options: z.array(z.string().max(40)).min(1).max(20),
  }),
  z.object({ ...About, kind: z.literal('text'), own: z.string().max(200), most: z.number().int() }),
])
export type StyleField = z.infer<typeof StyleField>

export const MAX_FIELDS = 40

/** How the words are set before a style draws them. Left out: as Plain sets them. */
export const StyleLayout = z
  .object({
    font: CaptionFont,
    /** Letters in px, where the picture is 1080 px wide. */
    size: z.number().min(24).max(160),
    caps: z.boolean(),
    maxWords: z.number().int().min(1).max(12),
    maxLines: z.number().int().min(1).max(3),
    align: z.enum(['start', 'centre', 'end']),
    emphasisScale: z.number().min(1).max(1.5),
  })
  .partial()
export type StyleLayout = z.infer<typeof StyleLayout>

/** How far outside its words a style may paint, in letters' heights. */
export const Reach = z.number().min(0).max(8)
export const USUAL_REACH = 1.5

/** What a style says of itself with some of its properties set. */
export const StyleFacts = z.object({
  fields: z.array(StyleField).max(MAX_FIELDS),
  layout: StyleLayout,
  reach: Reach,
  /** Properties that were set to what they cannot be, and have their own value instead. */
  refused: z.array(PropName),
})
export type StyleFacts = z.infer<typeof StyleFacts>

export const StyleProps = z.record(PropName, PropValue)
export type StyleProps = z.infer<typeof StyleProps>

/** Words in a written style are set as in this one. */
const GROUND: StyleName = 'plain'

/** A clip's style as its written one sets the words: what the clip itself chose comes first. */
export function groundOf(style: CaptionStyle, layout: StyleLayout): CaptionStyle {
  const own = captionLooks[GROUND].size * 1080
  return {
    ...style,
    name: GROUND,
    font: style.font ?? layout.font ?? null,
    size: style.size * ((layout.size ?? own) / own),
    caps: style.caps ?? layout.caps ?? null,
    maxWords: style.maxWords ?? layout.maxWords ?? null,
    maxLines: style.maxLines ?? layout.maxLines ?? null,
    align: style.align ?? layout.align ?? null,
    emphasisScale: style.emphasisScale ?? layout.emphasisScale ?? null,
    // What moves is the style's own.
    ...{ entry: 'cut', word: 'cut', exit: 'cut' as const, background: 'none' as const },
  }
}

export const onGround = (project: ClipProject, layout: StyleLayout): ClipProject => ({
  ...project,
  style: groundOf(project.style, layout),
})
