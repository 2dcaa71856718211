import { z } from 'zod'
import { whyNotRead } from '#core/engine-choice.ts'
import { AppError } from '#core/errors.ts'
import { VideoId } from '#core/ids.ts'
import { AskedMoments, MomentOptions } from '#core/moments/moments.ts'
import { defineJob } from '../define-job.ts'
import { tellWebhooks } from './tell-webhooks.ts'

/** Looks for the moments worth clipping in a video's newest transcript. */
export const suggestMoments = defineJob({
  name: 'suggest-moments',
  input: z.object({
    videoId: VideoId,
    /** Absent: as many as the video's length asks for. */
    options: AskedMoments.optional(),
  }),
  retry: { limit: 3, delaySeconds: 5, backoff: true },
  timeoutSeconds: 600,
  concurrency: 1,
  async run({ input: { videoId, options }, deps, signal, progress, finish }) {
    const { db, records } = deps
    const video = await records.videos.videoForWork(db, videoId)
    if (!video) return
    const transcription = await records.transcripts.newestTranscription(db, videoId)
    const transcript =
      transcription && (await records.transcripts.getTranscript(db, transcription.id))
    if (!transcription || !transcript) throw new AppError('transcript.missing')
    progress({ percent: 10, step: 'Looking for moments' })
    const analysis = await records.analysis.getAnalysis(db, videoId)
    const { reader } = deps.moments
    const choice = await records.workspaces.engineChoice(db, video.workspaceId)
    const found = await deps.moments.find(
      transcript,
      {
        ...MomentOptions.parse({ count: countFor(video.durationMs ?? 0), ...options }),
        ...(await deps.ingest.signals(analysis)),
        unread: (reader && whyNotRead(reader, choice, 'suggestions'))?.message,
      },
      signal,
    )
    await finish(async (tx, handOn) => {
      await records.videos.lockVideo(tx, videoId)
      // A newer transcript has its own search on the way; this one's result is of no use to it.
      const newest = await records.transcripts.newestTranscription(tx, videoId)
      if (newest?.id !== transcription.id) return
      await records.analysis.saveAnalysis(tx, videoId, { topics: found.topics })
      await records.suggestions.replaceSuggestions(tx, videoId, transcription.id, found.suggestions)
      await records.videos.saveVideoPart(tx, videoId, { momentNotes: found.notes })
      await records.videos.markVideo(tx, videoId, 'ready')
      if (options) return
      await tellWebhooks({ tx, records, handOn }, video.workspaceId, 'video.ready', {
        video_id: videoId,
        title: video.title,
        suggestions: found.suggestions.length,
      })
    })
  },
  asked: ({ input: { videoId }, tx, records }) =>
    records.videos.markVideo(tx, videoId, 'analysing'),
  // Asked for with wishes of one's own that nothing meets: the video is as it was.
  stopped: ({ input: { videoId, options }, tx, records, error }) =>
    options
      ? records.videos.markVideo(tx, videoId, 'ready')
      : records.videos.markVideo(tx, videoId, 'failed', error),
})

/** Ten a source hour, and never so few that there is nothing to choose from. */
const countFor = (durationMs: number) =>
  Math.min(40, Math.max(6, Math.round((durationMs / 3_600_000) * 10)))
