import { and, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import type { AppError } from '#core/errors.ts'
import type { JobId, UserId } from '#core/ids.ts'
import { type JobState, TRANSLATE_CLIPS } from '#core/job.ts'
import type { Db } from './client.ts'
import { notifyChange } from './notify.ts'
import { settleCredits } from './plans.ts'
import { processingJobs } from './schema/jobs.ts'

/** Access is decided where the entity is read: whoever may see a video may see its jobs. */

export type JobEntity = { type: 'video' | 'clip' | 'webhook'; id: string }

type JobRow = typeof processingJobs.$inferSelect

const toState = (row: JobRow): JobState => ({
  id: row.id,
  type: row.jobType,
  entity: { type: row.entityType, id: row.entityId },
  status: row.status,
  progress: row.progress,
  step: row.step,
  etaMs: row.etaMs,
  errorCode: row.errorCode,
  errorMessage: row.errorMessage,
  retryCount: row.retryCount,
  createdAt: row.createdAt,
  startedAt: row.startedAt,
  completedAt: row.completedAt,
})

const tell = (db: Db, row: Pick<JobRow, 'id' | 'entityId' | 'status'>) =>
  notifyChange(db, { kind: 'job', id: row.id, entityId: row.entityId, status: row.status })

/** An entity's jobs, newest first. */
export async function jobsOf(db: Db, entity: JobEntity): Promise<JobState[]> {
  const rows = await db
    .select()
    .from(processingJobs)
    .where(and(eq(processingJobs.entityType, entity.type), eq(processingJobs.entityId, entity.id)))
    .orderBy(desc(processingJobs.createdAt), desc(processingJobs.id))
    .limit(100)
  return rows.map(toState)
}

/** The newest job of each of several entities on their way, for lists. */
export async function newestJobs(
  db: Db,
  type: JobEntity['type'],
  ids: string[],
): Promise<Map<string, JobState>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectDistinctOn([processingJobs.entityId])
    .from(processingJobs)
    .where(
      and(
        eq(processingJobs.entityType, type),
        inArray(processingJobs.entityId, ids),
        ne(processingJobs.jobType, TRANSLATE_CLIPS),
      ),
    )
    .orderBy(processingJobs.entityId, desc(processingJobs.createdAt), desc(processingJobs.id))
  return new Map(rows.map((row) => [row.entityId, toState(row)]))
}

export async function getJob(db: Db, id: JobId): Promise<JobState | null> {
  const row = await jobRow(db, id)
  return row && toState(row)
}

/** What the worker needs and people do not see. */
export async function jobRow(db: Db, id: JobId): Promise<JobRow | null> {
  const [row] = await db.select().from(processingJobs).where(eq(processingJobs.id, id))
  return row ?? null
}

/** A job of this kind that waits with the same input: asking twice must not do it twice. */
export async function pendingTwin(
  db: Db,
  job: { type: string; entity: JobEntity; input: unknown },
): Promise<JobId | null> {
  const [row] = await db
    .select({ id: processingJobs.id })
    .from(processingJobs)
    .where(
      and(
        eq(processingJobs.jobType, job.type),
        eq(processingJobs.entityType, job.entity.type),
        eq(processingJobs.entityId, job.entity.id),
        eq(processingJobs.status, 'pending'),
        sql`${processingJobs.metadata} -> 'input' = ${JSON.stringify(job.input)}::jsonb`,
      ),
    )
    .limit(1)
  return row?.id ?? null
}

export async function createJob(
  tx: Db,
  job: {
    id: JobId
    type: string
    entity: JobEntity
    userId: UserId
    priority: number
    maxRetries: number
    input: unknown
  },
): Promise<void> {
  await tx.insert(processingJobs).values({
    id: job.id,
    // One id in both books.
    bossId: job.id,
    userId: job.userId,
    jobType: job.type,
    entityType: job.entity.type,
    entityId: job.entity.id,
    priority: job.priority,
    maxRetries: job.maxRetries,
    metadata: { input: job.input },
  })
  await tell(tx, { id: job.id, entityId: job.entity.id, status: 'pending' })
}

