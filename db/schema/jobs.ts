import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { ErrorCode } from '#core/errors.ts'
import type { JobId, RenderId } from '#core/ids.ts'
import type { Shape } from '#core/shape.ts'
import type { Ms } from '#core/time.ts'
import { ofUser } from './accounts.ts'
import { ofClip } from './clips.ts'
import { at, created, id, updated } from './columns.ts'

export type JobStatus = 'pending' | 'running' | 'done' | 'failed' | 'cancelled'

/** What people see of a job. pg-boss keeps its own books; `bossId` joins them. */
export const processingJobs = pgTable(
  'processing_jobs',
  {
    id: id<JobId>(),
    userId: ofUser(),
    jobType: text('job_type').notNull(),
    entityType: text('entity_type').$type<'video' | 'clip' | 'webhook'>().notNull(),
    entityId: uuid('entity_id').notNull(),
    bossId: uuid('boss_id'),
    /** 1–10, higher first. */
    priority: integer('priority').notNull().default(5),
    status: text('status').$type<JobStatus>().notNull().default('pending'),
    /** Percent. Never goes back. */
    progress: integer('progress').notNull().default(0),
    /** The step under way, for people: `Making the preview`. */
    step: text('step'),
    /** Time left, ms, where it can be told. */
    etaMs: integer('eta_ms'),
    errorCode: text('error_code').$type<ErrorCode>(),
    errorMessage: text('error_message'),
    retryCount: integer('retry_count').notNull().default(0),
    maxRetries: integer('max_retries').notNull().default(3),
    metadata: jsonb('metadata').$type<Record<string, unknown>>().notNull().default({}),
    startedAt: at('started_at'),
    completedAt: at('completed_at'),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [
    index('processing_jobs_status_priority_idx').on(t.status, t.priority.desc(), t.createdAt),
    index('processing_jobs_entity_idx').on(t.entityType, t.entityId),
    index('processing_jobs_user_id_idx').on(t.userId),
    index('processing_jobs_created_at_idx').on(t.createdAt.desc()),
    check('processing_jobs_priority_check', sql`${t.priority} between 1 and 10`),
    check('processing_jobs_progress_check', sql`${t.progress} between 0 and 100`),
  ],
)

/** One export of one clip in one shape. */
export const renders = pgTable(
  'renders',
  {
    id: id<RenderId>(),
    clipId: ofClip(),
    userId: ofUser(),
    jobId: uuid('job_id')
      .$type<JobId>()
      .references(() => processingJobs.id, { onDelete: 'set null' }),
    aspectRatio: text('aspect_ratio').$type<Shape>().notNull(),
    /** The clip as it was when the export was asked for: what is exported never moves underneath. */
    project: jsonb('project').notNull(),
    /** How the file is written. */
    settings: jsonb('settings').notNull().default({}),
    storagePath: text('storage_path'),
    subtitlesPath: text('subtitles_path'),
    fileSizeBytes: bigint('file_size_bytes', { mode: 'number' }),
    durationMs: integer('duration_ms').$type<Ms>(),
    createdAt: created(),
    completedAt: at('completed_at'),
  },
  (t) => [
    index('renders_clip_id_idx').on(t.clipId, t.createdAt.desc()),
    index('renders_user_id_idx').on(t.userId),
    index('renders_job_id_idx').on(t.jobId),
  ],
)
