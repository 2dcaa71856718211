import { z } from 'zod'
import type { ClipDoc } from '#collab/clip-doc/clip-doc.ts'
import type { EditOrigin } from '#collab/clip-doc/edit-origin.ts'
import { setStyle as writeStyle } from '#collab/clip-doc/look-verbs.ts'
import { onBehalfOf } from '#collab/clip-doc/on-behalf.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import { setTransition } from '#collab/clip-doc/seam-verbs.ts'
import { setSound } from '#collab/clip-doc/sound-verbs.ts'
import { ApiStyleChange, toCaptionStyle, transitionNamed, voiceOfVolume } from '#core/api-style.ts'
import type { CaptionStyle } from '#core/caption-style.ts'
import { AppError } from '#core/errors.ts'
import { ClipId, StyleId } from '#core/ids.ts'
import { StyleProps } from '#core/written-style.ts'
import { brandOfClip } from '#db/brand-kits.ts'
import { writeStyleFields } from '#db/clip-styles.ts'
import { getClip } from '#db/clips.ts'
import { styleForVideo } from '#db/written-styles.ts'
import { brandFieldsOfStyle, requireUnlocked } from './brand.server.ts'
import { changeClip } from './change-clip.server.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const SetStyle = z.object({ clipId: ClipId, fields: ApiStyleChange })
export type SetStyle = z.infer<typeof SetStyle>

/** Changes a clip's look. What captions are made of goes into the live document, where people see it. */
export async function setStyle(
  { db, collab, user }: Pick<CommandContext, 'db' | 'collab' | 'user'>,
  { clipId, fields }: SetStyle,
): Promise<void> {
  await changeStyle({ db, collab, user }, clipId, toCaptionStyle(fields), fields)
}

async function changeStyle(
  { db, collab, user }: Pick<CommandContext, 'db' | 'collab' | 'user'>,
  clipId: ClipId,
  change: Partial<CaptionStyle>,
  fields: ApiStyleChange,
): Promise<void> {
  requireEditor(await getClip(db, clipId, user.id))
  // Kept beside the document it would look as if it counted.
  requireUnlocked(await brandOfClip(db, clipId), brandFieldsOfStyle(fields))
  await changeClip({ db, collab }, clipId, (doc, source) => {
    const seams = readClip(doc, source).pieces.slice(1)
    onBehalfOf(doc, user.id, 'style', (origin) => {
      writeStyle(doc, change, origin)
      writeParts(doc, fields, seams, origin)
    })
  })
  await writeStyleFields(db, clipId, fields)
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
  const style = { template: { id, version }, overrides: StyleProps.parse(overrides) }
  await changeStyle({ db, collab, user }, clipId, style, {})
}
