import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { ExportSettings, pictureSize, plainExport } from '#core/export-settings.ts'
import { ClipId, type RenderId } from '#core/ids.ts'
import { Language } from '#core/second-language.ts'
import { Shape } from '#core/shape.ts'
import { getClip } from '#db/clips.ts'
import { notifyChange } from '#db/notify.ts'
import { markClip } from '#db/render-work.ts'
import { insertRender, rendersIn, setRenderJob } from '#db/renders.ts'
import { renderClip } from '#pipeline/jobs/render-clip.ts'
import { fingerprint } from '../editor/fingerprint.ts'
import { requireApproval } from './approval.server.ts'
import type { CommandContext } from './command-context.ts'
import { readClipLanguages } from './read-clip.server.ts'
import { requireEditor } from './require-editor.server.ts'

export const RequestRender = z.object({
  clipId: ClipId,
  shapes: z.array(Shape).min(1).max(Shape.options.length),
  /** How the files are written; left out: as every site takes them. */
  settings: ExportSettings.default(plainExport),
  /** Captions and subtitles in a language the clip was translated to; null: as it is spoken. */
  language: Language.nullable().default(null),
})
export type RequestRender = z.input<typeof RequestRender>

/**
 * Freezes the clip as it is now and has a file made of it for each shape. A file of the same clip
 * that is there already, or being made, is not made twice.
 */
export async function requestRender(
  { db, queue, user }: Pick<CommandContext, 'db' | 'queue' | 'user'>,
  request: RequestRender,
): Promise<{ renders: { id: RenderId; shape: Shape; reused: boolean }[] }> {
  const { clipId, shapes, settings, language } = RequestRender.parse(request)
  for (const shape of shapes) pictureSize(settings, shape)
  const clip = await getClip(db, clipId, user.id)
  requireEditor(clip)
  await requireApproval(db, clip)
  const project = (await readClipLanguages(db, clipId)).inLanguage(language)
  const [issue] = project.issues
  if (issue) throw new AppError('clip.has-issues', { detail: issue.say })

  return db.transaction(async (tx) => {
    const wanted = fingerprint(project)
    const known = (await rendersIn(tx, clipId, { shapes, language })).filter(
      (render) =>
        fingerprint(render.project) === wanted && isDeepStrictEqual(render.settings, settings),
    )
    const renders = []
    for (const shape of new Set(shapes)) {
      const twin = known.find((render) => render.shape === shape)
      if (twin) {
        renders.push({ id: twin.id, shape, reused: true })
        continue
      }
      const id = await insertRender(tx, { clipId, userId: user.id, shape, project, settings })
      const jobId = await queue.enqueue(
        renderClip,
        { renderId: id },
        { tx, userId: user.id, entity: { type: 'clip', id: clipId } },
      )
      await setRenderJob(tx, id, jobId)
      renders.push({ id, shape, reused: false })
    }
    if (renders.some((render) => !render.reused)) await markClip(tx, clipId, 'rendering')
    else await notifyChange(tx, { kind: 'clip', id: clipId, videoId: clip.videoId })
    return { renders }
  })
}
