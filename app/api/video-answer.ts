import { z } from '@hono/zod-openapi'
import { AppError } from '#core/errors.ts'
import type { VideoId } from '#core/ids.ts'
import { videoRow } from '#db/api-lists.ts'
import type { AppContext } from '../server/context.ts'
import type { Caller } from './caller.ts'
import { ApiVideo, presentVideo } from './videos.ts'

export const VideoAnswer = z.strictObject({ video: ApiVideo })
export const Upload = z.strictObject({ progress_url: z.string() }).openapi('Upload')

/** A video as every endpoint answers with it. */
export async function answerVideo(who: { app: AppContext; caller: Caller }, id: VideoId) {
  const row = await videoRow(who.app.db, id)
  if (!row) throw new AppError('video.not-found')
  return { video: await presentVideo(who, row) }
}

/** Where to ask how far an upload is. */
export const uploadLink = (id: VideoId) => ({
  progress_url: `/api/v1/videos/${id}/upload-progress`,
})
