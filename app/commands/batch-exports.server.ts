import { z } from 'zod'
import type { ClipProject } from '#core/clip-project.ts'
import { isAppError } from '#core/errors.ts'
import { ExportSettings } from '#core/export-settings.ts'
import { ClipId, type RenderId, VideoId } from '#core/ids.ts'
import type { Language } from '#core/second-language.ts'
import { Shape } from '#core/shape.ts'
import { clipsOfVideo, getClip } from '#db/clips.ts'
import { type RenderState, rendersOfClip } from '#db/renders.ts'
import { getVideo } from '#db/videos.ts'
import { fingerprint } from '../editor/fingerprint.ts'
import { requireApproval } from './approval.server.ts'
import type { CommandContext } from './command-context.ts'
import { readClipLanguages } from './read-clip.server.ts'
import { RequestRender, requestRender } from './request-render.server.ts'

export const VideoExports = z.object({ videoId: VideoId })
export type VideoExports = z.infer<typeof VideoExports>

/** A file of a clip: the newest of its shape, language and kind, or one that is not over. */
export type ClipFile = Pick<
  RenderState,
  'id' | 'shape' | 'settings' | 'status' | 'progress' | 'etaMs' | 'errorMessage' | 'bytes'
> & {
  /** Of its captions; null: as it is spoken. */
  language: Language | null
  /** Whether it is of the clip as it is now. */
  current: boolean
}

export type ClipExports = {
  clipId: ClipId
  title: string
  durationMs: number | null
  /** Languages that it was translated to. */
  languages: Language[]
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
    const { project, languages, inLanguage } = await readClipLanguages(db, clipId)
    const now = new Map<Language | null, string>([
      [null, fingerprint(project)],
      ...languages.map((language) => [language, nowIn(language, inLanguage)] as const),
    ])
    const made = await rendersOfClip(db, clipId, { past: 0 })
    const files = made.map(
      ({
        id,
        shape,
        settings,
        status,
        progress,
        etaMs,
        errorMessage,
        bytes,
        project,
      }): ClipFile => {
        const language = project.captionLanguage ?? null
        return {
          ...{ id, shape, settings, language, status, progress, etaMs, errorMessage, bytes },
          current: fingerprint(project) === now.get(language),
        }
      },
    )
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
      ...{ clipId, title, durationMs, languages },
      refusal: say ? { say, needsApproval: say === wait } : null,
      files,
    })
  }
  return rows
}

/** A language whose lines are all gone by now has no files that are current. */
function nowIn(language: Language, inLanguage: (language: Language) => ClipProject): string {
  try {
    return fingerprint(inLanguage(language))
  } catch (error) {
    if (isAppError(error)) return ''
    throw error
  }
}

export const RequestExports = z.object({
  files: z
    .array(
      z.object({
        ...{ clipId: ClipId, shape: Shape, settings: ExportSettings },
        language: RequestRender.shape.language,
      }),
    )
    .min(1)
    .max(400),
})
export type RequestExports = z.input<typeof RequestExports>

export type AskedFile = {
  clipId: ClipId
  shape: Shape
  language: Language | null
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
  for (const { clipId, shape, settings, language } of files) {
    try {
      const { renders } = await requestRender(context, {
        ...{ clipId, shapes: [shape], settings, language },
      })
      const [render] = renders
      asked.push({
        ...{ clipId, shape, language, renderId: render?.id ?? null },
        ...{ reused: render?.reused ?? false, refusal: null },
      })
    } catch (error) {
      // Who may not export at all is told so, not forty times.
      if (!isAppError(error) || /^(role|clip\.not-found)/.test(error.code)) throw error
      asked.push({ clipId, shape, language, renderId: null, reused: false, refusal: error.message })
    }
  }
  return asked
}
