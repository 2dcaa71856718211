import { z } from 'zod'
import type { ClipDoc } from '#collab/clip-doc/clip-doc.ts'
import type { EditOrigin } from '#collab/clip-doc/edit-origin.ts'
import { pinTemplate, setStyle as writeStyle } from '#collab/clip-doc/look-verbs.ts'
import { onBehalfOf } from '#collab/clip-doc/on-behalf.ts'
import { addOverlay, changeOverlay, removeOverlay } from '#collab/clip-doc/overlay-verbs.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import { setTransition } from '#collab/clip-doc/seam-verbs.ts'
import { setSound } from '#collab/clip-doc/sound-verbs.ts'
import { fromApiCaptions } from '#core/api-captions.ts'
import { toLogo, toMusic } from '#core/api-overlays.ts'
import { ApiStyleChange, toCaptionStyle, transitionNamed, voiceOfVolume } from '#core/api-style.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { AppError, isAppError } from '#core/errors.ts'
import { type AssetId, ClipId, StyleId, type UserId, type VideoId } from '#core/ids.ts'
import { laidBy, overlayOfTemplate, templateNamed } from '#core/overlay-template.ts'
import { StyleProps } from '#core/written-style.ts'
import { getAsset } from '#db/assets.ts'
import { brandOfClip } from '#db/brand-kits.ts'
import type { Db } from '#db/client.ts'
import { clipStyleOf, writeStyleFields } from '#db/clip-styles.ts'
import { getClip } from '#db/clips.ts'
import { styleForVideo } from '#db/written-styles.ts'
import type { AppContext } from '../server/context.ts'
import { brandFieldsOfStyle, requireUnlocked } from './brand.server.ts'
import { changeClip } from './change-clip.server.ts'
import type { CommandContext } from './command-context.ts'
import { assetNameOf, fetchAsset } from './fetch-asset.server.ts'
import { readStoredClip } from './read-clip.server.ts'
import { requireEditor } from './require-editor.server.ts'

export const SetStyle = z.object({ clipId: ClipId, fields: ApiStyleChange })
export type SetStyle = z.infer<typeof SetStyle>

/** A field whose file could not be had, and why. It is kept as it was written and not drawn. */
export type StyleProblem = { field: keyof ApiStyleChange; message: string }

/**
 * Changes a clip's look. What is drawn and heard goes into the live document, where people see it; a
 * logo and music are fetched from their addresses first. Throws 'address.refused', and nothing is
 * changed then.
 */
export async function setStyle(
  context: Pick<CommandContext, 'db' | 'collab' | 'storage' | 'decodeAsset' | 'user'> &
    Pick<AppContext, 'config'>,
  { clipId, fields }: SetStyle,
): Promise<StyleProblem[]> {
  const { db, user } = context
  const clip = await mayChangeStyle({ db, user }, clipId, fields)
  await requireWritten(db, clip.videoId, fields)
  const kept = (await clipStyleOf(db, clipId))?.fields
  const { files, problems } = await filesOf(context, clipId, fields, kept)
  const { captions: _, ...columns } = fields
  const look = { ...kept, ...columns }
  await changeStyle(context, clipId, (doc, project, origin) => {
    writeStyle(doc, toCaptionStyle(fields, project.style), origin)
    writeParts(doc, fields, project.pieces.slice(1), origin)
    writeFiles(doc, look, fields, files, origin)
    writeTemplate(doc, fields.overlay_template, kept?.overlay_template ?? null, project, origin)
  })
  await writeStyleFields(db, clipId, columns)
  return problems
}

/** Kept beside the document a locked field would look as if it counted. */
async function mayChangeStyle(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  clipId: ClipId,
  fields: ApiStyleChange,
): Promise<{ videoId: VideoId }> {
  const clip = await getClip(db, clipId, user.id)
  requireEditor(clip)
  requireUnlocked(await brandOfClip(db, clipId), brandFieldsOfStyle(fields))
  return clip
}

/** Fails with 'style.not-found' where captions shall have a written style that is not there. */
async function requireWritten(
  db: Db,
  videoId: VideoId,
  { captions = {} }: ApiStyleChange,
): Promise<void> {
  const { template } = fromApiCaptions(captions)
  if (template && !(await styleForVideo(db, videoId, template)))
    throw new AppError('style.not-found')
}

const FILES = [
  { field: 'brand_logo_url', overlay: 'logo', kind: 'picture' },
  { field: 'background_music_url', overlay: 'music', kind: 'sound' },
] as const
type Files = Partial<Record<'logo' | 'music', AssetId | null>>

