import { z } from 'zod'
import { Colour } from './colour.ts'
import type { Cut } from './cut-list.ts'
import { clipLength, toClipTime } from './cut-list.ts'
import { AssetId } from './ids.ts'
import { FPS, fromFrame, Ms, ms } from './time.ts'

const Share = z.number().min(0).max(1)

/** When it is shown. `source`: while this stretch of the source plays, wherever that is. */
const shown = {
  shown: z.enum(['all', 'first', 'last', 'source']),
  /** How long `first` and `last` are, ms. */
  shownMs: Ms.min(100).max(60_000),
  /** For `source`: source ms, `to` exclusive. */
  from: Ms,
  to: Ms,
}

/** Where its middle is, 0–1 of the picture, and how wide it is. */
const placed = { x: Share, y: Share, w: Share.min(0.02) }

export const TextOverlay = z.object({
  kind: z.literal('text'),
  id: z.string(),
  text: z.string().max(280),
  /** px in a picture 1080 wide. */
  size: z.number().min(24).max(72),
  font: z
    .string()
    .regex(/^[\w -]{1,60}$/)
    .nullable(),
  colour: Colour,
  background: Colour.nullable(),
  align: z.enum(['left', 'centre', 'right']),
  ...placed,
  ...shown,
})

export const ImageOverlay = z.object({
  kind: z.literal('image'),
  id: z.string(),
  asset: AssetId,
  opacity: Share,
  ...placed,
  ...shown,
})

export const LogoOverlay = z.object({
  kind: z.literal('logo'),
  id: z.string(),
  asset: AssetId,
  place: z.enum([
    'top-left',
    'top',
    'top-right',
    'left',
    'centre',
    'right',
    'bottom-left',
    'bottom',
    'bottom-right',
  ]),
  /** From the picture's edges, px in a picture 1080 wide. */
  margin: z.number().min(0).max(200),
  /** Its width as a share of the picture's. */
  scale: z.number().min(0.04).max(0.5),
  opacity: Share,
  ...shown,
})

export const MusicOverlay = z.object({
  kind: z.literal('music'),
  id: z.string(),
  asset: AssetId,
  /** dB. */
  gain: z.number().min(-40).max(6),
  /** Where in the music it begins, ms. */
  startAt: Ms,
  loop: z.boolean(),
  /** Lowered while somebody speaks: by how many dB, and how fast down and up again, ms. */
  duck: z.boolean(),
  duckBy: z.number().min(0).max(40),
  duckDown: Ms.max(2000),
  duckUp: Ms.max(3000),
  fadeIn: Ms.max(10_000),
  fadeOut: Ms.max(10_000),
})

/** A bar that fills while the clip plays. */
export const ProgressOverlay = z.object({
  kind: z.literal('progress'),
  id: z.string(),
  edge: z.enum(['top', 'bottom']),
  /** px in a picture 1080 wide. */
  height: z.number().min(2).max(40),
  colour: Colour,
})

const card = {
  id: z.string(),
  on: z.boolean(),
  /** A video or picture; null: a plain card with `text`. */
  asset: AssetId.nullable(),
  text: z.string().max(120),
  background: Colour,
  /** How long it is shown, ms. */
  ms: Ms.min(300).max(15_000),
}

/** Comes before the clip, or after its first piece: "the hook comes before the intro". */
export const IntroOverlay = z.object({
  kind: z.literal('intro'),
  afterHook: z.boolean(),
  ...card,
})
export const OutroOverlay = z.object({ kind: z.literal('outro'), ...card })

/** Something put on a clip besides its words. */
export const Overlay = z.discriminatedUnion('kind', [
  TextOverlay,
  ImageOverlay,
  LogoOverlay,
  MusicOverlay,
  ProgressOverlay,
  IntroOverlay,
  OutroOverlay,
])
export type Overlay = z.infer<typeof Overlay>
export type OverlayKind = Overlay['kind']
export type OverlayOf<K extends OverlayKind> = Extract<Overlay, { kind: K }>

export const overlaySchemas = {
  text: TextOverlay,
  image: ImageOverlay,
  logo: LogoOverlay,
  music: MusicOverlay,
  progress: ProgressOverlay,
  intro: IntroOverlay,
  outro: OutroOverlay,
} as const satisfies Record<OverlayKind, z.ZodType>

/** A clip has at most one of these; two people who add one at once add the same. */
export const onlyOnce: readonly OverlayKind[] = ['logo', 'music', 'progress', 'intro', 'outro']

const everywhere = { shown: 'all', shownMs: 3000, from: 0, to: 0 }
const inMiddle = { x: 0.5, y: 0.2, w: 0.8 }
const plainCard = { on: true, asset: null, text: '', background: '#000000' }

/** What an overlay says where nobody has said otherwise. An `asset` that is needed has no default. */
export const overlayDefaults = {
  text: {
    text: '',
    size: 48,
    font: null,
    colour: '#ffffff',
    background: null,
    align: 'centre',
    ...inMiddle,
    ...everywhere,
  },
  image: { opacity: 1, ...inMiddle, w: 0.4, ...everywhere },
  logo: { place: 'top-left', margin: 24, scale: 0.18, opacity: 0.9, ...everywhere },
  music: {
    gain: -18,
    startAt: 0,
    loop: true,
    duck: true,
    duckBy: 16,
    duckDown: 200,
    duckUp: 600,
    fadeIn: 300,
    fadeOut: 1200,
  },
  progress: { edge: 'bottom', height: 8, colour: '#ffffff' },
  intro: { afterHook: true, ...plainCard, ms: 1500 },
  outro: { ...plainCard, ms: 3500 },
} as const satisfies Record<OverlayKind, Record<string, string | number | boolean | null>>

/** The files a clip's overlays name, each once. */
export const overlayAssets = ({ overlays }: { overlays: readonly Overlay[] }): AssetId[] => [
  ...new Set(overlays.flatMap((overlay) => ('asset' in overlay && overlay.asset) || [])),
]

/**
 * When an overlay shows in the clip: stretches of clip time, ms, in order. One that is tied to the
 * source shows wherever that plays, once for each time, and not at all where it was cut.
 */
export function overlayTimes(
  overlay: Pick<OverlayOf<'text'>, 'shown' | 'shownMs' | 'from' | 'to'>,
  cuts: readonly Cut[],
  fps = FPS,
): { from: Ms; to: Ms }[] {
  const length = clipLength(cuts as Cut[], fps)
  if (length === 0) return []
  const { shown, shownMs } = overlay
  if (shown === 'all') return [{ from: ms(0), to: length }]
  if (shown === 'first') return [{ from: ms(0), to: ms(Math.min(length, shownMs)) }]
  if (shown === 'last') return [{ from: ms(Math.max(0, length - shownMs)), to: length }]
  const times: { from: Ms; to: Ms }[] = []
  for (const cut of cuts) {
    const [from, to] = [Math.max(cut.from, overlay.from), Math.min(cut.to, overlay.to)]
    if (from >= to) continue
    const start = ms((toClipTime([cut], from, fps) ?? fromFrame(cut.start, fps)) as number)
    const end = ms(Math.min(start + (to - from), fromFrame(cut.start + cut.frames, fps)))
    const last = times.at(-1)
    // What goes on across a seam is one showing, not two.
    if (last && start - last.to <= 1000 / fps) last.to = end
    else if (end > start) times.push({ from: start, to: end })
  }
  return times
}
