import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { ClipDoc } from '#collab/clip-doc/clip-doc.ts'
import type { EditOrigin } from '#collab/clip-doc/edit-origin.ts'
import {
  removeFramingKey,
  resetFraming,
  setFramingKey,
  setLayout,
} from '#collab/clip-doc/framing-verbs.ts'
import { onBehalfOf } from '#collab/clip-doc/on-behalf.ts'
import {
  addOverlay,
  changeOverlay,
  moveOverlay,
  removeOverlay,
} from '#collab/clip-doc/overlay-verbs.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import { setTransition } from '#collab/clip-doc/seam-verbs.ts'
import { setSound } from '#collab/clip-doc/sound-verbs.ts'
import {
  ApiCompositionWish,
  assetKindOf,
  fromApiOverlay,
  fromApiSound,
} from '#core/api-composition.ts'
import { brandWearer } from '#core/brand-kit.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { AppError } from '#core/errors.ts'
import { Box } from '#core/framing.ts'
import { AssetId, ClipId } from '#core/ids.ts'
import { onlyOnce, overlayDefaults, overlaySchemas } from '#core/overlay.ts'
import { Shape } from '#core/shape.ts'
import { ms } from '#core/time.ts'
import { assetsForVideo } from '#db/assets.ts'
import { brandOfClip } from '#db/brand-kits.ts'
import { getClip } from '#db/clips.ts'
import { requireUnlocked } from './brand.server.ts'
import { changeClip } from './change-clip.server.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const ComposeClip = z.object({ clipId: ClipId, wish: ApiCompositionWish })
export type ComposeClip = z.infer<typeof ComposeClip>

/**
 * Says what lies on a clip, how it sounds, how it is framed and what lies over its seams, by the verbs
 * people use in the editor, as one step that whoever asked can undo there.
 */
export async function composeClip(
  { db, collab, user }: Pick<CommandContext, 'db' | 'collab' | 'user'>,
  { clipId, wish }: ComposeClip,
): Promise<ClipProject> {
  const clip = await getClip(db, clipId, user.id)
  requireEditor(clip)
  const overlays = wish.overlays?.map(fromApiOverlay)
  for (const { from, to } of layoutsOf(wish)) {
    if (from >= to) throw invalid('A layout must end after it begins.')
  }
  for (const { box } of keysOf(wish)) {
    if (!Box.safeParse(box).success) throw invalid('A crop must lie inside the picture.')
  }
  const named = (overlays ?? []).flatMap(({ kind, values }) => {
    const id = AssetId.safeParse((values as { asset?: unknown }).asset)
    return id.success ? [{ id: id.data, kind: assetKindOf(kind) }] : []
  })
  const there = await assetsForVideo(
    db,
    clip.videoId,
    named.map(({ id }) => id),
  )
  for (const { id, kind } of named) {
    const asset = there.find((one) => one.id === id)
    if (!asset) throw new AppError('asset.not-found')
    if (asset.kind !== kind) throw invalid(`This overlay needs a ${kind}, and its asset is none.`)
  }
  const brand = await brandOfClip(db, clipId)
  const wear = brandWearer(brand)
  const { project: composed } = await changeClip({ db, collab }, clipId, (doc, source) => {
    const project = readClip(doc, source)
    // Looked at before anything is written: a wish is carried out as a whole, or not at all.
    if (overlays) {
      requireUnlocked(brand, brandFieldsOfOverlays(wear(project), overlays))
      checkOverlays(project, overlays)
    }
    const pieces = new Set(project.pieces.map(({ id }) => id))
    if (wish.transitions?.some(({ piece_id }) => !pieces.has(piece_id)))
      throw invalid('There is no such piece in this clip.')
    onBehalfOf(doc, user.id, 'compose', (origin) => {
      if (overlays) writeOverlays(doc, project, overlays, origin)
      if (wish.sound) setSound(doc, fromApiSound(wish.sound), origin)
      writeFraming(doc, project, wish, origin)
      if (wish.transitions) {
        for (const piece of pieces) {
          const wanted = wish.transitions.find(({ piece_id }) => piece_id === piece)
          const { kind, duration } = wanted ?? {}
          setTransition(
            doc,
            piece,
            kind && duration !== undefined ? { kind, ms: duration * 1000 } : null,
            origin,
          )
        }
      }
    })
  })
  return wear(composed)
}

