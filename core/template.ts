import { z } from 'zod'
import { CaptionStyle, plainStyle } from './caption-style.ts'
import type { ClipProject } from './clip-project.ts'
import { layoutOf } from './framing.ts'
import { AssetId } from './ids.ts'
import { LayoutKind } from './layout.ts'
import { Overlay, type OverlayKind } from './overlay.ts'
import { Shape } from './shape.ts'
import { plainSound, Sound } from './sound.ts'

/** What of a clip's look a template may speak about. What it does not speak about stays as it is. */
export const TemplatePart = z.enum(['captions', 'layout', 'picture', 'cards', 'sound'])
export type TemplatePart = z.infer<typeof TemplatePart>

/** How a clip looks and sounds, without what it says: what a version of a template holds. */
export const TemplateLook = z.object({
  parts: z.array(TemplatePart).min(1),
  /** With the version of a written style, where it has one. Stored ones may lack newer properties. */
  style: z.preprocess(
    (style) => (style && typeof style === 'object' ? { ...plainStyle('punch'), ...style } : style),
    CaptionStyle,
  ),
  /** The shape a clip is edited in, and how every shot of it is laid out. */
  shape: Shape,
  layout: LayoutKind,
  /** Of all parts: what lies on the picture, the cards, the music. From the lowest to the topmost. */
  overlays: z.array(Overlay).max(40),
  /** Without loudnesses of single speakers, who are the clip's. */
  sound: Sound.omit({ speakers: true }),
})
export type TemplateLook = z.infer<typeof TemplateLook>

/** Who finds a template: its maker, the workspace it was made in, or everybody here. */
export const TemplateReach = z.enum(['personal', 'workspace', 'public'])
export type TemplateReach = z.infer<typeof TemplateReach>

/** Where the title of the clip goes in a text or on a card. */
export const TITLE_MARK = '{title}'

const partOfKind: Record<OverlayKind, TemplatePart> = {
  text: 'picture',
  image: 'picture',
  logo: 'picture',
  progress: 'picture',
  music: 'sound',
  intro: 'cards',
  outro: 'cards',
}
export const partOf = ({ kind }: Pick<Overlay, 'kind'>): TemplatePart => partOfKind[kind]

/** Whether an overlay belongs to one place of one clip, which no other clip has. */
export const isOfItsPlace = (overlay: Overlay): boolean =>
  'shown' in overlay && overlay.shown === 'source'

/** The look of a clip, as far as other clips can have it. */
export function lookOf(project: ClipProject, parts: readonly TemplatePart[]): TemplateLook {
  const { speakers: _, ...sound } = project.sound
  return {
    parts: TemplatePart.options.filter((part) => parts.includes(part)),
    style: project.style,
    shape: project.shape,
    layout: longestLayout(project),
    overlays: project.overlays
      .filter((overlay) => parts.includes(partOf(overlay)) && !isOfItsPlace(overlay))
      .slice(0, 40)
      .map((overlay) => marked(overlay, project.title)),
    sound,
  }
}

/** The look of a caption style and nothing besides. */
export const captionsLook = (style: CaptionStyle): TemplateLook => {
  const { speakers: _, ...sound } = plainSound()
  return { parts: ['captions'], style, shape: '9:16', layout: 'fill', overlays: [], sound }
}

/** A text that is the clip's title is the title of the next clip, not that of the first. */
const marked = (overlay: Overlay, title: string): Overlay =>
  'text' in overlay && title !== '' && overlay.text === title
    ? { ...overlay, text: TITLE_MARK }
    : overlay

export const withTitle = (overlay: Overlay, title: string): Overlay =>
  'text' in overlay && overlay.text.includes(TITLE_MARK)
    ? { ...overlay, text: overlay.text.replaceAll(TITLE_MARK, title).slice(0, 120) }
    : overlay

/** The layout in which most of the clip plays. */
function longestLayout({ pieces, framing, shape }: ClipProject): LayoutKind {
  const lengths = new Map<LayoutKind, number>()
  for (const { from, to } of pieces) {
    const edges = framing.layouts.flatMap((layout) => [layout.from, layout.to])
    const inside = edges.filter((edge) => edge > from && edge < to)
    const cuts = [from, ...inside.sort((a, b) => a - b), to]
    cuts.slice(1).forEach((end, i) => {
      const start = cuts[i] ?? from
      const kind = layoutOf(framing, shape, start)
      lengths.set(kind, (lengths.get(kind) ?? 0) + end - start)
    })
  }
  const [longest] = [...lengths].sort(([, a], [, b]) => b - a)
  return longest?.[0] ?? 'fill'
}

/** The files a look shows or plays, each once. */
export const assetsOfLook = ({ overlays }: TemplateLook): AssetId[] => [
  ...new Set(
    overlays.flatMap((overlay) => {
      const id = AssetId.safeParse('asset' in overlay ? overlay.asset : null)
      return id.success ? [id.data] : []
    }),
  ),
]

/** Names of what is left out of a look elsewhere than where it was made. */
export type LeftOut =
  | 'a picture'
  | 'the logo'
  | 'the music'
  | 'a card’s picture'
  | 'the written style'

/**
 * A look as a clip can have it: what names a file or a written style that the clip's workspace has
 * not stays out, and is said.
 */
export function lookWithin(
  look: TemplateLook,
  has: { asset(id: AssetId): boolean; style: boolean },
): { look: TemplateLook; leftOut: LeftOut[] } {
  const leftOut = new Set<LeftOut>()
  const overlays = look.overlays.flatMap((overlay): Overlay[] => {
    if (!('asset' in overlay) || overlay.asset === null || has.asset(overlay.asset))
      return [overlay]
    if (overlay.kind === 'intro' || overlay.kind === 'outro') {
      leftOut.add('a card’s picture')
      return [{ ...overlay, asset: null }]
    }
    leftOut.add(leftOutNames[overlay.kind])
    return []
  })
  const styled = !look.parts.includes('captions') || look.style.template === null || has.style
  if (!styled) leftOut.add('the written style')
  return {
    look: {
      ...look,
      overlays,
      style: styled ? look.style : { ...look.style, template: null, overrides: {} },
    },
    leftOut: [...leftOut],
  }
}
const leftOutNames = { image: 'a picture', logo: 'the logo', music: 'the music' } as const

/** Words that show what a look does to words; every fifth is emphasised. */
export const SAMPLE_WORDS = 'Everybody in that room knew who was the loudest one'

/** Words for what a look brings, in a list. */
export const partNames: Record<TemplatePart, string> = {
  captions: 'Captions',
  layout: 'Shape and layout',
  picture: 'Logo, texts, pictures',
  cards: 'Intro and outro',
  sound: 'Sound and music',
}
