import { context, propagation } from '@opentelemetry/api'
import { sql } from 'drizzle-orm'
import { type DrizzleTransactionLike, fromDrizzle, fromPglite, PgBoss } from 'pg-boss'
import { AppError } from '#core/errors.ts'
import { JobId, type UserId } from '#core/ids.ts'
import type { Allowances } from '#core/plan.ts'
import type { Database, Db } from '#db/client.ts'
import {
  cancelJob,
  createJob,
  type JobEntity,
  jobRow,
  openJobs,
  pendingTwin,
  requeueJob,
} from '#db/jobs.ts'
import { reserveCredits } from '#db/plans.ts'
import type { Job } from './define-job.ts'
import { jobRecords } from './job-records.ts'
import { allJobs } from './jobs/all-jobs.ts'
import type { Log } from './log.ts'

/** Work that failed for good, or whose worker died too often; the worker settles it from there. */
export const DEAD_LETTERS = 'dead-letters'
/** Payload: the id of a job that was cancelled, for the worker that may be running it. */
export const CANCELLED = 'cliproom_cancelled_jobs'

export type EnqueueOptions = {
  /** The transaction that writes what the job is about: never a row without a job, nor the reverse. */
  tx: Db
  userId: UserId
  entity: JobEntity
  /** 1–10, higher first. */
  priority?: number
  /** Not before; left out: at once. */
  startAfter?: Date
}

export type Queue = {
  /** A job that waits already with the same input is not doubled; its id is returned. */
  enqueue<Input>(job: Job<Input>, input: Input, options: EnqueueOptions): Promise<JobId>
  /** Stops a job that waits or runs. False where it was over. Access is the caller's to decide. */
  cancel(id: JobId, tx?: Db): Promise<boolean>
  /** Stops whatever waits or runs for a video or clip: it is being deleted. */
  cancelAll(entity: JobEntity, tx?: Db): Promise<void>
  /** Asks again for the work of a job that failed or was cancelled. */
  retry(id: JobId, options: { tx: Db; userId: UserId }): Promise<JobId>
  /** Puts a job that was cut off back in line at once, with none of its tries used up. */
  restart(id: JobId): Promise<void>
  close(): Promise<void>
  /** The jobs it knows. */
  jobs: Job[]
  /** The queue's engine, for the worker alone. */
  boss: PgBoss
}

/** How long a worker may be silent before its job is given to another; pg-boss allows no less. */
const HEARTBEAT_SECONDS = 10
/** How often silent workers are looked for. */
const SUPERVISE_SECONDS = 3

/** Names the trace somebody's request began, so that the job goes on in it; nothing where none is. */
function traceNow(): { trace?: Record<string, string> } {
  const trace: Record<string, string> = {}
  propagation.inject(context.active(), trace)
  return Object.keys(trace).length > 0 ? { trace } : {}
}

const NO_JOB = '00000000-0000-0000-0000-000000000000'

/** Both engines' results have `rows`; the type they share does not say so. */
const within = (tx: Db) => fromDrizzle(tx as unknown as DrizzleTransactionLike, sql)