const invalid = (detail: string) => new AppError('request.invalid', { detail })

type Wanted = ReturnType<typeof fromApiOverlay>

/** What of a brand would be different than it is shown. What is read may be written back. */
const brandFieldsOfOverlays = ({ overlays }: ClipProject, wanted: Wanted[]) =>
  (['logo', 'intro', 'outro'] as const).filter((kind) => {
    const now = overlays.find((one) => one.kind === kind)
    const wish = wanted.find((one) => one.kind === kind)
    if (!now || !wish) return now !== undefined || wish !== undefined
    return !isDeepStrictEqual({ ...now, ...wish.values }, now)
  })

/** What each would be altogether must be something that can be drawn. */
function checkOverlays({ overlays }: ClipProject, wanted: Wanted[]): void {
  for (const { kind, id, values } of wanted) {
    const known = overlays.find((one) => one.id === (onlyOnce.includes(kind) ? kind : id))
    if (id !== null && known?.kind !== kind && !onlyOnce.includes(kind))
      throw invalid('There is no such overlay in this clip. Leave its id out to add one.')
    const whole = { ...(known ?? overlayDefaults[kind]), ...values, kind, id: id ?? 'new' }
    const parsed = overlaySchemas[kind].safeParse(whole)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      throw invalid(`${kind}: ${issue?.path.join('.')} ${issue?.message.toLowerCase()}`)
    }
  }
  const once = wanted.map(({ kind }) => kind).filter((kind) => onlyOnce.includes(kind))
  if (new Set(once).size < once.length) throw invalid(`A clip has each of ${onlyOnce} once.`)
}

function writeOverlays(
  doc: ClipDoc,
  { overlays }: ClipProject,
  wanted: Wanted[],
  origin: EditOrigin,
): void {
  const ids = wanted.map(({ kind, id, values }) => {
    const name = onlyOnce.includes(kind) ? kind : id
    const known = name !== null && overlays.some((one) => one.id === name)
    if (!known) return addOverlay(doc, kind, values, origin)
    changeOverlay(doc, name, kind, values, origin)
    return name
  })
  for (const { id } of overlays) if (!ids.includes(id)) removeOverlay(doc, id, origin)
  for (const id of ids) moveOverlay(doc, id, null, origin)
}

const layoutsOf = ({ layouts = [] }: ApiCompositionWish) =>
  layouts.map(({ aspect_ratio: shape, start_time, end_time, layout }) => ({
    ...{ shape, kind: layout, from: ms(start_time * 1000), to: ms(end_time * 1000) },
  }))
const keysOf = ({ framing_keys = [] }: ApiCompositionWish) =>
  framing_keys.map(({ aspect_ratio: shape, slot, time, x, y, width, height, move }) => ({
    ...{ shape, slot, move, t: Math.round(time * 1000), box: { x, y, w: width, h: height } },
  }))

function writeFraming(
  doc: ClipDoc,
  { framing }: ClipProject,
  wish: ApiCompositionWish,
  origin: EditOrigin,
): void {
  if (!wish.layouts && !wish.framing_keys) return
  const layouts = wish.layouts ? layoutsOf(wish) : framing.layouts
  const keys = wish.framing_keys ? keysOf(wish) : framing.keys
  for (const shape of Shape.options) resetFraming(doc, shape, origin)
  // What was found by itself outlives a reset; here it goes unless it is asked for.
  for (const { id } of framing.keys) removeFramingKey(doc, id, origin)
  // 9:16 last: another shape begins with what 9:16 has by then, which is nothing.
  for (const shape of Shape.options.toReversed()) {
    for (const one of layouts) {
      if (one.shape === shape) setLayout(doc, shape, one, one.kind, origin)
    }
    for (const key of keys) {
      const auto = 'auto' in key && key.auto === true
      if (key.shape === shape) setFramingKey(doc, { ...key, auto }, origin)
    }
  }
}
