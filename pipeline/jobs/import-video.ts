import { z } from 'zod'
import { VideoId } from '#core/ids.ts'
import { defineJob } from '../define-job.ts'
import { ingestVideo } from './ingest-video.ts'

/** Fetches a video from the web to where an upload's bytes would be. */
export const importVideo = defineJob({
  name: 'import-video',
  input: z.object({ videoId: VideoId, url: z.string() }),
  retry: { limit: 2, delaySeconds: 10, backoff: true },
  timeoutSeconds: 3 * 3600,
  concurrency: 2,
  async run({ input: { videoId, url }, deps, signal, progress, finish }) {
    const { db, records, storage } = deps
    const video = await records.videos.videoForWork(db, videoId)
    if (!video) return
    progress({ percent: 0, step: 'Fetching the video' })
    const { bytes, title } = await deps.fetchVideo(url, await storage.place(video.storagePath), {
      signal,
      onProgress: (percent) => progress({ percent, step: 'Fetching the video' }),
    })
    await storage.keep(video.storagePath)
    await finish(async (tx, handOn) => {
      // Put in the trash and given up meanwhile: nothing follows.
      if (await records.uploads.markUploaded(tx, videoId, bytes, title)) {
        await handOn(ingestVideo, { videoId })
      }
    })
  },
  asked: ({ input: { videoId }, tx, records }) =>
    records.videos.markVideo(tx, videoId, 'uploading'),
  stopped: ({ input: { videoId }, tx, records, error }) =>
    records.videos.markVideo(tx, videoId, 'failed', error),
})
