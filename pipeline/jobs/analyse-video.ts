import { z } from 'zod'
import { VideoId } from '#core/ids.ts'
import { loudMoments } from '#core/loudness.ts'
import { defineJob } from '../define-job.ts'
import { suggestMoments } from './suggest-moments.ts'

/**
 * Finds where the picture changes, whom it shows, and where voices are raised. The sound's energy is
 * known since ingest.
 */
export const analyseVideo = defineJob({
  name: 'analyse-video',
  input: z.object({ videoId: VideoId }),
  retry: { limit: 3, delaySeconds: 5, backoff: true },
  timeoutSeconds: 3 * 3600,
  concurrency: 1,
  async run({ input: { videoId }, deps, signal, progress, finish }) {
    const { db, records, ingest } = deps
    const video = await records.videos.videoForWork(db, videoId)
    if (!video) return
    const known = await records.analysis.getAnalysis(db, videoId)
    const step = 'Looking for changes of picture'
    // Scenes belong to the file, which never changes: found once, kept.
    const scenes =
      known && known.scenes.length > 0
        ? known.scenes
        : video.metadata.proxy && video.metadata.hasVideo
          ? await ingest.scenes(
              { videoId, durationMs: video.durationMs ?? 0 },
              { signal, onProgress: (percent) => progress({ percent: percent / 5, step }) },
            )
          : []
    const seen = await records.analysis.getFaces(db, videoId)
    const { width, height } = video
    const faces =
      seen.length === 0 && video.metadata.proxy && video.metadata.hasVideo && width && height
        ? await ingest.people(
            { videoId, durationMs: video.durationMs ?? 0, width, height, scenes },
            {
              signal,
              onProgress: (percent) =>
                progress({ percent: 20 + (percent * 4) / 5, step: 'Looking at faces' }),
            },
          )
        : undefined
    const energy = known?.loud ? undefined : (await ingest.signals(known)).energy
    const loud = energy && loudMoments(energy)
    await finish(async (tx, handOn) => {
      await records.analysis.saveAnalysis(tx, videoId, {
        scenes,
        ...(loud && { loud }),
        ...(faces && { faces }),
      })
      await handOn(suggestMoments, { videoId })
    })
  },
  asked: ({ input: { videoId }, tx, records }) =>
    records.videos.markVideo(tx, videoId, 'analysing'),
  stopped: ({ input: { videoId }, tx, records, error }) =>
    records.videos.markVideo(tx, videoId, 'failed', error),
})
