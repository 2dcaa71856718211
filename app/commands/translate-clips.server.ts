import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { type JobId, VideoId } from '#core/ids.ts'
import { Language } from '#core/second-language.ts'
import { videoClips } from '#db/video-clips.ts'
import { getVideo } from '#db/videos.ts'
import { translateClips as translateClipsJob } from '#pipeline/jobs/translate-clips.ts'
import type { AppContext } from '../server/context.ts'
import type { CommandContext } from './command-context.ts'
import { mayRead } from './may-read.server.ts'
import { requireEditor } from './require-editor.server.ts'

export const TranslateClips = z.object({ videoId: VideoId, language: Language })
export type TranslateClips = z.infer<typeof TranslateClips>

/** Has every clip of a video translated, one after another, as work that goes on by itself. */
export async function translateClips(
  {
    db,
    queue,
    user,
    engines,
  }: Pick<CommandContext, 'db' | 'queue' | 'user'> & Pick<AppContext, 'engines'>,
  { videoId, language }: TranslateClips,
): Promise<{ jobId: JobId; clips: number }> {
  const video = await getVideo(db, videoId, user.id)
  requireEditor(video)
  await mayRead({ db, engines }, video.workspaceId, 'translation')
  const { length: clips } = await videoClips(db, videoId)
  if (clips === 0) throw new AppError('translation.no-clips')
  const jobId = await db.transaction((tx) =>
    queue.enqueue(
      translateClipsJob,
      { videoId, language },
      { tx, userId: user.id, entity: { type: 'video', id: videoId } },
    ),
  )
  return { jobId, clips }
}
