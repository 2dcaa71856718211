import { z } from 'zod'
import { JobId } from './ids.ts'

export const JobStatus = z.enum(['pending', 'running', 'done', 'failed', 'cancelled'])
export type JobStatus = z.infer<typeof JobStatus>

/** Goes on beside the way from an upload to its moments, and says nothing of how far that is. */
export const TRANSLATE_CLIPS = 'translate-clips'

/** What people see of work that outlives a request. */
export const JobState = z.object({
  id: JobId,
  /** The job's name: `ingest-video`. */
  type: z.string(),
  entity: z.object({ type: z.enum(['video', 'clip', 'webhook']), id: z.uuid() }),
  status: JobStatus,
  /** Percent, never going back. */
  progress: z.number().int().min(0).max(100),
  /** The step under way, in plain words; null before the first. */
  step: z.string().nullable(),
  /** Time left, ms; null where it cannot be told. */
  etaMs: z.number().int().nonnegative().nullable(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  retryCount: z.number().int().nonnegative(),
  createdAt: z.date(),
  startedAt: z.date().nullable(),
  completedAt: z.date().nullable(),
})
export type JobState = z.infer<typeof JobState>
