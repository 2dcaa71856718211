import { z } from 'zod'
import type { AssetKind } from './asset.ts'
import type { ClipProject } from './clip-project.ts'
import { LayoutKind, Slot } from './layout.ts'
import { type Overlay, type OverlayKind, overlaySchemas } from './overlay.ts'
import { Shape } from './shape.ts'
import { Sound } from './sound.ts'
import { TransitionKind } from './transition.ts'

/*
 * What a clip is made of besides its words, in the words of the API: what lies on it, its sound, how
 * each shape frames the source, and what lies over its seams. Times are seconds; places and sizes are
 * shares of the picture. What is read may be written back as it is.
 */

const Seconds = z.number().min(0).max(1_000_000)

/** Names of the API for ours; those with a time are seconds there and ms here. */
const times: Record<string, string> = {
  shownMs: 'shown_seconds',
  from: 'start_time',
  to: 'end_time',
  startAt: 'start_at',
  duckDown: 'duck_down',
  duckUp: 'duck_up',
  fadeIn: 'fade_in',
  fadeOut: 'fade_out',
  ms: 'duration',
}
const names: Record<string, string> = {
  ...times,
  duckBy: 'duck_by',
  afterHook: 'after_hook',
  asset: 'asset_id',
}
const ours = Object.fromEntries(Object.entries(names).map(([our, their]) => [their, our]))

const toApiFields = (fields: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      names[key] ?? key,
      key in times && typeof value === 'number' ? value / 1000 : value,
    ]),
  )
const fromApiFields = (fields: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const key = ours[name] ?? name
      return [key, key in times && typeof value === 'number' ? Math.round(value * 1000) : value]
    }),
  )

/** What the API says of one kind of overlay: every field, each as ours but for its name and unit. */
function apiOverlay<K extends OverlayKind>(kind: K) {
  const { id: _, kind: __, ...fields } = overlaySchemas[kind].shape as Record<string, z.ZodType>
  const theirs = Object.entries(fields).map(([key, schema]): [string, z.ZodType] => [
    names[key] ?? key,
    key in times ? Seconds : schema,
  ])
  return { type: z.literal(kind), id: z.string().max(60), ...Object.fromEntries(theirs) }
}
const kinds = Object.keys(overlaySchemas) as OverlayKind[]

/** The fields of its kind besides; which ones, the schemas say. */
type OverlayFields = { type: OverlayKind; [field: string]: unknown }

/** An overlay as it is told: whole. */
export const ApiOverlay = z.union(
  kinds.map((kind) => z.strictObject(apiOverlay(kind))),
) as unknown as z.ZodType<OverlayFields & { id: string }>
/** One that is asked for: what is left out is as it was, or as a new one has it. */
export const ApiOverlayWish = z.union(
  kinds.map((kind) => {
    const { type, ...fields } = apiOverlay(kind)
    return z.strictObject({ type, ...z.object(fields).partial().shape })
  }),
) as unknown as z.ZodType<OverlayFields & { id?: string | undefined }>

const Gain = Sound.shape.voice
export const ApiSound = z.strictObject({
  voice: Gain.describe('dB'),
  target: Sound.shape.target.describe('Loudness of the finished file, LUFS; null leaves it'),
  noise: Sound.shape.noise,
  fade_in: Seconds.max(10),
  fade_out: Seconds.max(10),
  speakers: z
    .record(z.string().regex(/^\d{1,3}$/), Gain)
    .describe('dB by index of the speaker, on top of `voice`'),
})

export const ApiLayout = z.strictObject({
  aspect_ratio: Shape,
  start_time: Seconds,
  end_time: Seconds,
  layout: LayoutKind,
})

export const ApiFramingKey = z.strictObject({
  aspect_ratio: Shape,
  slot: Slot,
  time: Seconds,
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
  width: z.number().min(0.02).max(1),
  height: z.number().min(0.02).max(1),
  move: z.enum(['glide', 'hold']),
})

export const ApiTransition = z.strictObject({
  piece_id: z.string().max(60).describe('The piece that comes in'),
  kind: TransitionKind,
  duration: z.number().min(0.1).max(2),
})

export const ApiComposition = z.strictObject({
  overlays: z.array(ApiOverlay),
  sound: ApiSound,
  layouts: z.array(ApiLayout),
  framing_keys: z.array(ApiFramingKey),
  transitions: z.array(ApiTransition),
  pieces: z.array(z.strictObject({ id: z.string(), start_time: Seconds, end_time: Seconds })),
  shots: z.array(Seconds).describe('Where shots of the video begin'),
})
export type ApiComposition = z.infer<typeof ApiComposition>

/** Each list that is given takes the place of the one there; the fields of the sound that are given. */
export const ApiCompositionWish = z.strictObject({
  overlays: z.array(ApiOverlayWish).max(100).optional(),
  sound: ApiSound.partial().optional(),
  layouts: z.array(ApiLayout).max(500).optional(),
  framing_keys: z.array(ApiFramingKey).max(2000).optional(),
  transitions: z.array(ApiTransition).max(500).optional(),
})
export type ApiCompositionWish = z.infer<typeof ApiCompositionWish>

export const toApiOverlay = ({ kind, id, ...fields }: Overlay) => ({
  ...{ type: kind, id },
  ...toApiFields(fields),
})

export function toApiComposition(project: ClipProject): ApiComposition {
  const { overlays, sound, framing, transitions, pieces } = project
  return {
    overlays: overlays.map(toApiOverlay),
    sound: toApiFields(sound) as ApiComposition['sound'],
    layouts: framing.layouts.map(({ shape, from, to, kind }) => ({
      ...{ aspect_ratio: shape, start_time: from / 1000, end_time: to / 1000, layout: kind },
    })),
    framing_keys: framing.keys.map(({ shape, slot, t, box, move }) => ({
      ...{ aspect_ratio: shape, slot, time: t / 1000 },
      ...{ x: box.x, y: box.y, width: box.w, height: box.h, move },
    })),
    transitions: transitions.map(({ piece, kind, ms }) => ({
      ...{ piece_id: piece, kind, duration: ms / 1000 },
    })),
    pieces: pieces.map(({ id, from, to }) => ({
      ...{ id, start_time: from / 1000, end_time: to / 1000 },
    })),
    shots: framing.shots.map((shot) => shot / 1000),
  }
}

/** An overlay somebody asks for, in our words; not checked yet. */
export const fromApiOverlay = (wish: z.infer<typeof ApiOverlayWish>) => {
  const { type, id, ...fields } = wish
  return { kind: type, id: id ?? null, values: fromApiFields(fields) as Partial<Overlay> }
}
export const fromApiSound = (wish: NonNullable<ApiCompositionWish['sound']>) =>
  fromApiFields(wish) as Partial<Sound>

/** Which kind of file each overlay shows or plays. */
export const assetKindOf = (kind: OverlayKind): AssetKind =>
  kind === 'music' ? 'sound' : 'picture'
