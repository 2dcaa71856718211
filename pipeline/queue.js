import { sql } from 'drizzle-orm';
import { fromDrizzle, fromPglite, PgBoss } from 'pg-boss';
import { AppError } from '#core/errors.ts';
import { JobId } from '#core/ids.ts';
import { cancelJob, createJob, jobRow, openJobs, pendingTwin, requeueJob, } from '#db/jobs.ts';
import { jobRecords } from './job-records.ts';
import { allJobs } from './jobs/all-jobs.ts';
/** Work that failed for good, or whose worker died too often; the worker settles it from there. */
export const DEAD_LETTERS = 'dead-letters';
/** Payload: the id of a job that was cancelled, for the worker that may be running it. */
export const CANCELLED = 'cliproom_cancelled_jobs';
/** How long a worker may be silent before its job is given to another; pg-boss allows no less. */
const HEARTBEAT_SECONDS = 10;
/** How often silent workers are looked for. */
const SUPERVISE_SECONDS = 3;
const NO_JOB = '00000000-0000-0000-0000-000000000000';
/** Both engines' results have `rows`; the type they share does not say so. */
const within = (tx) => fromDrizzle(tx, sql);
/** Opens the queue on the database everything else is in. */
export async function openQueue(database, log, jobs = allJobs) {
    const { db, engine } = database;
    const boss = new PgBoss({
        ...(engine.kind === 'pglite'
            ? { db: fromPglite(engine.pglite), backend: 'pglite' }
            : { connectionString: engine.url, max: 5, application_name: 'cliproom-jobs' }),
        useListenNotify: true,
        schedule: false,
        superviseIntervalSeconds: SUPERVISE_SECONDS,
        monitorIntervalSeconds: SUPERVISE_SECONDS,
    });
    boss.on('error', (error) => log.error({ err: error }, 'the job queue met an error'));
    boss.on('warning', (warning) => log.warn({ warning }, 'the job queue warns'));
    await boss.start();
    await boss.createQueue(DEAD_LETTERS, { notify: true, retryLimit: 5, retryDelay: 1 });
    for (const job of jobs) {
        const options = {
            retryLimit: job.retry.limit,
            retryDelay: job.retry.delaySeconds,
            retryBackoff: job.retry.backoff,
            expireInSeconds: job.timeoutSeconds,
            heartbeatSeconds: HEARTBEAT_SECONDS,
            deadLetter: DEAD_LETTERS,
            notify: true,
        };
        await boss.createQueue(job.name, options);
        // A queue from an earlier version keeps its old numbers otherwise.
        await boss.updateQueue(job.name, options);
        // Into its cache now: looking a queue up inside a caller's transaction would wait for that
        // transaction's own end on PGlite, which has one connection.
        await boss.findJobs(job.name, { id: NO_JOB });
    }
    const enqueue = async (job, input, { tx, userId, entity, priority = 5 }) => {
        const parsed = job.input.parse(input);
        const twin = await pendingTwin(tx, { type: job.name, entity, input: parsed });
        if (twin)
            return twin;
        const id = JobId.parse(crypto.randomUUID());
        await createJob(tx, {
            id,
            type: job.name,
            entity,
            userId,
            priority,
            maxRetries: job.retry.limit,
            input: parsed,
        });
        await boss.send(job.name, { jobId: id }, { id, priority, db: within(tx) });
        return id;
    };
    const cancelIn = async (tx, id) => {
        const row = await jobRow(tx, id);
        if (!row || !(await cancelJob(tx, id)))
            return false;
        const job = jobs.find(({ name }) => name === row.jobType);
        await job?.stopped?.({
            input: job.input.parse(row.metadata.input),
            tx,
            records: jobRecords,
            error: new AppError('job.cancelled'),
        });
        await boss.cancel(row.jobType, id, { db: within(tx) });
        // A worker would hear of it by its heartbeat too, but only seconds later.
        await tx.execute(sql `select pg_notify(${CANCELLED}, ${id})`);
        return true;
    };
    return {
        boss,
        jobs,
        enqueue,
        cancel: (id, tx) => (tx ? cancelIn(tx, id) : db.transaction((own) => cancelIn(own, id))),
        async cancelAll(entity, tx) {
            const all = async (own) => {
                for (const id of await openJobs(own, entity))
                    await cancelIn(own, id);
            };
            await (tx ? all(tx) : db.transaction(all));
        },
        async retry(id, { tx, userId }) {
            const row = await jobRow(tx, id);
            const job = jobs.find(({ name }) => name === row?.jobType);
            if (!row || !job)
                throw new AppError('job.not-found');
            const input = job.input.parse(row.metadata.input);
            await job.asked?.({ input, tx, records: jobRecords });
            return enqueue(job, input, {
                tx,
                userId,
                entity: { type: row.entityType, id: row.entityId },
                priority: row.priority,
            });
        },
        restart: (id) => db.transaction(async (tx) => {
            const row = await requeueJob(tx, id, null);
            if (!row)
                return;
            // Resuming it would count as a try: it is taken out and sent again under its own name.
            await boss.deleteJob(row.jobType, id, { db: within(tx) });
            await boss.send(row.jobType, { jobId: id }, { id, priority: row.priority, db: within(tx) });
        }),
        close: () => boss.stop({ graceful: false }),
    };
}
