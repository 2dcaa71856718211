import type { JobId, UserId } from '#core/ids.ts'
import type { Db } from '#db/client.ts'
import type { Job } from '#pipeline/define-job.ts'

/** What the website needs of the queue. */
export type Queue = {
  enqueue<Input>(
    job: Job<Input>,
    input: Input,
    options: {
      tx: Db
      userId: UserId
      entity: { type: 'video' | 'clip'; id: string }
      priority?: number
    },
  ): Promise<JobId>
  cancel(jobId: JobId): Promise<void>
}
