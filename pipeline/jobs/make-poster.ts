import { z } from 'zod'
import { VideoId } from '#core/ids.ts'
import { Ms } from '#core/time.ts'
import { defineJob } from '../define-job.ts'

/** Takes the picture that stands for a video again. */
export const makePoster = defineJob({
  name: 'make-poster',
  input: z.object({
    videoId: VideoId,
    /** The moment to show; absent: where most is to be seen. */
    at: Ms.optional(),
  }),
  retry: { limit: 1, delaySeconds: 5, backoff: false },
  timeoutSeconds: 300,
  concurrency: 1,
  async run({ input: { videoId, at }, deps, signal, progress, finish }) {
    const { db, records, storage, ingest } = deps
    const video = await records.videos.videoForWork(db, videoId)
    if (!video) return
    progress({ percent: 10, step: 'Taking a picture' })
    const path = await storage.place(video.storagePath)
    const part = await ingest.poster({ videoId, path, at: at ?? null }, signal)
    await finish((tx) =>
      records.videos.saveVideoPart(tx, videoId, part.metadata, part.thumbnailUrl),
    )
  },
})
