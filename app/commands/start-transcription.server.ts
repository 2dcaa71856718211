import { z } from 'zod'
import { whoHears } from '#core/engine-choice.ts'
import { AppError } from '#core/errors.ts'
import { type JobId, type TranscriptionId, VideoId } from '#core/ids.ts'
import { openTranscription } from '#db/transcripts.ts'
import { lockVideo, markVideo } from '#db/video-work.ts'
import { getVideo } from '#db/videos.ts'
import { engineChoice } from '#db/workspaces.ts'
import { transcribeVideo } from '#pipeline/jobs/transcribe-video.ts'
import type { AppContext } from '../server/context.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const StartTranscription = z.object({
  videoId: VideoId,
  /** What is spoken, BCP 47; left out: the engine tells. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i, 'Write the language as en or pt-br.')
    .optional(),
})
export type StartTranscription = z.infer<typeof StartTranscription>

/** Has the speech engine hear a video's words, as their next version. */
export async function startTranscription(
  context: Pick<CommandContext, 'db' | 'queue' | 'user'> & Pick<AppContext, 'engines'>,
  { videoId, language }: StartTranscription,
): Promise<{ transcriptionId: TranscriptionId; jobId: JobId }> {
  const { db, queue, user, engines } = context
  const video = await getVideo(db, videoId, user.id)
  requireEditor(video)
  whoHears(engines.speech, await engineChoice(db, video.workspaceId))
  if (!video.metadata.speech) throw new AppError('speech.nothing-to-hear')
  return db.transaction(async (tx) => {
    await lockVideo(tx, videoId)
    const spoken = language?.toLowerCase()
    const transcriptionId = await openTranscription(tx, videoId, {
      language: spoken ?? 'und',
      source: 'engine',
    })
    const jobId = await queue.enqueue(
      transcribeVideo,
      { videoId, transcriptionId, ...(spoken && { language: spoken }) },
      { tx, userId: user.id, entity: { type: 'video', id: videoId } },
    )
    await markVideo(tx, videoId, 'transcribing')
    return { transcriptionId, jobId }
  })
}
