import { z } from 'zod'
import { loadClip } from '#collab/clip-doc/clip-doc.ts'
import { onBehalfOf } from '#collab/clip-doc/on-behalf.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import { applyLook } from '#collab/clip-doc/template-verbs.ts'
import { brandWearer } from '#core/brand-kit.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { AppError, isAppError } from '#core/errors.ts'
import { ClipId, TemplateId, type VideoId, VideoId as VideoIds } from '#core/ids.ts'
import { assetsOfLook, type LeftOut, lookWithin, type TemplateLook } from '#core/template.ts'
import { assetsForVideo } from '#db/assets.ts'
import { brandOfClip } from '#db/brand-kits.ts'
import { clipSource } from '#db/clip-source.ts'
import { readClipUpdates } from '#db/clip-updates.ts'
import { clipsOfVideo, getClip } from '#db/clips.ts'
import { countTemplateUse, getTemplate, type Template } from '#db/templates.ts'
import { getVideo } from '#db/videos.ts'
import { styleForVideo } from '#db/written-styles.ts'
import { changeClip } from './change-clip.server.ts'
import type { CommandContext } from './command-context.ts'
import { readStoredClip } from './read-clip.server.ts'
import { requireEditor } from './require-editor.server.ts'

type Context = Pick<CommandContext, 'db' | 'user'>
type Editing = Context & Pick<CommandContext, 'collab'>

export const ApplyTemplate = z.object({
  clipId: ClipId,
  templateId: TemplateId,
  /** Left out: the newest. */
  version: z.number().int().positive().optional(),
})
export type ApplyTemplate = z.infer<typeof ApplyTemplate>

/** The look as a video's clips can have it. */
async function lookForVideo({ db }: Context, { look }: Template, videoId: VideoId) {
  const there = await assetsForVideo(db, videoId, assetsOfLook(look))
  const { template } = look.style
  const style = template ? (await styleForVideo(db, videoId, template)) !== null : true
  return lookWithin(look, { asset: (id) => there.some((one) => one.id === id), style })
}

export type TemplatePreview = { version: number; project: ClipProject; leftOut: LeftOut[] }

/**
 * The clip as it would be with a template, by the very change that applying makes, on a copy. Nothing
 * is written.
 */
export async function previewTemplate(
  { db, user }: Context,
  { clipId, templateId, version }: ApplyTemplate,
): Promise<TemplatePreview> {
  const { videoId } = await getClip(db, clipId, user.id)
  const template = await getTemplate(db, templateId, user.id, version)
  const { look, leftOut } = await lookForVideo({ db, user }, template, videoId)
  const source = await clipSource(db, clipId)
  if (!source) throw new AppError('clip.not-found')
  const doc = loadClip(await readClipUpdates(db, clipId))
  applyLook(doc, look, pin(template), { source: 'assistant', userId: user.id, action: 'template' })
  const project = brandWearer(await brandOfClip(db, clipId))(readClip(doc, source))
  return { version: template.version, project, leftOut }
}

/** Gives a clip the look of a template, as one step that whoever asked can undo in the editor. */
export async function applyTemplate(
  context: Editing,
  { clipId, templateId, version }: ApplyTemplate,
): Promise<{ version: number; leftOut: LeftOut[] }> {
  const { db, user } = context
  const clip = await getClip(db, clipId, user.id)
  requireEditor(clip)
  const template = await getTemplate(db, templateId, user.id, version)
  const { look, leftOut } = await lookForVideo(context, template, clip.videoId)
  await give(context, clipId, look, template)
  await countTemplateUse(db, templateId)
  return { version: template.version, leftOut }
}

export const ApplyTemplateToVideo = ApplyTemplate.omit({ clipId: true }).extend({
  videoId: VideoIds,
})
export type ApplyTemplateToVideo = z.infer<typeof ApplyTemplateToVideo>

/** The same for all clips of a video. One that cannot be written is named, and holds up no other. */
export async function applyTemplateToVideo(
  context: Editing,
  { videoId, templateId, version }: ApplyTemplateToVideo,
): Promise<{
  version: number
  clips: ClipId[]
  failed: { clipId: ClipId; say: string }[]
  leftOut: LeftOut[]
}> {
  const { db, user } = context
  requireEditor(await getVideo(db, videoId, user.id))
  const template = await getTemplate(db, templateId, user.id, version)
  const { look, leftOut } = await lookForVideo(context, template, videoId)
  const clips: ClipId[] = []
  const failed: { clipId: ClipId; say: string }[] = []
  for (const { id } of await clipsOfVideo(db, videoId)) {
    try {
      await give(context, id, look, template)
      clips.push(id)
    } catch (error) {
      if (!isAppError(error)) throw error
      failed.push({ clipId: id, say: error.message })
    }
  }
  if (clips.length > 0) await countTemplateUse(db, templateId, clips.length)
  return { version: template.version, clips, failed, leftOut }
}

/** One step that whoever asked can undo in the editor. */
const give = (
  { db, user, collab }: Editing,
  clipId: ClipId,
  look: TemplateLook,
  template: Template,
) =>
  changeClip({ db, collab }, clipId, (doc) =>
    onBehalfOf(doc, user.id, 'template', (origin) => applyLook(doc, look, pin(template), origin)),
  )

const pin = ({ id, version }: Template) => ({ id, version })

export const TemplateOfClip = z.object({ clipId: ClipId })
export type TemplateOfClip = z.infer<typeof TemplateOfClip>

/** The template a clip was given last and whether there is a newer version; null: none that is there. */
export async function templateOfClip(
  { db, user }: Context,
  { clipId }: TemplateOfClip,
): Promise<{ id: TemplateId; name: string; version: number; newest: number } | null> {
  await getClip(db, clipId, user.id)
  const { given } = await readStoredClip(db, clipId)
  const id = TemplateId.safeParse(given?.id)
  if (!given || !id.success) return null
  try {
    const { name, version } = await getTemplate(db, id.data, user.id)
    return { id: id.data, name, version: given.version, newest: version }
  } catch (error) {
    if (isAppError(error) && error.code === 'template.not-found') return null
    throw error
  }
}
