import { z } from '@hono/zod-openapi'
import { Shape } from '#core/shape.ts'
import type { ClipRow } from '#db/api-lists.ts'
import { inSeconds } from './videos.ts'

export const ApiClip = z
  .strictObject({
    id: z.uuid(),
    video_id: z.uuid(),
    user_id: z.uuid(),
    name: z.string(),
    start_time: z.number(),
    end_time: z.number(),
    duration_seconds: z.number().nullable(),
    aspect_ratio: Shape,
    virality_score: z.number().nullable(),
    status: z.enum(['draft', 'rendering', 'ready', 'failed']),
    is_ai_suggested: z.boolean(),
    suggestion_id: z.uuid().nullable(),
    suggestion_reason: z.string().nullable(),
    view_count: z.int(),
    download_count: z.int(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .openapi('Clip')

export const presentClip = (row: ClipRow): z.input<typeof ApiClip> => ({
  id: row.id,
  video_id: row.videoId,
  user_id: row.userId,
  name: row.name,
  start_time: inSeconds(row.startMs),
  end_time: inSeconds(row.endMs),
  duration_seconds: row.durationMs === null ? null : inSeconds(row.durationMs),
  aspect_ratio: row.aspectRatio,
  virality_score: row.viralityScore,
  status: row.status,
  is_ai_suggested: row.isAiSuggested,
  suggestion_id: row.suggestionId,
  suggestion_reason: row.suggestionReason,
  view_count: row.viewCount,
  download_count: row.downloadCount,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
})
