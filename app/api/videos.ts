import { z } from '@hono/zod-openapi'
import { seconds as toMs } from '#core/time.ts'
import { VideoStatus } from '#core/video.ts'
import type { VideoRow } from '#db/api-lists.ts'
import type { AppContext } from '../server/context.ts'
import type { Caller } from './caller.ts'
import { signedFile } from './signed-files.ts'

/** ms → s, as the API writes times. */
export const inSeconds = (at: number): number => at / 1000
/** s → ms. */
export const fromSeconds = toMs

export const ApiVideo = z
  .strictObject({
    id: z.uuid(),
    project_id: z.uuid(),
    user_id: z.uuid(),
    title: z.string(),
    original_filename: z.string(),
    thumbnail_url: z.string().nullable().describe('Opens for a few hours'),
    duration_seconds: z.number().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    fps: z.number().nullable(),
    file_size_bytes: z.int().nullable(),
    status: VideoStatus,
    error_message: z.string().nullable(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
    deleted_at: z.iso.datetime().nullable().describe('Null but in lists of what was deleted'),
  })
  .openapi('Video')

export async function presentVideo(
  { app, caller }: { app: AppContext; caller: Caller },
  row: VideoRow,
): Promise<z.input<typeof ApiVideo>> {
  return {
    id: row.id,
    project_id: row.projectId,
    user_id: row.userId,
    title: row.title,
    original_filename: row.originalFilename,
    thumbnail_url: row.metadata.poster
      ? await signedFile(app, caller.user, `/media/videos/${row.id}/poster.jpg`)
      : null,
    duration_seconds: row.durationMs === null ? null : inSeconds(row.durationMs),
    width: row.width,
    height: row.height,
    fps: row.fps,
    file_size_bytes: row.fileSizeBytes,
    status: row.status,
    error_message: row.errorMessage,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    deleted_at: row.deletedAt?.toISOString() ?? null,
  }
}

export const VideoMetadataAnswer = z
  .strictObject({
    video_id: z.uuid(),
    container: z.string().nullable(),
    codec: z.string().nullable(),
    bitrate: z.int().nullable(),
    duration_seconds: z.number().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    fps: z.number().nullable(),
    rotation: z.int().nullable(),
    variable_frame_rate: z.boolean().nullable(),
    has_video: z.boolean().nullable(),
    has_audio: z.boolean().nullable(),
    audio_channels: z.int().nullable(),
    file_size_bytes: z.int().nullable(),
    notes: z.array(z.string()),
  })
  .openapi('VideoMetadata')

export const presentMetadata = (row: VideoRow): z.input<typeof VideoMetadataAnswer> => ({
  video_id: row.id,
  container: row.metadata.container ?? null,
  codec: row.codec,
  bitrate: row.bitrate,
  duration_seconds: row.durationMs === null ? null : inSeconds(row.durationMs),
  width: row.width,
  height: row.height,
  fps: row.fps,
  rotation: row.metadata.rotation ?? null,
  variable_frame_rate: row.metadata.variableFrameRate ?? null,
  has_video: row.metadata.hasVideo ?? null,
  has_audio: row.metadata.hasAudio ?? null,
  audio_channels: row.metadata.audioChannels ?? null,
  file_size_bytes: row.fileSizeBytes,
  notes: row.metadata.notes ?? [],
})
