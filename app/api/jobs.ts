import { z } from '@hono/zod-openapi'
import type { JobState, JobStatus } from '#core/job.ts'

export const ApiJobStatus = z.enum(['pending', 'running', 'completed', 'failed', 'cancelled'])

/** What the site calls done, programs call completed. */
export const jobStatus = (status: JobStatus): z.infer<typeof ApiJobStatus> =>
  status === 'done' ? 'completed' : status

export const ApiJob = z
  .strictObject({
    id: z.uuid(),
    job_type: z.string(),
    entity_type: z.enum(['video', 'clip', 'webhook']),
    entity_id: z.uuid(),
    status: ApiJobStatus,
    progress: z.int().min(0).max(100),
    current_step: z.string().nullable().describe('Null before the work begins'),
    estimated_completion: z.iso.datetime().nullable(),
    error_message: z.string().nullable(),
    retry_count: z.int(),
    created_at: z.iso.datetime(),
    started_at: z.iso.datetime().nullable(),
    completed_at: z.iso.datetime().nullable(),
  })
  .openapi('Job')

/** The step under way. Work that has begun is never without one. */
export const stepOf = ({ status, step }: Pick<JobState, 'status' | 'step'>): string | null =>
  step ?? (status === 'running' ? 'Starting' : null)

export const presentJob = (job: JobState): z.input<typeof ApiJob> => ({
  id: job.id,
  job_type: job.type,
  entity_type: job.entity.type,
  entity_id: job.entity.id,
  status: jobStatus(job.status),
  progress: job.progress,
  current_step: stepOf(job),
  estimated_completion: job.status === 'running' ? estimate(job.etaMs) : null,
  error_message: job.errorMessage,
  retry_count: job.retryCount,
  created_at: job.createdAt.toISOString(),
  started_at: job.startedAt?.toISOString() ?? null,
  completed_at: job.completedAt?.toISOString() ?? null,
})

export const estimate = (etaMs: number | null): string | null =>
  etaMs === null ? null : new Date(Date.now() + etaMs).toISOString()

export const JobLink = z.strictObject({ id: z.uuid(), status_url: z.string() }).openapi('JobLink')

export const jobLink = (id: string): z.input<typeof JobLink> => ({
  id,
  status_url: `/api/v1/jobs/${id}`,
})