/** Marks a job as under way. Null where it is over already: done, failed or cancelled. */
export async function startJob(db: Db, id: JobId, retryCount: number): Promise<JobRow | null> {
  const [row] = await db
    .update(processingJobs)
    .set({
      status: 'running',
      retryCount,
      startedAt: sql`coalesce(${processingJobs.startedAt}, now())`,
      etaMs: null,
      errorCode: null,
      errorMessage: null,
    })
    .where(and(eq(processingJobs.id, id), inArray(processingJobs.status, ['pending', 'running'])))
    .returning()
  if (row) await tell(db, row)
  return row ?? null
}

/** Percent never goes back, and nothing is written over a job that is over. */
export async function reportJob(
  db: Db,
  id: JobId,
  report: { progress: number; step: string | null; etaMs: number | null },
): Promise<void> {
  const [row] = await db
    .update(processingJobs)
    .set({
      progress: sql`greatest(${processingJobs.progress}, ${report.progress})`,
      step: report.step,
      etaMs: report.etaMs,
    })
    .where(and(eq(processingJobs.id, id), eq(processingJobs.status, 'running')))
    .returning()
  if (row) await tell(db, row)
}

/** False where the job is not running any more: whoever asked must not write its result. */
export const finishJob = (tx: Db, id: JobId) =>
  end(tx, id, ['running'], { status: 'done', progress: 100, etaMs: 0 })

export const failJob = (tx: Db, id: JobId, error: AppError) =>
  end(tx, id, ['pending', 'running'], {
    status: 'failed',
    errorCode: error.code,
    errorMessage: error.message,
    etaMs: null,
  })

export const cancelJob = (tx: Db, id: JobId) =>
  end(tx, id, ['pending', 'running'], {
    status: 'cancelled',
    errorCode: 'job.cancelled',
    errorMessage: null,
    etaMs: null,
  })

async function end(
  tx: Db,
  id: JobId,
  from: JobRow['status'][],
  values: Partial<typeof processingJobs.$inferInsert>,
): Promise<boolean> {
  const [row] = await tx
    .update(processingJobs)
    .set({ ...values, completedAt: new Date() })
    .where(and(eq(processingJobs.id, id), inArray(processingJobs.status, from)))
    .returning()
  if (row) {
    await settleCredits(tx, id, values.status === 'done')
    await tell(tx, row)
  }
  return row !== undefined
}

/** Back to waiting: it will be tried again, or the worker stopped underneath it. */
export async function requeueJob(
  db: Db,
  id: JobId,
  error: AppError | null,
): Promise<JobRow | null> {
  const [row] = await db
    .update(processingJobs)
    .set({
      status: 'pending',
      etaMs: null,
      errorCode: error?.code ?? null,
      errorMessage: error?.message ?? null,
    })
    .where(and(eq(processingJobs.id, id), eq(processingJobs.status, 'running')))
    .returning()
  if (row) await tell(db, row)
  return row ?? null
}

/** Jobs marked as under way: after a crash, those nobody works on. */
export async function runningJobs(db: Db): Promise<{ id: JobId; type: string }[]> {
  return db
    .select({ id: processingJobs.id, type: processingJobs.jobType })
    .from(processingJobs)
    .where(eq(processingJobs.status, 'running'))
}

/** All jobs that wait or run, the oldest first. */
export async function unfinishedJobs(db: Db): Promise<JobId[]> {
  const rows = await db
    .select({ id: processingJobs.id })
    .from(processingJobs)
    .where(inArray(processingJobs.status, ['pending', 'running']))
    .orderBy(processingJobs.createdAt)
  return rows.map(({ id }) => id)
}

/** An entity's jobs that are not over. */
export async function openJobs(db: Db, entity: JobEntity): Promise<JobId[]> {
  const rows = await db
    .select({ id: processingJobs.id })
    .from(processingJobs)
    .where(
      and(
        eq(processingJobs.entityType, entity.type),
        eq(processingJobs.entityId, entity.id),
        inArray(processingJobs.status, ['pending', 'running']),
      ),
    )
  return rows.map((row) => row.id)
}
