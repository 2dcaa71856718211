import { AppError } from '#core/errors.ts'
import type { VideoId } from '#core/ids.ts'
import { fitTranscript, readTranscript } from '#core/transcript-import/read-transcript.ts'
import { jobsOf } from '#db/jobs.ts'
import { saveTranscript } from '#db/transcripts.ts'
import { lockVideo, markVideo } from '#db/video-work.ts'
import { getVideo } from '#db/videos.ts'
import { analyseVideo } from '#pipeline/jobs/analyse-video.ts'
import { transcribeVideo } from '#pipeline/jobs/transcribe-video.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

/**
 * Gives a video the words of a file, as its next version, and looks for moments in them. A file that
 * cannot be read, or that belongs to a longer video, changes nothing.
 */
export async function importTranscript(
  { db, queue, user }: Pick<CommandContext, 'db' | 'queue' | 'user'>,
  { videoId, bytes }: { videoId: VideoId; bytes: Uint8Array },
): Promise<{ version: number; wordCount: number }> {
  requireEditor(await getVideo(db, videoId, user.id))
  const { transcript, format } = readTranscript(bytes)
  return db.transaction(async (tx) => {
    const video = await lockVideo(tx, videoId)
    if (!video) throw new AppError('video.not-found')
    if (video.status === 'failed' && !video.metadata.proxy) throw new AppError('video.unreadable')
    const fitting =
      video.durationMs === null ? transcript : fitTranscript(transcript, video.durationMs)
    const wordCount = fitting.segments.reduce((sum, { words }) => sum + words.length, 0)
    const { version } = await saveTranscript(tx, videoId, fitting, `import:${format}`)
    // While the file itself is still being worked on, that work hands on once it is done.
    if (video.status !== 'uploading' && video.status !== 'ingesting') {
      const entity = { type: 'video' as const, id: videoId }
      for (const job of await jobsOf(tx, entity)) {
        const isOpen = job.status === 'pending' || job.status === 'running'
        // These words are the ones that count; nobody pays for an engine to hear them again.
        if (isOpen && job.type === transcribeVideo.name) await queue.cancel(job.id, tx)
      }
      await markVideo(tx, videoId, 'analysing')
      await queue.enqueue(analyseVideo, { videoId }, { tx, userId: user.id, entity, priority: 7 })
    }
    return { version, wordCount }
  })
}
