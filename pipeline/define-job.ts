import type { z } from 'zod'
import type { AppError } from '#core/errors.ts'
import type { JobId, UserId, WorkspaceId } from '#core/ids.ts'
import type { Spending } from '#core/plan.ts'
import type { Db } from '#db/client.ts'
import type { JobEntity } from '#db/jobs.ts'
import type { JobDeps } from './job-deps.ts'
import type { JobRecords } from './job-records.ts'

export type JobProgress = {
  /** 0–100 of the whole job; a number below an earlier one is ignored. */
  percent: number
  /** What is being done, for people: `Making the preview`. */
  step?: string
  /** Time left where the job knows better than elapsed time tells. */
  etaMs?: number | null
}

/** Enqueues what comes next in the transaction that wrote what it needs. */
export type HandOn = <Next>(
  job: Job<Next>,
  input: Next,
  /** What it is about; left out: what this job is about. */
  entity?: JobEntity,
) => Promise<void>

export type JobRun<Input> = {
  input: Input
  deps: JobDeps
  jobId: JobId
  userId: UserId
  /** Aborts when the job is cancelled, when its time is up, or when the worker stops. */
  signal: AbortSignal
  progress(update: JobProgress): void
  /**
   * Writes the result, marks the job done and hands on, in one transaction: a job that is delivered
   * twice finds itself done and does nothing twice. Rejects where the job was cancelled meanwhile.
   */
  finish(write: (tx: Db, handOn: HandOn) => Promise<void>): Promise<void>
}

/** What a job leaves behind when it ends without a result. Runs in the transaction that says so. */
export type JobStop<Input> = {
  input: Input
  tx: Db
  records: JobRecords
  handOn: HandOn
  error: AppError
}

/** Minutes of a workspace's plan, ms of video. */
export type JobCost = { workspaceId: WorkspaceId; kind: Spending; ms: number }

/** A job: what it is called, what it takes, how often it may fail, and what it does. */
export type Job<Input = unknown> = {
  name: string
  input: z.ZodType<Input>
  retry: { limit: number; delaySeconds: number; backoff: boolean }
  timeoutSeconds: number
  /** How many of these one worker runs at a time. */
  concurrency: number
  run(run: JobRun<Input>): Promise<void>
  /** What of a plan it takes, where plans are sold; null: nothing. */
  cost?(ask: Omit<JobStop<Input>, 'error' | 'handOn'>): Promise<JobCost | null>
  /** Asked for again after it stopped: shows at once that work goes on. */
  asked?(ask: Omit<JobStop<Input>, 'error' | 'handOn'>): Promise<void>
  /** Cancelled, refused, or out of retries. */
  stopped?(stop: JobStop<Input>): Promise<void>
}

/** A declaration and nothing else: importing a job to enqueue it drags in no FFmpeg and no engine. */
export const defineJob = <Input>(job: Job<Input>): Job<Input> => job
