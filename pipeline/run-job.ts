import type { JobResult, JobWithMetadata } from 'pg-boss'
import { AppError } from '#core/errors.ts'
import type { JobId } from '#core/ids.ts'
import type { Db } from '#db/client.ts'
import { failJob, finishJob, getJob, jobRow, requeueJob, startJob } from '#db/jobs.ts'
import type { HandOn, Job } from './define-job.ts'
import type { JobDeps } from './job-deps.ts'
import { reportProgress } from './job-progress.ts'
import { jobRecords } from './job-records.ts'
import type { Log } from './log.ts'
import type { Queue } from './queue.ts'

/** What pg-boss carries: the id, and whose trace it belongs to. Everything else is in our own row. */
export type Delivery = { jobId: JobId; trace?: Record<string, string> }

/** Runs one delivery of a job and tells pg-boss how it ended. */
export async function runJob(options: {
  job: Job
  delivery: JobWithMetadata<Delivery>
  queue: Queue
  deps: JobDeps
  log: Log
  signal: AbortSignal
  isStopping: () => boolean
}): Promise<JobResult> {
  const { job, delivery, queue, deps, log, signal, isStopping } = options
  const { db } = deps
  const { jobId } = delivery.data
  const fields = { job: job.name, jobId, try: delivery.retryCount + 1 }
  // Delivered again after it ended, or cancelled before it began: nothing is done twice.
  const row = await startJob(db, jobId, delivery.retryCount)
  if (!row) return { id: delivery.id, status: 'completed' }

  const started = performance.now()
  const progress = reportProgress(db, jobId, row.progress)
  let finished = false
  try {
    const input = job.input.parse(row.metadata.input)
    const finish = (write: (tx: Db, handOn: HandOn) => Promise<void>) =>
      db.transaction(async (tx) => {
        if (!(await finishJob(tx, jobId))) throw new AppError('job.cancelled')
        await write(tx, handOnFrom(queue, tx, row))
      })
    signal.throwIfAborted()
    await job.run({
      input,
      deps,
      jobId,
      userId: row.userId,
      signal,
      progress: progress.report,
      async finish(write) {
        await progress.settled()
        await finish(write)
        finished = true
      },
    })
    if (!finished) {
      await progress.settled()
      await finish(async () => {})
    }
    log.info({ ...fields, ms: Math.round(performance.now() - started) }, 'job done')
    return { id: delivery.id, status: 'completed' }
  } catch (error) {
    await progress.settled()
    if (isStopping() && signal.aborted) {
      // Back where it came from, with no try used up.
      await queue.restart(jobId)
      return { id: delivery.id, status: 'completed' }
    }
    const now = await getJob(db, jobId)
    if (now?.status === 'cancelled') {
      log.info(fields, 'job cancelled')
      return { id: delivery.id, status: 'completed' }
    }
    if (signal.aborted) {
      // Its time was up, or we were silent too long and another worker has been given it. The queue
      // has seen to it already, and the row is not ours to touch.
      log.warn(fields, 'job taken away')
      return { id: delivery.id, status: 'completed' }
    }
    const failure = foreseen(error)
    const last = delivery.retryCount >= delivery.retryLimit || !failure.kind.retry
    const facts = { ...fields, code: failure.code }
    // A file nobody can read is its owner's trouble, told to them in words; a stack would hide real faults.
    if (failure === error && failure.cause === undefined && !failure.kind.retry)
      log.warn({ ...facts, say: failure.message }, 'job refused')
    else log[last ? 'error' : 'warn']({ ...facts, err: error }, 'job failed')
    if (last) await db.transaction((tx) => stopJob(tx, queue, jobId, failure))
    else await requeueJob(db, jobId, failure)
    return {
      id: delivery.id,
      status: last ? 'deadletter' : 'failed',
      output: { code: failure.code, message: failure.message },
    }
  }
}

/** Enqueues what follows a job, for its person, about its thing. */
export const handOnFrom =
  (
    queue: Pick<Queue, 'enqueue'>,
    tx: Db,
    row: NonNullable<Awaited<ReturnType<typeof jobRow>>>,
  ): HandOn =>
  async (next, input, entity = { type: row.entityType, id: row.entityId }) => {
    await queue.enqueue(next, input, {
      tx,
      userId: row.userId,
      entity,
      priority: row.priority,
    })
  }

const foreseen = (error: unknown) =>
  error instanceof AppError ? error : new AppError('job.unforeseen', { cause: error })

/** A job whose tries are used up: its row says so, and what it was about is told. */
async function stopJob(tx: Db, queue: Queue, jobId: JobId, error: AppError): Promise<void> {
  const row = await jobRow(tx, jobId)
  if (!row || !(await failJob(tx, jobId, error))) return
  const job = queue.jobs.find(({ name }) => name === row.jobType)
  const input = job?.input.parse(row.metadata.input)
  const handOn = handOnFrom(queue, tx, row)
  await job?.stopped?.({ input, tx, records: jobRecords, handOn, error })
}

/** A dead letter whose job nobody settled: its worker died every time. */
export const settleDeadJob = (db: Db, queue: Queue, jobId: JobId): Promise<void> =>
  db.transaction((tx) => stopJob(tx, queue, jobId, new AppError('job.died')))
