import { sql } from 'drizzle-orm'
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  real,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ErrorCode } from '#core/errors.ts'
import type { SeenShot } from '#core/faces/seen-shot.ts'
import type { ProjectId, VideoId } from '#core/ids.ts'
import type { LoudMoment } from '#core/loudness.ts'
import type { Ms } from '#core/time.ts'
import type { VideoMetadata, VideoStatus } from '#core/video.ts'
import { ofUser } from './accounts.ts'
import { at, created, id, tsvector, updated } from './columns.ts'
import { projects } from './workspaces.ts'

export const videos = pgTable(
  'videos',
  {
    id: id<VideoId>(),
    projectId: uuid('project_id')
      .$type<ProjectId>()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    userId: ofUser(),
    title: text('title').notNull(),
    originalFilename: text('original_filename').notNull(),
    storagePath: text('storage_path').notNull(),
    thumbnailUrl: text('thumbnail_url'),
    durationMs: integer('duration_ms').$type<Ms>(),
    width: integer('width'),
    height: integer('height'),
    fps: real('fps'),
    fileSizeBytes: bigint('file_size_bytes', { mode: 'number' }),
    codec: text('codec'),
    bitrate: integer('bitrate'),
    status: text('status').$type<VideoStatus>().notNull().default('uploading'),
    errorCode: text('error_code').$type<ErrorCode>(),
    errorMessage: text('error_message'),
    metadata: jsonb('metadata').$type<VideoMetadata>().notNull().default({}),
    searchText: tsvector('search_text').generatedAlwaysAs(
      sql`to_tsvector('simple', title || ' ' || regexp_replace(original_filename, '[^[:alnum:]]+', ' ', 'g'))`,
    ),
    createdAt: created(),
    updatedAt: updated(),
    deletedAt: at('deleted_at'),
  },
  (t) => [
    index('videos_project_id_created_at_idx').on(t.projectId, t.createdAt.desc()),
    index('videos_user_id_idx').on(t.userId),
    index('videos_status_idx').on(t.status),
    index('videos_search_idx').using('gin', t.searchText),
  ],
)

export const ofVideo = () =>
  uuid('video_id')
    .$type<VideoId>()
    .notNull()
    .references(() => videos.id, { onDelete: 'cascade' })

export const videoAnalysis = pgTable(
  'video_analysis',
  {
    id: id<string>(),
    videoId: ofVideo(),
    /** Shot starts, ms. */
    scenes: jsonb('scenes').$type<number[]>().notNull().default([]),
    /** What was seen in each shot; empty where nobody has looked. */
    faces: jsonb('faces').$type<SeenShot[]>().notNull().default([]),
    topics: jsonb('topics')
      .$type<{ from: number; to: number; title: string }[]>()
      .notNull()
      .default([]),
    sentiment: jsonb('sentiment').$type<unknown[]>().notNull().default([]),
    /** Storage key of the sound energy, 10 values a second, dBFS. */
    energyKey: text('energy_key'),
    /** Where voices are raised, ms; null where nobody has listened for it. */
    loud: jsonb('loud').$type<LoudMoment[]>(),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [uniqueIndex('video_analysis_video_key').on(t.videoId)],
)