/** What is to lie on the clip now: a file, null for none; what is left out stays as it is. */
async function filesOf(
  context: Parameters<typeof setStyle>[0],
  clipId: ClipId,
  fields: ApiStyleChange,
  kept: ApiStyleChange | undefined,
): Promise<{ files: Files; problems: StyleProblem[] }> {
  const { db, user } = context
  const files: Files = {}
  const problems: StyleProblem[] = []
  const project = FILES.some(({ field }) => fields[field]) ? await readStoredClip(db, clipId) : null
  for (const { field, overlay, kind } of FILES) {
    const url = fields[field]
    if (url === undefined) continue
    if (url === null) {
      files[overlay] = null
      continue
    }
    const there = project && overlayAsset(project, overlay)
    const same = kept?.[field] === url && there !== null
    if (same && (await nameOf(db, there, user.id)) === assetNameOf(url)) continue
    try {
      files[overlay] = await fetchAsset(context, { url, clipId, kind })
    } catch (error) {
      if (!isAppError(error)) throw error
      if (error.code === 'address.refused') {
        throw new AppError(error.code, { detail: error.message, field, cause: error })
      }
      problems.push({ field, message: error.message })
    }
  }
  return { files, problems }
}

/** What a file is called; null where it was deleted meanwhile. */
const nameOf = (db: Db, asset: AssetId, user: UserId): Promise<string | null> =>
  getAsset(db, asset, user).then(
    ({ name }) => name,
    (error: unknown) => {
      if (isAppError(error) && error.code === 'asset.not-found') return null
      throw error
    },
  )

/** The file of a clip’s logo or music; null where it has none. */
function overlayAsset(
  { overlays }: Pick<ClipProject, 'overlays'>,
  wanted: 'logo' | 'music',
): AssetId | null {
  const found = overlays.find(({ kind }) => kind === wanted)
  return found && 'asset' in found ? found.asset : null
}

/** Changes a clip's look, as one step. */
async function changeStyle(
  { db, collab, user }: Pick<CommandContext, 'db' | 'collab' | 'user'>,
  clipId: ClipId,
  write: (doc: ClipDoc, project: ClipProject, origin: EditOrigin) => void,
): Promise<void> {
  await changeClip({ db, collab }, clipId, (doc, source) => {
    const project = readClip(doc, source)
    onBehalfOf(doc, user.id, 'style', (origin) => write(doc, project, origin))
  })
}

/** How long a transition is that nobody gave a length, ms. */
const TRANSITION = 400

/** What of a look is not of its captions. An effect that is unknown changes nothing. */
function writeParts(
  doc: ClipDoc,
  { transition_effect: effect, original_audio_volume: volume }: ApiStyleChange,
  seams: readonly { id: string }[],
  origin: EditOrigin,
): void {
  if (volume !== undefined) setSound(doc, { voice: voiceOfVolume(volume) }, origin)
  const kind = effect === undefined ? undefined : transitionNamed(effect)
  if (kind === undefined) return
  for (const { id } of seams) setTransition(doc, id, kind && { kind, ms: TRANSITION }, origin)
}

/** A new logo and new music are as all that is known of the look says; others as this change does. */
function writeFiles(
  doc: ClipDoc,
  look: ApiStyleChange,
  change: ApiStyleChange,
  { logo, music }: Files,
  origin: EditOrigin,
): void {
  if (logo === null) removeOverlay(doc, 'logo', origin)
  else if (logo) addOverlay(doc, 'logo', { ...toLogo(look), asset: logo }, origin)
  else changeOverlay(doc, 'logo', 'logo', toLogo(change), origin)
  if (music === null) removeOverlay(doc, 'music', origin)
  else if (music) addOverlay(doc, 'music', { ...toMusic(look), asset: music }, origin)
  else changeOverlay(doc, 'music', 'music', toMusic(change), origin)
}

/** What the template named before put on the clip goes, unless people have taken it away already. */
function writeTemplate(
  doc: ClipDoc,
  wanted: string | null | undefined,
  before: string | null,
  project: ClipProject,
  origin: EditOrigin,
): void {
  const template = wanted === undefined ? undefined : templateNamed(wanted)
  if (template === undefined) return
  const last = templateNamed(before)
  const there = last && laidBy(last, project.overlays)
  if (template === last && there) return
  if (there) removeOverlay(doc, there.id, origin)
  if (template === null) return
  const { kind, values } = overlayOfTemplate(template, project)
  addOverlay(doc, kind, values, origin)
}

export const PinStyle = z.object({
  clipId: ClipId,
  styleId: StyleId,
  version: z.number().int().positive(),
  /** What the clip sets of the style's properties; it keeps nothing of what it had set before. */
  overrides: StyleProps,
})
export type PinStyle = z.infer<typeof PinStyle>

/** Gives a clip one version of a style that somebody wrote. Fails with 'style.not-found'. */
export async function pinStyle(
  { db, collab, user }: Pick<CommandContext, 'db' | 'collab' | 'user'>,
  { clipId, styleId: id, version, overrides }: PinStyle,
): Promise<void> {
  const { videoId } = await getClip(db, clipId, user.id)
  if (!(await styleForVideo(db, videoId, { id, version }))) throw new AppError('style.not-found')
  await mayChangeStyle({ db, user }, clipId, {})
  await changeStyle({ db, collab, user }, clipId, (doc, _, origin) =>
    pinTemplate(doc, { id, version }, StyleProps.parse(overrides), origin),
  )
  // The row says when the look was changed last.
  await writeStyleFields(db, clipId, {})
}