/** Opens the queue on the database everything else is in. */
export async function openQueue(
  database: Database,
  log: Log,
  jobs: Job[] = allJobs,
  /** What plans allow; null: nothing is counted. */
  allowances: Allowances | null = null,
): Promise<Queue> {
  const { db, engine } = database
  const boss = new PgBoss({
    ...(engine.kind === 'pglite'
      ? { db: fromPglite(engine.pglite), backend: 'pglite' as const }
      : { connectionString: engine.url, max: 5, application_name: 'cliproom-jobs' }),
    useListenNotify: true,
    schedule: false,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  })
  boss.on('error', (error) => log.error({ err: error }, 'the job queue met an error'))
  boss.on('warning', (warning) => log.warn({ warning }, 'the job queue warns'))
  await boss.start()
  // What starting has put into its cache as well.
  const known = new Map((await boss.getQueues()).map((queue) => [queue.name, { ...queue }]))
  const stands = (name: string, options: Record<string, unknown>) => {
    const queue: Record<string, unknown> | undefined = known.get(name)
    return queue && Object.entries(options).every(([key, value]) => queue[key] === value)
  }
  const deadLetters = { notify: true, retryLimit: 5, retryDelay: 1 }
  if (!stands(DEAD_LETTERS, deadLetters)) await boss.createQueue(DEAD_LETTERS, deadLetters)
  for (const job of jobs) {
    const options = {
      retryLimit: job.retry.limit,
      retryDelay: job.retry.delaySeconds,
      retryBackoff: job.retry.backoff,
      expireInSeconds: job.timeoutSeconds,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      deadLetter: DEAD_LETTERS,
      notify: true,
    }
    if (stands(job.name, options)) continue
    await boss.createQueue(job.name, options)
    // A queue from an earlier version keeps its old numbers otherwise.
    await boss.updateQueue(job.name, options)
    // Into its cache now: looking a queue up inside a caller's transaction would wait for that
    // transaction's own end on PGlite, which has one connection.
    await boss.findJobs(job.name, { id: NO_JOB })
  }

  const enqueue: Queue['enqueue'] = async (
    job,
    input,
    { tx, userId, entity, priority = 5, startAfter },
  ) => {
    const parsed = job.input.parse(input)
    const twin = await pendingTwin(tx, { type: job.name, entity, input: parsed })
    if (twin) return twin
    const id = JobId.parse(crypto.randomUUID())
    await createJob(tx, {
      id,
      type: job.name,
      entity,
      userId,
      priority,
      maxRetries: job.retry.limit,
      input: parsed,
    })
    const cost = allowances && (await job.cost?.({ input: parsed, tx, records: jobRecords }))
    if (allowances && cost) await reserveCredits(tx, { ...cost, jobId: id }, allowances)
    await boss.send(
      job.name,
      { jobId: id, ...traceNow() },
      { id, priority, db: within(tx), ...(startAfter && { startAfter }) },
    )
    return id
  }

  const cancelIn = async (tx: Db, id: JobId): Promise<boolean> => {
    const row = await jobRow(tx, id)
    if (!row || !(await cancelJob(tx, id))) return false
    const job = jobs.find(({ name }) => name === row.jobType)
    await job?.stopped?.({
      input: job.input.parse(row.metadata.input),
      tx,
      records: jobRecords,
      handOn: async (next, input, entity = { type: row.entityType, id: row.entityId }) => {
        await enqueue(next, input, { tx, userId: row.userId, entity, priority: row.priority })
      },
      error: new AppError('job.cancelled'),
    })
    await boss.cancel(row.jobType, id, { db: within(tx) })
    // A worker would hear of it by its heartbeat too, but only seconds later.
    await tx.execute(sql`select pg_notify(${CANCELLED}, ${id})`)
    return true
  }

  return {
    boss,
    jobs,
    enqueue,
    cancel: (id, tx) => (tx ? cancelIn(tx, id) : db.transaction((own) => cancelIn(own, id))),
    async cancelAll(entity, tx) {
      const all = async (own: Db) => {
        for (const id of await openJobs(own, entity)) await cancelIn(own, id)
      }
      await (tx ? all(tx) : db.transaction(all))
    },
    async retry(id, { tx, userId }) {
      const row = await jobRow(tx, id)
      const job = jobs.find(({ name }) => name === row?.jobType)
      if (!row || !job) throw new AppError('job.not-found')
      const input = job.input.parse(row.metadata.input)
      await job.asked?.({ input, tx, records: jobRecords })
      return enqueue(job, input, {
        tx,
        userId,
        entity: { type: row.entityType, id: row.entityId },
        priority: row.priority,
      })
    },
    restart: (id) =>
      db.transaction(async (tx) => {
        const row = await requeueJob(tx, id, null)
        if (!row) return
        // Resuming it would count as a try: it is taken out and sent again under its own name.
        await boss.deleteJob(row.jobType, id, { db: within(tx) })
        await boss.send(row.jobType, { jobId: id }, { id, priority: row.priority, db: within(tx) })
      }),
    close: () => boss.stop({ graceful: false }),
  }
}
