import { z } from 'zod'
import { isAppError } from '#core/errors.ts'
import { ExportSettings } from '#core/export-settings.ts'
import { ClipId, type RenderId, VideoId } from '#core/ids.ts'
import { Shape } from '#core/shape.ts'
import { clipsOfVideo, getClip } from '#db/clips.ts'
import { type RenderState, rendersOfClip } from '#db/renders.ts'
import { getVideo } from '#db/videos.ts'
import { fingerprint } from '../editor/fingerprint.ts'
import { requireApproval } from './approval.server.ts'
import type { CommandContext } from './command-context.ts'
import { readStoredClip } from './read-clip.server.ts'
import { requestRender } from './request-render.server.ts'

export const VideoExports = z.object({ videoId: VideoId })
export type VideoExports = z.infer<typeof VideoExports>

/** A file of a clip, the newest of its shape and kind. */
export type ClipFile = Pick<
  RenderState,
  'id' | 'shape' | 'settings' | 'status' | 'progress' | 'etaMs' | 'errorMessage' | 'bytes'
> & {
  /** Whether it is of the clip as it is now. */
  current: boolean
}

export type ClipExports = {
  clipId: ClipId
  title: string
  durationMs: number | null
  /** Why no file can be made of it now; null where one can. */
  refusal: { say: string; needsApproval: boolean } | null
  files: ClipFile[]
}

/** Every clip of a video with its files: what is there, what is being made, and what keeps it waiting. */
export async function listVideoExports(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { videoId }: VideoExports,
): Promise<ClipExports[]> {
  await getVideo(db, videoId, user.id)
  const rows: ClipExports[] = []
  for (const { id: clipId, title, durationMs } of await clipsOfVideo(db, videoId)) {
    const project = await readStoredClip(db, clipId)
    const now = fingerprint(project)
    const files = new Map<string, ClipFile>()
    for (const { id, shape, settings, status, progress, etaMs, ...render } of await rendersOfClip(
      db,
      clipId,
    )) {
      const place = `${shape} ${JSON.stringify(settings)}`
      if (files.has(place)) continue
      files.set(place, {
        ...{ id, shape, settings, status, progress, etaMs },
        ...{ errorMessage: render.errorMessage, bytes: render.bytes },
        current: fingerprint(render.project) === now,
      })
    }
    const [issue] = project.issues
    const wait = await requireApproval(db, await getClip(db, clipId, user.id)).then(
      () => null,
      (error: unknown) => {
        if (!isAppError(error)) throw error
        return error.message
      },
    )
    const say = issue?.say ?? wait
    rows.push({
      ...{ clipId, title, durationMs },
      refusal: say ? { say, needsApproval: say === wait } : null,
      files: [...files.values()],
    })
  }
  return rows
}

export const RequestExports = z.object({
  files: z
    .array(z.object({ clipId: ClipId, shape: Shape, settings: ExportSettings }))
    .min(1)
    .max(400),
})
export type RequestExports = z.input<typeof RequestExports>

export type AskedFile = {
  clipId: ClipId
  shape: Shape
  renderId: RenderId | null
  /** It was there already, with nothing in it changed. */
  reused: boolean
  /** Why it is not made; the others go on without it. */
  refusal: string | null
}

/** Asks for many files. What cannot be made is said beside what can. */
export async function requestExports(
  context: Pick<CommandContext, 'db' | 'queue' | 'user'>,
  request: RequestExports,
): Promise<AskedFile[]> {
  const { files } = RequestExports.parse(request)
  const asked: AskedFile[] = []
  for (const { clipId, shape, settings } of files) {
    try {
      const { renders } = await requestRender(context, { clipId, shapes: [shape], settings })
      const [render] = renders
      asked.push({
        ...{ clipId, shape, renderId: render?.id ?? null },
        ...{ reused: render?.reused ?? false, refusal: null },
      })
    } catch (error) {
      // Who may not export at all is told so, not forty times.
      if (!isAppError(error) || /^(role|clip\.not-found)/.test(error.code)) throw error
      asked.push({ clipId, shape, renderId: null, reused: false, refusal: error.message })
    }
  }
  return asked
}
